"""Days and amounts as people write them; what may be read two ways is told, never guessed."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadInput
from loaders.table.cells import amount, day, text, yes
from loaders.table.mapping import FileForm

PLAIN = FileForm()


@pytest.mark.parametrize(
    "said",
    ["2020-09-02", "2020-09-02T12:30:00+02:00", "20200902", "2.9.2020", "02.09.2020", "02. 09. 2020", "2. september 2020",
     "2 Sep 2020", "2. SEPT. 2020", "02.09.2020 12:00"],
)  # fmt: skip
def test_one_day_in_many_forms(said):
    assert day(said, PLAIN) == "2020-09-02"


def test_days_that_need_no_guess_and_days_that_do():
    assert day("31/12/2020", PLAIN) == day("12/31/2020", PLAIN) == "2020-12-31"
    assert day("2020-09", PLAIN) == "2020-09"
    assert day("01/02/2020", FileForm(dates="%d/%m/%Y")) == "2020-02-01"
    for said, key in {
        "01/02/2020": "table_two_dates",
        "31.02.2020": "bad_date",
        "i går": "bad_date",
        "44076": "bad_date",
    }.items():
        with pytest.raises(BadInput) as wrong:
            day(said, PLAIN)
        assert wrong.value.key == key


@pytest.mark.parametrize(
    ("said", "value"),
    [("1 234 567,50", 1234567.5), ("1\u00a0234\u00a0567,50", 1234567.5), ("1.234.567,50", 1234567.5), ("1,234,567.50", 1234567.5),
     ("1.234.567", 1234567), ("kr 500 000,-", 500000), ("NOK 1 000", 1000), ("500000.0", 500000), ("0.125", 0.125), ("−12,5", -12.5),
     ("1234.567", 1234.567), ("17", 17), ("2,5 kr", 2.5)],
)  # fmt: skip
def test_amounts(said, value):
    assert amount(said, PLAIN) == value


@pytest.mark.parametrize("said", ["1.2.3", "12-13", "ca. 5", "1e6", "∞", "1.234,567,8", "١٢٣", ""])
def test_no_amounts(said):
    with pytest.raises(BadInput) as wrong:
        amount(said, PLAIN)
    assert wrong.value.key == "table_no_number"


def test_an_amount_that_may_be_two_needs_the_map():
    with pytest.raises(BadInput) as wrong:
        amount("1.234", PLAIN)
    assert wrong.value.key == "table_two_numbers"
    assert amount("1.234", FileForm(decimal=",")) == 1234
    assert amount("1.234", FileForm(decimal=".")) == 1.234


def test_what_stands_for_nothing_and_what_cannot_be_stored():
    assert [text(cell) for cell in (None, " ", "NA", "#N/A", "-", "#REF!", float("nan"))] == [""] * 7
    assert text("a\0b\x1b[2J\ud800") == "ab[2J?"
    assert [text(cell) for cell in (12.0, 1.5, True, dt.datetime(2020, 9, 2, tzinfo=dt.UTC))] == [
        "12",
        "1.5",
        "true",
        "2020-09-02",
    ]
    assert yes("Ja") is True
    assert yes("nei") is False


@given(
    st.integers(-(10**12), 10**12), st.integers(0, 99), st.sampled_from([("", ","), (" ", ","), (".", ","), (",", ".")])
)
def test_every_amount_with_two_decimals_is_read_back(whole, cents, signs):
    thousands, decimal = signs
    written = f"{whole:,}".replace(",", thousands) + f"{decimal}{cents:02d}"
    sign = -1 if whole < 0 else 1
    assert amount(written, PLAIN) == pytest.approx(whole + sign * cents / 100)


@given(
    st.dates(min_value=dt.date(1000, 1, 1)),
    st.sampled_from(["{0:%Y-%m-%d}", "{0.day}.{0.month}.{0.year}", "{0:%Y%m%d}"]),
)
def test_every_day_is_read_back(when, form):
    assert day(form.format(when), PLAIN) == when.isoformat()


@given(st.text())
def test_any_text_is_a_day_an_amount_or_told(said):
    for read in (day, amount):
        with suppress(BadInput):
            assert read(text(said), PLAIN) is not None
