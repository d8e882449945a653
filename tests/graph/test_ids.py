"""Organisation numbers, CPV codes and readable ids, in every spelling they arrive in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import ids

OSLO = "958935420"


@pytest.mark.parametrize(
    "text",
    [
        "974760983",
        " 974 760 983 ",
        "974\u00a0760\u00a0983",
        "NO974760983MVA",
        "NO 974 760 983 MVA",
        "974760983 mva",
        "974.760.983",
        "974-760-983",
        "NO-BRC-974760983",
        "no-orgnr-974760983",
        "Org.nr. 974760983",
        "Orgnr: 974 760 983",
        "0192:974760983",
        "974760983.0",
    ],
)
def test_a_number_is_found_in_all_its_spellings(text):
    assert ids.clean_number(text) == "974760983"
    assert ids.unit_id(text) == "no-orgnr-974760983"


@pytest.mark.parametrize(
    "text", ["", "NO", "12345678", "9747609833", "974760983 / 958935420", "Oslo kommune", "97476098X", "٩٧٤٧٦٠٩٨٣"]
)
def test_what_is_no_number_is_none(text):
    assert ids.clean_number(text) is None
    assert not ids.valid_orgnr(text)
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        ids.unit_id(text)


@pytest.mark.parametrize("number", [OSLO, "974760983", "876819872", "NO 923 609 016 MVA"])
def test_real_numbers_pass_the_check(number):
    assert ids.valid_orgnr(number)


@pytest.mark.parametrize("number", ["958935421", "974760984", "000000000", "112233445", "987123456"])
def test_numbers_that_fail_the_check(number):
    assert not ids.valid_orgnr(number)


@given(st.integers(10_000_000, 99_999_999))
def test_at_most_one_check_digit_fits_and_it_catches_every_single_slip(stem):
    fits = [digit for digit in "0123456789" if ids.valid_orgnr(f"{stem}{digit}")]
    assert len(fits) <= 1
    for digit in fits:
        number = f"{stem}{digit}"
        for place in range(1, 9):
            slipped = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
            assert not ids.valid_orgnr(slipped)


@given(st.text())
def test_any_text_gives_a_slug_of_plain_letters(text):
    made = ids.slug(text)
    assert re.fullmatch(r"[a-z0-9-]*", made)
    assert len(made) <= ids.SLUG_LENGTH
    assert bool(made) == bool(text.strip())
    assert ids.slug(made) == made
    assert ids.clean_number(text) is None or len(ids.clean_number(text)) == 9
    assert ids.cpv_code(text) is None or len(ids.cpv_code(text)) == 8


def test_slugs_fold_norwegian_and_keep_long_titles_apart():
    assert ids.slug("Bydel Grünerløkka") == "bydel-grunerloekka"
    assert ids.slug("ÆRLIG  Å /SKÅL") == "aerlig-aa-skaal"
    assert ids.slug("Ga\u030asøya") == ids.slug("Gåsøya") == "gaasoeya"
    assert ids.slug("Kárášjoga gielda") == "karasjoga-gielda"
    assert ids.slug("a" * 100) != ids.slug("a" * 101)
    assert ids.slug("Δήμος") != ids.slug("Община")


def test_hashes_know_where_a_part_ends():
    assert ids.short_hash("ab", "c") != ids.short_hash("a", "bc")
    assert ids.short_hash("å") == ids.short_hash("a\u030a")
    assert re.fullmatch(r"[0-9a-f]{8}", ids.short_hash("Oslo", "2021"))


def test_ids_read_as_what_they_name():
    assert ids.unnumbered_unit_id("Oslo byråd", "no-orgnr-958935420") == "unit-no-orgnr-958935420-oslo-byraad"
    assert (
        ids.unnumbered_unit_id("Stab", "unit-no-orgnr-958935420-oslo-byraad")
        == "unit-no-orgnr-958935420-oslo-byraad-stab"
    )
    assert ids.unnumbered_unit_id("Oslo byråd") == "unit-oslo-byraad"
    assert ids.post_id("no-orgnr-1", "budget_owner", "Etatsdirektør") == "post-no-orgnr-1-budget_owner-etatsdirektoer"
    assert ids.person_id("post-x-chief_executive", "Kari Å") == "person-x-chief_executive-kari-aa"
    assert ids.supplier_id("Acme GmbH", "DE") == "supplier-de-acme-gmbh"
    assert ids.supplier_id("Acme") == "supplier-acme"
    assert ids.named_id("theme", "Tolk når du må") == "theme-tolk-naar-du-maa"
    assert ids.named_id("agreement", "Tolk", "Oslo") == f"agreement-tolk-{ids.short_hash('Oslo', 'Tolk')}"
    assert ids.eforms_id(" 0A1B-2 ") == "eforms-0a1b-2"
    assert ids.doffin_id("2020-353584") == "doffin-2020-353584"


def test_cpv_codes_lose_their_check_digit():
    assert ids.cpv_code("79540000-1") == ids.cpv_code(" 79540000 ") == "79540000"
    assert ids.cpv_id("79540000-1") == "cpv-79540000"
    assert [ids.cpv_code(text) for text in ("7954", "79540000-", "AB540000", "79540000-12", "")] == [None] * 5
    with pytest.raises(ValueError, match="7954"):
        ids.cpv_id("7954")


def test_cpv_classes_and_what_stands_above():
    assert ids.cpv_class("79541100") == "79540000"
    assert ids.cpv_ancestors("30192125") == ["30192120", "30192100", "30192000", "30190000", "30100000", "30000000"]
    assert ids.cpv_ancestors("79540000") == ["79500000", "79000000"]
    assert ids.cpv_ancestors("30000000") == ids.cpv_ancestors("03000000") == []


@given(st.from_regex(r"[0-9]{8}", fullmatch=True))
def test_ancestors_grow_shorter_and_share_their_beginning(code):
    above = ids.cpv_ancestors(code)
    assert len(above) <= 6
    assert code not in above
    assert all(len(found) == 8 and found[:2] == code[:2] for found in above)
