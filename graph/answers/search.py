"""What `search` answers."""

from __future__ import annotations

from graph.answers.base import Answer


class SearchResult(Answer, frozen=True):
    id: str
    kind: str
    name: str
    type: str | None
    score: float


class SearchAnswer(Answer, frozen=True):
    query: str
    results: list[SearchResult]
