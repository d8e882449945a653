"""Posts that decide, without names; and the city government of 2023-10-25 as it was published then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.ids import person_id, post_id, unit_id
from graph.model import Fact, Node, Relation
from loaders.oslo.directory import OSLO, Directory
from loaders.oslo.sources import documents
from loaders.oslo.tables import Tables, words
from loaders.source import Reading

Row = dict[str, str]

_ALL_OF = "type:"
#: Of these a unit has one: a title of its own stands in place of its type's.
_ONE_EACH = frozenset(("chief_executive", "politician_in_charge"))
_NOT_IN_OSLO = "not used in Oslo"


def posts(tables: Tables, directory: Directory, reading: Reading) -> Iterator[Fact]:
    """A post for each unit a row means: one unit, or every living unit of a type."""
    rows = list(tables.rows("posts"))
    own: dict[tuple[str, str], set[str]] = defaultdict(set)
    for _, row in rows:
        if not row["unit"].startswith(_ALL_OF):
            own[directory.find(row["unit"], row["orgnr"]) or "", row["role"]].add(row["post_title_nb"])
    for place, row in rows:
        one = directory.find(row["unit"], row["orgnr"])
        meant = [one] if one else directory.meant(row["unit"])
        if not meant:
            reading.skip(place, "oslo_unknown_unit", unit=row["unit"])
        landed = [unit for unit in meant if _has(unit, row, own)]
        if meant and not landed:
            reading.leave_out("oslo_post_exact")
        for unit in landed:
            yield from _post(unit, row)


def city_government(tables: Tables, directory: Directory, reading: Reading) -> Iterator[Fact]:
    """Who held which post from when. Party and anything else about the person stays out."""
    for place, row in tables.rows("city_government"):
        unit = directory.find(row["unit"])
        if unit is None:
            reading.skip(place, "oslo_unknown_unit", unit=row["unit"])
            continue
        post = post_id(unit, row["role"], row["post_title_nb"])
        person = person_id(post, row["name"])
        held = {
            "valid_from": row["valid_from"],
            "valid_to": row["valid_to"],
            "note": words(row["note_nb"], row["note_en"]),
        }
        for document in documents(row["source"], row["mark"], published=row["valid_from"]):
            yield Node(person, "person", {"name": row["name"]}, document)
            yield Relation(person, "holds", post, held, document)


def _has(unit: str, row: Row, own: dict[tuple[str, str], set[str]]) -> bool:
    """Whether a unit has the post of a row: not where a title of its own stands in place of its type's."""
    if unit == unit_id(OSLO) and _NOT_IN_OSLO in row["post_title_en"]:
        return False
    titles = own.get((unit, row["role"]), set())
    return row["role"] not in _ONE_EACH or not titles or row["post_title_nb"] in titles


def _post(unit: str, row: Row) -> Iterator[Fact]:
    post = post_id(unit, row["role"], row["post_title_nb"])
    props = {"title": words(row["post_title_nb"], row["post_title_en"].split(" (")[0]), "role": row["role"]}
    for document in documents(row["source"], row["mark"]):
        yield Node(post, "post", props, document)
        yield Relation(post, "post_in", unit, {}, document)
