"""What a door may offer to load."""

from __future__ import annotations

from graph.wording import LANGUAGES
from loaders.choices import choices
from loaders.source import known_sources


def test_every_source_ships_or_takes_files() -> None:
    found = choices()
    assert list(found) == list(known_sources())
    for source_id, choice in found.items():
        assert choice.bundled or choice.suffixes, source_id
    assert [id_ for id_, choice in found.items() if choice.takes_map] == ["table"]
    assert {".xml", ".zip"} <= set(found["eforms"].suffixes)


def test_what_a_source_says_of_itself_it_says_in_both_languages() -> None:
    for source_id, choice in choices().items():
        assert set(choice.source.title) == set(LANGUAGES), source_id
        publisher = choice.source.publisher
        assert isinstance(publisher, str) or set(publisher) == set(LANGUAGES), source_id
