"""What is read before anybody asks: once for a graph, and never beside a visitor's own question."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread
from threading import enumerate as threads

import pytest

from graph.match.find import find
from graph.match.needs import SEARCHED
from graph.store.base import Store, View
from graph.store.sqlite_view import SqliteView
from ui import ahead
from ui.ahead import asking, read_ahead

#: What is done ahead, in its order.
Done = list[object]


@pytest.fixture
def view(oslo_copy: Store) -> Iterator[View]:
    yield oslo_copy.view()
    for thread in under_way():
        thread.join()


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Done:
    """Questions asked and kinds read ahead from now on; they are asked and read as ever."""
    told: Done = []
    reads = SqliteView.read_ahead
    monkeypatch.setattr(ahead, "HEAD_START", 0.1)
    monkeypatch.setattr(ahead, "find", lambda *asked, **rest: (told.append("asked"), find(*asked, **rest)))
    monkeypatch.setattr(SqliteView, "read_ahead", lambda *asked: (reads(*asked), told.append(asked[1])))
    return told


def under_way() -> list[Thread]:
    """The threads that read ahead."""
    return [thread for thread in threads() if thread.name == "ahead"]


def test_a_question_is_asked_once_and_then_the_words_are_read(view: View, done: Done) -> None:
    read_ahead(view)
    read_ahead(view)
    (thread,) = under_way()
    thread.join()
    assert done == ["asked", SEARCHED]
    read_ahead(view)
    assert not under_way()


def test_a_visitors_question_takes_its_place_and_no_words_are_read_beside_it(
    view: View, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "HEAD_START", 5.0)
    read_ahead(view)
    (thread,) = under_way()
    with asking(view):
        monkeypatch.setattr(ahead, "HEAD_START", 0.1)
        thread.join(timeout=1.0)
        assert thread.is_alive()
        assert not done
    thread.join()
    assert done == [SEARCHED]
