"""Loads Enhetsregisteret: public bodies, their sub-units and their posts; everything else only with --all.

A file is read to its end before anything of it is believed. Entries that are not public in their own right (sub-units
above all) wait until it is known whether what they belong to is.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import BadInput
from graph.model import Fact, Purge
from loaders.brreg import facts
from loaders.brreg.aside import Aside, Item
from loaders.brreg.entities import Entity, Removed, entity, removed
from loaders.brreg.public import table
from loaders.brreg.roles import Roles, roles
from loaders.brreg.roles import facts as post_facts
from loaders.brreg.shapes import SUFFIXES, Placed, records
from loaders.brreg.taken import Taken
from loaders.files import Entry
from loaders.source import Reading

#: Lists inside a paged answer of the register's API.
_LISTS = ("enheter", "underenheter", "oppdaterteEnheter", "oppdaterteUnderenheter")
#: What an answer without hits holds.
_FRAME = {"_links", "page", "_embedded", "links"}


def load(reading: Reading) -> Iterator[Fact]:
    """Facts of every file. Raises BadInput where no file could be read at all."""
    taken = Taken(reading)
    failures: list[BadInput] = []
    whole = 0
    with Aside() as waiting:
        for entry in reading.entries(SUFFIXES):
            try:
                yield from _of_file(entry, taken, waiting, reading)
                whole += 1
            except BadInput as error:
                failures.append(error)
                reading.skip(entry.where, error.key, **error.values)
        if failures and not whole:
            raise failures[0]
        yield from _contained(waiting, taken, reading)
        yield from _posts(waiting, taken, reading)


def _of_file(entry: Entry, taken: Taken, waiting: Aside, reading: Reading) -> Iterator[Fact]:
    """The facts of one file once it was read whole. Raises BadInput, with nothing yielded, where it could not be."""
    with Aside() as items:
        for done, (where, record) in enumerate(_flat(records(entry, reading), reading), 1):
            item = _item(record, where, reading)
            if item is not None:
                items.add(item)
            reading.on_step(done)
        for item in items:
            yield from _settled(item, taken, waiting, reading)


def _flat(found: Iterator[Placed], reading: Reading) -> Iterator[Placed]:
    """The records, with the pages of the API taken apart."""
    for where, record in found:
        embedded = record.get("_embedded")
        if not isinstance(embedded, dict):
            yield where, record
            continue
        for name in _LISTS:
            listed = embedded.get(name)
            for number, inner in enumerate(listed if isinstance(listed, list) else [], 1):
                place = f"{where}: {name} {number}"
                if isinstance(inner, dict):
                    yield place, inner
                else:
                    reading.skip(place, "brreg_no_object")


def _item(record: dict[str, object], where: str, reading: Reading) -> Item | None:
    if "rollegrupper" in record:
        return roles(record, where, reading)
    if gone := removed(record):
        return gone
    if "endringstype" in record:
        reading.leave_out("brreg_change_only")
    elif "organisasjonsnummer" in record:
        return entity(record, where, reading)
    elif record.keys() - _FRAME:
        reading.skip(where, "brreg_unknown_record", fields=", ".join(sorted(record)[:5])[:80])
    return None


def _settled(item: Item, taken: Taken, waiting: Aside, reading: Reading) -> Iterator[Fact]:
    if isinstance(item, Removed):
        for ending in ("", facts.ENDED, facts.ROLES):
            yield Purge(item.number + ending)
    elif isinstance(item, Roles):
        waiting.add(item)
    elif item.form in table().personal_forms:
        reading.leave_out("brreg_sole_traders")
    elif item.public:
        yield from _unit(item, taken, reading)
    else:
        waiting.add(item)


def _unit(item: Entity, taken: Taken, reading: Reading) -> Iterator[Fact]:
    node_id = taken.add(item)
    _say_if_flagged(item, reading)
    if not item.short:
        # A unit that is open again: what a closing note said of it is withdrawn.
        reading.documents.add(item.number + facts.ENDED)
    yield from facts.unit_facts(item, node_id, taken.parent(item), facts.document(item, reading.retrieved_at))


def _contained(waiting: Aside, taken: Taken, reading: Reading) -> Iterator[Fact]:
    """Entries that belong to a unit, and those that belong to them, until no more turn up; with --all the rest too."""
    taken.look_up(number for item in waiting for number in _numbers(item))
    done: set[int] = set()
    before = -1
    while len(done) > before:
        before = len(done)
        for place, item in enumerate(waiting):
            if isinstance(item, Entity) and place not in done and taken.holds(item):
                done.add(place)
                yield from _unit(item, taken, reading)
    for place, item in enumerate(waiting):
        if not isinstance(item, Entity) or place in done:
            continue
        if reading.everything:
            yield from _supplier(item, reading)
        else:
            reading.leave_out("brreg_private_sub_units" if item.sub_unit else "brreg_private")


def _numbers(item: Item) -> tuple[str, ...]:
    return (item.number, item.parent) if isinstance(item, Entity) else (item.number,)


def _supplier(item: Entity, reading: Reading) -> Iterator[Fact]:
    node_id = facts.supplier_node_id(item)
    _say_if_flagged(item, reading)
    yield from facts.supplier_facts(item, node_id, facts.document(item, reading.retrieved_at))


def _say_if_flagged(item: Entity, reading: Reading) -> None:
    if not item.sound:
        reading.warn(item.where, "brreg_number_fails", number=item.number, name=item.name)


def _posts(waiting: Aside, taken: Taken, reading: Reading) -> Iterator[Fact]:
    for item in waiting:
        if not isinstance(item, Roles):
            continue
        for key, count in (("brreg_names", item.people), ("brreg_role_bodies", item.bodies)):
            if count:
                reading.left_out[key] += count
        unit = taken.unit(item.number)
        if unit is None:
            reading.leave_out("brreg_roles_elsewhere")
        else:
            yield from post_facts(item, unit, facts.roles_document(item.number, reading.retrieved_at))
