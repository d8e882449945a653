"""Text to tokens: what people write meets what the graph holds."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.compounds import parts
from graph.text.entry import entry_tokens
from graph.text.tokens import _WORD, TEXT_CAP, plain, stop_words, tokens, word_tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sjukeheim", "sykehjem"),
        ("skule", "skole"),
        ("heimeteneste", "hjemmetjeneste"),
        ("heimetenesta", "hjemmetjenesten"),
        ("tolketenester", "tolketjeneste"),
        ("lønn", "LOENN"),
        ("påminnelser", "paaminnelse"),
        ("tjenestene", "tjeneste"),
        ("sykehjemmene", "sykehjem"),
        ("sensors", "sensor"),
        ("interpreters", "interpreting"),
        ("cafe", "Café"),
        ("re\u0301novation", "rénovation"),
    ],
)
def test_words_meet_over_spelling_and_inflection(one: str, other: str) -> None:
    assert tokens(one)[0] == tokens(other)[0]


@pytest.mark.parametrize(
    ("compound", "part"),
    [
        ("tolketjeneste", "tjenester"),
        ("velferdsteknologi", "teknologi"),
        ("vannledningsinspeksjon", "inspeksjon"),
        ("vannledningsinspeksjon", "vannledning"),
        ("skuleelevar", "elev"),
        ("video-møter", "møte"),
    ],
)
def test_a_compound_is_found_by_its_parts(compound: str, part: str) -> None:
    assert tokens(part)[0] in tokens(compound)


@pytest.mark.parametrize("word", ["information", "understanding", "restaurant", "forhandling", "undervisning"])
def test_what_is_no_compound_stays_whole(word: str) -> None:
    assert parts(word) == ()


def test_stop_words_go_by_language() -> None:
    assert tokens("the by and a city", "en") == tokens("city")
    assert tokens("by", "nb") != []
    assert tokens("tolk på video for kommuner") == tokens("tolk video kommuner")


@pytest.mark.parametrize("text", ["", " ", "a", "5", "😀", "!?", "og for på", "\ud800"])
def test_what_says_nothing_has_no_tokens(text: str) -> None:
    assert tokens(text) == []


@given(st.text(max_size=300))
def test_any_text_gives_the_same_sound_tokens_every_time(text: str) -> None:
    found = tokens(text)
    assert found == tokens(text)
    for token in found:
        assert token
        assert token.encode("utf-8")
        assert not any(letter.isspace() for letter in token)


@given(st.text(st.sampled_from("aeæøåÉßſİΣς\u0301\u0308\u0345'’-_ \n\u00a0\u20011x\ufffd한ก"), max_size=40))
def test_pieces_between_spaces_have_the_tokens_they_have_alone(text: str) -> None:
    assert tokens(text) == [token for piece in text.split() for token in tokens(piece)]
    whole = [word for word in _WORD.findall(plain(text)) if word not in stop_words(None)]
    assert tokens(text) == [token for word in whole for token in word_tokens(word)]


def test_a_text_of_a_megabyte_costs_no_more_than_its_first_pages() -> None:
    started = time.perf_counter()
    assert tokens("tolk " * 200_000) == tokens("tolk " * (TEXT_CAP // 5))
    tokens("å" * 1_000_000)
    assert time.perf_counter() - started < 1


def test_an_entry_holds_the_words_of_searchable_properties_alone() -> None:
    props = {
        "name": {"nb": "Bydel Alna", "en": "Alna borough"},
        "aliases": ["Alna bydelsforvaltning"],
        "website": "https://example.org/hemmelig",
    }
    found = entry_tokens("unit", props)
    assert found.count(tokens("Alna")[0]) == 3
    assert "hemmel" not in found
    assert entry_tokens("category", {"phrases": {"nb": ["tolk på skjerm"], "en": ["remote interpreter"]}}) == [
        *tokens("remote interpreter", "en"),
        *tokens("tolk på skjerm", "nb"),
    ]
    assert entry_tokens("no such kind", props) == []
