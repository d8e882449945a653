"""Every real notice is taken, with nothing that the graph must not hold."""

import re
from collections import Counter

import msgspec
import pytest
from lxml import etree

from graph.model import Purge
from graph.schema import checked

#: Known to the graph before.
OSLO = "no-orgnr-958935420"
CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"


@pytest.fixture
def told(read, shared):
    return read(shared / "data" / "eforms")


def test_none_is_skipped(told):
    assert len(told.nodes("notice")) == 74
    assert told.reading.skipped_count == 0
    assert not told.reading.unmapped


def test_every_fact_fits_the_schema_and_has_its_ends(told):
    facts = [checked(fact) for fact in told.facts]
    there = {OSLO, *(fact.id for fact in facts if not hasattr(fact, "from_id"))}
    for fact in facts:
        if hasattr(fact, "from_id"):
            assert {fact.from_id, fact.to_id} <= there


def test_every_notice_has_a_buyer_a_category_a_type_and_a_day(told):
    bought = {relation.to_id for relation in told.relations("published")}
    classified = {relation.from_id for relation in told.relations("classified_as")}
    for notice in told.nodes("notice").values():
        assert notice.id in bought
        assert notice.id in classified
        assert notice.props["type"] in {"planning", "advisory", "competition", "intent", "award", "change"}
        assert notice.document.published


def test_no_contact_person_address_or_number_is_kept(told, shared):
    everything = msgspec.json.encode(
        [[fact.props, fact.document] for fact in told.facts if not isinstance(fact, Purge)]
    )
    text = everything.decode("utf-8")
    assert not re.search(r"[\w.]@[\w-]+\.\w", text)
    for path in (shared / "data" / "eforms").glob("*.xml"):
        for contact in etree.parse(path).iter(f"{CAC}Contact"):
            phone = contact.findtext(f"{CBC}Telephone", "").strip()
            assert len(phone) < 8 or phone not in text, (path.name, phone)
            name = contact.findtext(f"{CBC}Name", "").strip()
            if " " in name and name not in _bodies(path):
                assert name not in text, (path.name, name)


def test_buyers_are_only_those_the_contracting_party_names(told, shared):
    count = Counter()
    for path in (shared / "data" / "eforms").glob("*.xml"):
        root = etree.parse(path).getroot()
        parties = root.findall(f"{CAC}ContractingParty/{CAC}Party/{CAC}PartyIdentification/{CBC}ID")
        count["buyers"] += len({party.text for party in parties})
    assert len(told.relations("published")) == count["buyers"]


def _bodies(path):
    """Names of organisations, which some contacts bear too."""
    parties = etree.parse(path).iter(f"{CAC}PartyName")
    return {name.text.strip() for party in parties for name in party.findall(f"{CBC}Name") if name.text}
