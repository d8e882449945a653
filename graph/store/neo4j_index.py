"""An index of a Neo4j database, or a constraint with the index that it stands on: what makes it, and whether one that is there is it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: What the server is asked of its indexes and constraints, in the order of `Standing`.
INDEXES = "name, type, coalesce(labelsOrTypes, []), properties, entityType, owningConstraint, options.indexConfig"
CONSTRAINTS = "name, type, labelsOrTypes, properties, entityType, name, {}"


@dataclass(frozen=True, slots=True)
class Standing:
    """An index or constraint as the server tells of it. kind: RANGE, FULLTEXT …; entity: NODE or RELATIONSHIP;
    constraint: the one that owns it.
    """

    name: str
    kind: str
    labels: list[str]
    properties: list[str]
    entity: str
    constraint: str | None
    options: Mapping[str, Any]

    def __str__(self) -> str:
        analyser = self.options.get("fulltext.analyzer")
        said = f"{self.kind} (:{'|'.join(self.labels)} {{{', '.join(self.properties or [])}}})"
        return f"{said}, {analyser}" if analyser else said


@dataclass(frozen=True, slots=True)
class Index:
    """An index on nodes with any of these labels. unique: with the constraint of its name; options: of the index, by name."""

    name: str
    kind: str
    labels: tuple[str, ...]
    properties: tuple[str, ...]
    unique: bool = False
    options: Mapping[str, object] = field(default_factory=dict)

    @property
    def statement(self) -> str:
        """What makes it; it does nothing where the name is taken."""
        nodes, on = f"(n:{'|'.join(self.labels)})", ", ".join(f"n.{name}" for name in self.properties)
        if self.unique:
            return f"CREATE CONSTRAINT {self.name} IF NOT EXISTS FOR {nodes} REQUIRE {on} IS UNIQUE"
        kind = "" if self.kind == "RANGE" else f"{self.kind} "
        each = f"EACH [{on}]" if self.kind == "FULLTEXT" else f"({on})"
        options = ", ".join(f"`{name}`: {_written(value)}" for name, value in self.options.items())
        said = f" OPTIONS {{indexConfig: {{{options}}}}}" if options else ""
        return f"CREATE {kind}INDEX {self.name} IF NOT EXISTS FOR {nodes} ON {each}{said}"

    def covers(self, there: Standing) -> bool:
        """Whether `there` stands on the same nodes and properties in the same way, whatever its options; or it may yet, as the
        index of a constraint that is being made is there before it.
        """
        return (
            (there.kind, there.entity) == (self.kind, "NODE")
            and sorted(there.labels) == sorted(self.labels)
            and sorted(there.properties) == sorted(self.properties)
            and there.constraint in ((self.name, None) if self.unique else (None,))
        )

    def lacks(self, there: Standing) -> bool:
        """Whether the constraint is not made, or not yet, on an index that covers this."""
        return self.unique and there.constraint is None

    def matches(self, there: Standing) -> bool:
        """Whether `there` is this index, as far as the server tells of its options."""
        return self.covers(there) and all(
            str(there.options.get(name, value)).lower() == str(value).lower() for name, value in self.options.items()
        )


def _written(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value).lower()
