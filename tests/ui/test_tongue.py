"""Text in another language than the page's says so."""

from __future__ import annotations

from graph.answers import Evidence, Quote
from ui.here import Here
from ui.tongue import said_in, sentence

EN = Here("en", {}, {}, "", "find")


def piece(text: str, *quoted: tuple[str, str]) -> Evidence:
    quotes = [Quote(text=said, lang=lang) for said, lang in quoted]
    return Evidence(feature="demand", weight=1, value=1, contribution=1, text=text, quoted=quotes)


def test_a_name_in_another_language_is_marked_and_escaped() -> None:
    assert said_in(EN, "Bydel <b>", "nb") == '<span lang="nb">Bydel &lt;b&gt;</span>'
    assert said_in(EN, "Alna Borough", "en") == "Alna Borough"
    assert said_in(EN, "Rammeavtale", "") == "Rammeavtale"


def test_a_sentence_marks_what_it_quotes_and_writes_days_as_its_reader_does() -> None:
    said = piece("bought “Tolk & <tegn>” (2021-03-05)", ("Tolk & <tegn>", "nb"))
    assert sentence(EN, said.text, [said]) == 'bought “<span lang="nb">Tolk &amp; &lt;tegn&gt;</span>” (5 Mar 2021)'


def test_quotes_inside_one_another_break_nothing() -> None:
    both = piece("A Tolk and Tolketjeneste", ("Tolketjeneste", "nb"), ("Tolk", "nb"))
    drawn = sentence(EN, both.text, [both])
    assert drawn.count("<span") == drawn.count("</span>") == 2
