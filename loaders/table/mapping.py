"""The map of a table, in TOML: which columns make which nodes, properties and relations. docs/maps.md explains it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from graph.errors import BadInput

_FIELD = re.compile(r"\{([^{}]+)\}")


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a map: a field that is not known is an error."""


class Spec(_Part, frozen=True, rename={"as_": "as"}):
    """Where a value comes from: `column`, a `text` with {columns} in it, or a fixed `value`.

    split: what parts several values in one cell. take: the first of several, the rest, or all. lang: the language of
    words. as_: read a text as a date, its year, or an amount first. replace: what each value of the cell stands for; others are
    not taken. when: a column that must hold something.
    """

    column: str | None = None
    text: str | None = None
    value: str | float | bool | None = None
    split: str | None = None
    take: Literal["all", "first", "rest"] = "all"
    lang: str | None = None
    as_: Literal["date", "year", "number"] | None = None
    replace: dict[str, str] | None = None
    when: str | None = None

    def columns(self) -> list[str]:
        """The columns it reads."""
        named = [self.column] if self.column is not None else _FIELD.findall(self.text or "")
        return [*named, *([self.when] if self.when is not None else [])]


#: In a map, text alone is a column's name, or a text with {columns} in it; a list gives words in several languages.
Said = str | Spec | list[str | Spec]


class FileForm(_Part, frozen=True):
    """How the file is written. dates: the form of days that may be read two ways ("%d/%m/%Y"); decimal: "," or "."."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header: int = 1
    decimal: Literal[",", "."] | None = None
    dates: str | None = None


class DocumentSpec(_Part, frozen=True):
    """What each row is cited as. Without an id the whole file is one document."""

    id: str | Spec | None = None
    title: str | Spec | None = None
    url: str | Spec | None = None
    published: str | Spec | None = None


class NodeSpec(_Part, frozen=True):
    """A node that each row makes. id, or how it is identified: called and number (unit, supplier), code (category)."""

    kind: str
    id: str | Spec | None = None
    called: str | Spec | None = None
    number: str | Spec | None = None
    country: str | Spec | None = None
    code: str | Spec | None = None
    props: dict[str, Said] = {}


class RelationSpec(_Part, frozen=True, rename={"from_": "from"}):
    """A relation that each row makes, between nodes by their names in the map, or ids of the graph.

    add: numbers that are added up over the rows that say the same relation.
    """

    from_: str
    kind: str
    to: str
    props: dict[str, Said] = {}
    add: list[str] = []


class TableMap(_Part, frozen=True):
    """A whole map. name: tells the rows of one table from another's; people: columns of names taken out of every text."""

    name: str
    nodes: dict[str, NodeSpec]
    language: str = "nb"
    file: FileForm = FileForm()
    document: DocumentSpec = DocumentSpec()
    relations: list[RelationSpec] = []
    people: list[str] = []
    not_taken: list[str] = []

    def specs(self) -> Iterator[tuple[str, Spec]]:
        """(place in the map, spec) of every value the map reads from a row."""
        for field in ("id", "title", "url", "published"):
            yield from _each(f"document.{field}", getattr(self.document, field))
        for name, node in self.nodes.items():
            for field in ("id", "called", "number", "country", "code"):
                yield from _each(f"nodes.{name}.{field}", getattr(node, field))
            yield from _props(f"nodes.{name}", node.props)
        for nth, relation in enumerate(self.relations, start=1):
            yield from _props(f"relations[{nth}]", relation.props)

    def columns(self) -> dict[str, str]:
        """Every column the map reads, and where in the map it is first named."""
        found: dict[str, str] = {}
        for place, spec in self.specs():
            for column in spec.columns():
                found.setdefault(column, place)
        for column in self.people:
            found.setdefault(column, "people")
        return found


def read_map(path: Path) -> TableMap:
    """The map in a file. Raises BadInput in one line where it cannot be read or has a field of another name or type."""
    try:
        said = tomllib.loads(path.read_text("utf-8-sig"))
        return msgspec.convert(said, TableMap)
    except OSError as error:
        raise BadInput("table_no_map", path=str(path), reason=error.strerror or str(error)) from None
    except UnicodeDecodeError:
        raise BadInput("table_bad_map", path=str(path), reason="not UTF-8") from None
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadInput("table_bad_map", path=str(path), reason=str(error).replace("`", "")) from None


def spec_of(said: str | Spec) -> Spec:
    """Text alone as a spec: the text of a template where it has {columns}, else a column's name."""
    if isinstance(said, Spec):
        return said
    return Spec(text=said) if _FIELD.search(said) else Spec(column=said)


def filled(text: str, row: Mapping[str, str]) -> str:
    """A template with each {column} replaced; empty where one of them is."""
    values = {name: row.get(name, "") for name in _FIELD.findall(text)}
    return _FIELD.sub(lambda found: values[found[1]], text) if all(values.values()) else ""


def specs_of(said: Said) -> list[Spec]:
    """The specs of one property."""
    return [spec_of(each) for each in said] if isinstance(said, list) else [spec_of(said)]


def _each(place: str, said: Any) -> Iterator[tuple[str, Spec]]:
    if said is not None:
        yield from ((place, spec) for spec in specs_of(said))


def _props(place: str, props: Mapping[str, Said]) -> Iterator[tuple[str, Spec]]:
    for name, said in props.items():
        yield from _each(f"{place}.props.{name}", said)
