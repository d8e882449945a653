"""Golden pairs of identity: a name and a number as a buyer writes them, and the unit they must become."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ids import valid_orgnr
from graph.store.base import Store
from graph.when import On
from loaders.resolve import AMBIGUOUS, BAD_NUMBER, SAME_NAME, SECOND_NUMBER, Resolver, normal_name, split_name

OSLO = "no-orgnr-958935420"
ALNA = "no-orgnr-970534644"
BJERKE = "no-orgnr-974778874"
NURSING = "no-orgnr-990612498"
SHARED_SERVICES = "no-orgnr-974761157"
FINANCE = f"unit-{OSLO}-byraadsavdeling-for-finans"


@pytest.fixture
def resolver(oslo_store: Store) -> Resolver:
    return Resolver(oslo_store.view(), On.today())


@pytest.mark.parametrize(
    ("name", "number", "id_", "flag"),
    [
        ("Oslo kommune", "958935420", OSLO, None),
        ("Oslo kommune v/ Sykehjemsetaten", "990612498", NURSING, None),
        ("Oslo kommune v/ Sykehjemsetaten", None, NURSING, None),
        ("Oslo kommune v/Sykehjemsetaten", "958935420", NURSING, None),
        ("OSLO KOMMUNE - SYKEHJEMSETATEN", None, NURSING, None),
        ("Oslo kommune, Sykehjemsetaten", None, NURSING, None),
        ("SYKEHJEMSETATEN", None, NURSING, None),
        ("Oslo kommune v/Bydel Alna", "970 534 644", ALNA, None),
        ("Oslo kommune v/bydel Alna", "NO970534644MVA", ALNA, None),
        ("Oslo kommune ved Bydel Alna", "958935420", ALNA, None),
        ("Oslo kommune v/bydel Bjerke", "974589540", BJERKE, SECOND_NUMBER),
        ("Oslo kommune v/bydel Bjerke", "974778875", BJERKE, BAD_NUMBER),
        ("Oslo kommune Renovasjons- og gjenvinningsetaten", None, "no-orgnr-923954791", None),
        ("Oslo kommune v/Byrådsavdeling for finans", None, FINANCE, None),
        ("Politiets Fellestjenester", "974761157", SHARED_SERVICES, None),
        ("POLITIETS FELLESTJENESTER", "974 760 983", "no-orgnr-974760983", SAME_NAME),
        ("Oslobygg", None, "no-orgnr-924599545", None),
        ("Origo - digitaliseringsenhet", None, "no-orgnr-920204368", None),
        ("Oslo kommune v/ Etat for noe helt nytt", "958935420", f"unit-{OSLO}-etat-for-noe-helt-nytt", None),
        ("Sentrum politistasjon", None, "unit-sentrum-politistasjon", AMBIGUOUS),
        ("Ukjent kommune v/ Et kontor", None, "unit-ukjent-kommune-v-et-kontor", None),
    ],
)
def test_a_name_and_a_number_become_the_unit_they_mean(
    resolver: Resolver, name: str, number: str | None, id_: str, flag: str | None
) -> None:
    found = resolver.unit(name, number)
    assert (found.id, found.flag) == (id_, flag)


def test_the_parents_own_number_is_not_given_to_the_unit_inside(resolver: Resolver) -> None:
    found = resolver.unit("Oslo kommune v/ Sykehjemsetaten", "958935420")
    assert (found.number, found.name, found.parent_id) == (None, "Sykehjemsetaten", OSLO)


def test_an_unknown_second_number_is_kept(resolver: Resolver) -> None:
    other = "974760983"
    assert valid_orgnr(other)
    found = resolver.unit("Oslo kommune v/ Bydel Alna", other)
    assert (found.id, found.number, found.flag) == (ALNA, other, SECOND_NUMBER)


def test_a_hint_of_the_parent_tells_units_of_one_name_apart(resolver: Resolver) -> None:
    found = resolver.unit("Sentrum politistasjon", parent_hint="no-orgnr-961398142")
    assert found.id == "unit-no-orgnr-961398142-sentrum-politistasjon"


def test_bodies_of_other_countries_keep_their_own_numbers(resolver: Resolver) -> None:
    assert resolver.unit("Region Skåne", "232100-0255", country="SWE").id == "swe-orgnr-232100-0255"
    assert resolver.unit("Region Skåne", country="SWE").id == "unit-swe-region-skaane"


def test_suppliers_are_known_by_number_else_by_country_and_name(resolver: Resolver) -> None:
    assert resolver.supplier("Atea AS", "920 237 126").id == "no-orgnr-920237126"
    assert resolver.supplier("Atea  AS").id == "supplier-no-atea-as"
    assert resolver.supplier("Nedap NV", "123", country="NLD").id == "supplier-nld-nedap-nv"
    assert resolver.supplier("Atea AS", "920237120").flag == BAD_NUMBER
    assert resolver.supplier("Politiets fellestjenester", "974761157").id != SHARED_SERVICES


def test_what_a_load_has_met_is_known_to_it(resolver: Resolver) -> None:
    assert not resolver.unit("Nyby kommune", "920237126").known
    assert resolver.unit("NYBY KOMMUNE").id == "no-orgnr-920237126"


def test_a_thousand_buyers_a_second(resolver: Resolver) -> None:
    began = time.perf_counter()
    for turn in range(3000):
        resolver.unit("Oslo kommune v/ Bydel Alna" if turn % 2 else "Bydel Sagene", None)
    assert time.perf_counter() - began < 3


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_normal_names_are_stable(text: str) -> None:
    once = normal_name(text)
    assert normal_name(once) == once
    assert normal_name(f"  {text}  ") == once


@given(st.sampled_from(["Bydel Alna", "Vann- og avløpsetaten", "Bydel St. Hanshaugen", "Oslobygg KF"]), st.data())
def test_case_spaces_and_punctuation_do_not_tell_names_apart(name: str, data: st.DataObject) -> None:
    noisy = "".join(char.upper() if data.draw(st.booleans()) else char for char in name)
    assert normal_name(noisy.replace(" ", data.draw(st.sampled_from([" ", "  ", "\t", "\u00a0"])))) == normal_name(name)


@given(st.text(max_size=80))
def test_any_name_can_be_split(text: str) -> None:
    parent, own = split_name(text)
    assert parent is None or (parent and own)
