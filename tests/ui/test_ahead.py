"""What is read before anybody asks: once for a graph, and never beside a visitor's own question."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread
from threading import enumerate as threads

import pytest

from graph.match.needs import SEARCHED
from graph.store.base import Store, View
from graph.store.sqlite_view import SqliteView
from ui.ahead import give_way, read_ahead


@pytest.fixture
def view(oslo_copy: Store) -> Iterator[View]:
    yield oslo_copy.view()
    for thread in of_name("ahead") + of_name("words ahead"):
        thread.join()


def of_name(name: str) -> list[Thread]:
    """The threads of this name that run."""
    return [thread for thread in threads() if thread.name == name]


def test_a_visitors_question_takes_the_place_of_the_one_that_nobody_asked(view: View) -> None:
    read_ahead(view)
    read_ahead(view)
    assert len(of_name("ahead")) == 1
    give_way(view)
    assert not of_name("ahead")


def test_the_words_of_what_is_searched_are_read_after_it(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    reads = SqliteView.read_ahead
    monkeypatch.setattr(SqliteView, "read_ahead", lambda *asked: (reads(*asked), read.append(asked[1])))
    read_ahead(view)
    give_way(view)
    assert not read
    (thread,) = of_name("words ahead")
    thread.join()
    assert read == [SEARCHED]
