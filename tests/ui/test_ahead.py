"""The question that is asked before anybody asks: once for a graph, and never beside a visitor's own."""

from __future__ import annotations

from threading import enumerate as threads

from graph.store.base import Store
from ui.ahead import give_way, read_ahead


def test_a_visitors_question_takes_the_place_of_the_one_that_nobody_asked(oslo_copy: Store) -> None:
    view = oslo_copy.view()
    read_ahead(view)
    read_ahead(view)
    assert [thread.name for thread in threads()].count("ahead") == 1
    give_way(view)
    assert "ahead" not in [thread.name for thread in threads()]
