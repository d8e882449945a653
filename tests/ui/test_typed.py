"""Amounts and days as people type them."""

from __future__ import annotations

import pytest

from ui.typed import amount_of, asked_day, day_of, shown_amount, shown_day


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("500 000", 500_000),
        ("500.000 kr", 500_000),
        ("NOK 1,300,000", 1_300_000),
        ("1,3 mill", 1_300_000),
        ("2 mrd", 2e9),
        ("2 milliarder", 2e9),
        ("1.5 million", 1_500_000),
        ("mye", None),
        ("12 aper", None),
        ("", None),
    ],
)
def test_an_amount_is_read_in_any_usual_form(text: str, amount: float | None) -> None:
    assert amount_of(text) == amount


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-08-01", "2026-08-01"),
        ("1.8.2026", "2026-08-01"),
        ("01/08/2026", "2026-08-01"),
        ("1. aug. 2026", "2026-08-01"),
        ("1 August 2026", "2026-08-01"),
        ("5. mars 2021", "2021-03-05"),
        ("mai 2020", "2020-05"),
        ("May 2020", "2020-05"),
        ("2021", "2021"),
        ("31.2.2026", None),
        ("2020-13-45", None),
        ("i morgen", None),
    ],
)
def test_a_day_is_read_in_any_usual_form(text: str, iso: str | None) -> None:
    assert day_of(text) == iso


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("iso", ["2026-08-01", "2021-03-05", "2021-03", "2021"])
def test_a_day_shown_is_read_back(iso: str, lang: str) -> None:
    assert day_of(shown_day(iso, lang)) == iso


def test_what_is_no_date_stays_as_it_was_typed() -> None:
    assert asked_day(" i morgen ") == "i morgen"
    assert shown_day("i morgen", "nb") == "i morgen"


def test_an_amount_is_shown_as_its_reader_writes_it() -> None:
    assert [shown_amount("1.3 mill", lang).replace("\u00a0", " ") for lang in ("nb", "en")] == [
        "1 300 000",
        "1,300,000",
    ]
    assert shown_amount("mye", "nb") == "mye"
