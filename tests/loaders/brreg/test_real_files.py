"""The register's own answers, as they came."""

import json
from collections import Counter

import pytest

pytestmark = pytest.mark.shared


@pytest.fixture
def real(shared):
    return shared / "data" / "brreg"


def test_private_entities_are_left_out_and_counted(real, read):
    """12 main units of private forms, 3 sub-units of theirs; roles of 3 companies with 16 names and 3 bodies."""
    reading, facts = read(real)
    assert facts == []
    assert reading.left_out == {
        "brreg_private": 12,
        "brreg_private_sub_units": 3,
        "brreg_roles_elsewhere": 3,
        "brreg_names": 16,
        "brreg_role_bodies": 3,
    }
    assert not reading.skipped
    assert not reading.unmapped


def test_all_takes_them(real, read):
    reading, facts = read(real, everything=True)
    numbers = {fact.props.get("orgnr") for fact in facts}
    written = json.loads((real / "real_search_asa_5.json").read_text("utf-8"))["_embedded"]["enheter"]
    assert len(facts) == 15
    assert numbers >= {entity["organisasjonsnummer"] for entity in written} | {"923609016"}
    assert Counter(warning.key for warning in reading.warnings) == {"brreg_number_fails": 6}
    assert next(fact for fact in facts if fact.id == "no-orgnr-923609016").props["name"] == "Equinor ASA"


def test_every_entity_number_in_the_files_is_met(real, read):
    """Counted by reading the files: nothing is passed over in silence."""
    told = 0
    for path in real.glob("*.json"):
        content = json.loads(path.read_text("utf-8"))
        pages = content.get("_embedded", {})
        told += len(pages.get("enheter", [])) + len(pages.get("underenheter", [])) + ("navn" in content)
    _, facts = read(real, everything=True)
    assert len(facts) == told
