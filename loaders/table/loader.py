"""Rows of a table → facts, as a map says. One function loops over rows, one maps a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

import msgspec

from graph.errors import BadInput
from graph.ids import cpv_id, slug
from graph.model import Document, Fact, Node, Relation
from graph.schema import Prop, node_kind, relation_key, relation_kind
from loaders.files import Entry
from loaders.identities import Identities, number_props
from loaders.resolve import Identity
from loaders.source import Reading
from loaders.table.grids import SUFFIXES, Row, rows
from loaders.table.mapping import NodeSpec, RelationSpec, Said, TableMap, read_map, spec_of
from loaders.table.prove import prove
from loaders.table.values import Reader, filled_in
from loaders.unit_names import unit_type

#: The form of what the map calls a code: eight digits; Excel drops a zero at the start.
_CPV = re.compile(r"(?<!\d)(\d{7,8})(?:\s?-\s?\d)?(?!\d)")
_CPV_LENGTH = 8
_COUNTRY = "NO"
#: What the runner asks of a loader: whether it reads by a map.
TAKES_MAP = True


def load(reading: Reading) -> Iterator[Fact]:
    """Facts of every row of every table in the input. Raises BadInput for a map that cannot work, or a table without its columns."""
    if reading.map_path is None:
        raise BadInput("table_needs_map")
    table = read_map(reading.map_path)
    prove(table, str(reading.map_path))
    mapper = _Mapper(table, reading)
    done = 0
    for entry in reading.entries(SUFFIXES):
        seen: Counter[str] = Counter()
        for done, row in enumerate(rows(entry, table.file, reading), start=done + 1):  # noqa: B020 — counts on
            seen.update(row.cells.keys())
            yield from mapper.facts(row, entry)
            reading.on_step(done)
        _prove_columns(table, seen, entry)
        yield from mapper.sums()
        for column in seen.keys() - table.columns().keys() - set(table.not_taken):
            reading.unmapped[column] += seen[column]


def _prove_columns(table: TableMap, seen: Counter[str], entry: Entry) -> None:
    """Every column that the map reads must be in the table. Raises BadInput naming it and the nearest there is."""
    for column, place in table.columns().items():
        if seen and column not in seen:
            near = get_close_matches(column, list(seen), n=1, cutoff=0.0)
            raise BadInput("table_no_column", path=entry.where, column=column, place=place, near=near[0])


class _Mapper:
    """Maps one row after the other; keeps whom each document has named already."""

    def __init__(self, table: TableMap, reading: Reading) -> None:
        self._table = table
        self._reading = reading
        self._identities = Identities(reading)
        self._reader = Reader(table)
        self._named: dict[tuple[str, str], str] = {}
        self._sums: dict[str, Relation] = {}

    def facts(self, row: Row, entry: Entry) -> Iterator[Fact]:
        """What a row says; nothing where a part of it that identifies something cannot be read."""
        self._reader.turn_to(row.cells)
        made: dict[str, list[str]] = {}
        found: list[Fact] = []
        try:
            document = self._document(entry)
            for name, spec in self._table.nodes.items():
                nodes = list(self._nodes(f"nodes.{name}", spec, document, row.place))
                made[name] = list(dict.fromkeys(node.id for node in nodes if isinstance(node, Node)))
                found += nodes
        except BadInput as error:
            self._reading.skip(row.place, error.key, **error.values)
            return
        yield from found
        for nth, relation in enumerate(self._table.relations, start=1):
            yield from self._relations(f"relations[{nth}]", relation, made, document, row.place)

    def sums(self) -> Iterator[Relation]:
        """The relations whose numbers were added up over the rows of a file, in order of id."""
        for _, relation in sorted(self._sums.items()):
            yield replace(relation, props={name: _cents(value) for name, value in relation.props.items()})
        self._sums.clear()

    def _document(self, entry: Entry) -> Document:
        """The row's own document where the map gives it an id, else the file."""
        said, read = self._table.document, self._reader.one
        own = entry.name if said.id is None else slug(read(said.id))
        if not own:
            raise BadInput("table_no_id", place="document.id")
        published = self._reader.prop(said.published, "date") if said.published is not None else None
        url = read(said.url) or None
        return Document(
            f"{self._table.name}:{own}", read(said.title) or own, url, published, self._reading.retrieved_at
        )

    def _nodes(self, place: str, spec: NodeSpec, document: Document, where: str) -> Iterator[Fact]:
        if spec.code is not None:
            yield from self._coded(place, spec)
            return
        props = self._props(place, spec.props, node_kind(spec.kind).props, where)
        if spec.id is not None:
            identified = slug(self._reader.one(spec.id))
            if not identified:
                raise BadInput("table_no_id", place=f"{place}.id")
            yield Node(identified, spec.kind, props, document)
        else:
            yield from self._body(spec, props, document, where)

    def _coded(self, place: str, spec: NodeSpec) -> Iterator[Node]:
        """Categories, by the codes in the cell; a code is told as such, without the row's date."""
        said = spec_of(spec.code or "")
        cells = " ".join(self._reader.several(msgspec.structs.replace(said, take="all")))
        codes = [found[1].zfill(_CPV_LENGTH) for found in _CPV.finditer(cells)]
        if cells and not codes:
            raise BadInput("table_no_code", place=f"{place}.code", text=cells[:60])
        codes = list(dict.fromkeys(codes))
        for code in codes[:1] if said.take == "first" else codes[1:] if said.take == "rest" else codes:
            yield Node(cpv_id(code), "category", {"code": code}, Document(f"cpv-{code}", f"CPV {code}"))

    def _body(self, spec: NodeSpec, props: Mapping[str, object], document: Document, where: str) -> Iterator[Fact]:
        """A unit or supplier by its number, and by its name where the number tells nothing; none where both are empty.

        A parent that its name names ("Oslo kommune v/ X") stands above it.
        """
        name, number = " ".join(self._reader.one(spec.called).split()), self._reader.one(spec.number)
        if not name and not number:
            return
        country = self._reader.one(spec.country) or _COUNTRY
        ask = self._identities.unit if spec.kind == "unit" else self._identities.supplier
        identity = ask(name, number or None, country=country)
        if identity.flag:
            self._reading.warn(where, f"resolve_{identity.flag}", name=name, number=number, id=identity.id)
        yield Node(identity.id, spec.kind, self._told(spec, identity, name, number, country, props, document), document)
        if spec.kind == "unit" and identity.parent_id not in {None, identity.id}:
            yield Relation(identity.id, "part_of", identity.parent_id or "", {}, document)

    def _told(
        self,
        spec: NodeSpec,
        identity: Identity,
        name: str,
        number: str,
        country: str,
        props: Mapping[str, object],
        document: Document,
    ) -> dict[str, object]:
        """What a row says of a body; where the document has told it by another name, that name alone."""
        own = identity.name or name
        told = self._named.setdefault((document.id, identity.id), own)
        if told != own:
            return {"aliases": [own]}
        unit = spec.kind == "unit"
        named = {"name": {self._table.language: own} if unit else own} if own else {}
        typed = {"type": unit_type(own, country)} if unit else {}
        return filled_in({**named, **typed, **number_props(identity, number, country), "country": country, **props})

    def _relations(
        self, place: str, spec: RelationSpec, made: Mapping[str, list[str]], document: Document, where: str
    ) -> Iterator[Relation]:
        props = self._props(place, spec.props, relation_kind(spec.kind).props, where)
        for start in made.get(spec.from_, [spec.from_]):
            for end in made.get(spec.to, [spec.to]):
                if start == end:
                    continue
                relation = Relation(start, spec.kind, end, props, document, relation_key(spec.kind, props))
                if spec.add:
                    self._add_up(spec.add, relation)
                else:
                    yield relation

    def _add_up(self, names: Sequence[str], row: Relation) -> None:
        """Adds a row's numbers to what the rows before it said of the same relation; what else they say, the first says."""
        before = self._sums.setdefault(row.id, replace(row, props={**row.props, **dict.fromkeys(names, 0)}))
        more = {name: before.props[name] + row.props.get(name, 0) for name in names}
        self._sums[row.id] = replace(before, props={**before.props, **more})

    def _props(self, place: str, said: Mapping[str, Said], known: Mapping[str, Prop], where: str) -> dict[str, object]:
        """The properties; one that cannot be read is left out and said with its line and field."""
        found = {}
        for name, spec in said.items():
            try:
                found[name] = self._reader.prop(spec, known[name].type)
            except BadInput as error:
                self._reading.warn(where, "table_field_left_out", field=f"{place}.props.{name}", why=error.text)
        return filled_in(found)


def _cents(value: object) -> object:
    """A sum without the traces of adding in binary."""
    return round(value, 2) if isinstance(value, float) else value
