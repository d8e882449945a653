"""How a graph lies in a Neo4j database: labels, properties, constraints and the text index.

Every node of ours carries the label of its namespace (`Inngang` unless the address names another) beside those of its
kind and type, and nothing else in the database is read or touched. What a person reads are the plain properties; those
that begin with `_` are ours: claims, from which day a thing is there, and the words of the text index.

    _claims   one string for each source and document (`neo4j_claims`)
    _day      the newest day of a claim;  _lo_d, _lo_u: from which day it is there, asked with undated facts (u) or without
              (d); -1 where it comes and goes, or its newest day does: then _spans_d and _spans_u list the spans
    _kind, _words, _words_day   a node's entry in the text index; further entries are nodes `InngangWords`, which no relation
              ties to it; _more: the words of those of its own kind, each after its day
    _many     more than one claim: a property may have had another value on another day
    _key      what tells a relation apart from others of its kind between the same ends

Vectors are nodes of their own, `InngangVector` (`neo4j_vectors`).

A node without claims that relations wait for has the namespace's label alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph.errors import StoreError
from graph.schema import schema
from graph.store.neo4j_index import Index
from graph.unit_types import unit_types

#: Raised when the layout changes; graphs of another version are refused.
LAYOUT_VERSION = 1
NAMESPACE = re.compile(r"[A-Za-z][A-Za-z0-9]{0,30}")
#: What follows a namespace's name in the labels that are the store's own.
_BESIDE = ("Varying", "Words", "Former", "Source", "State", "Lock", "Vector")


@dataclass(frozen=True, slots=True)
class Layout:
    """The names that one namespace uses in its database."""

    namespace: str

    @classmethod
    def of(cls, namespace: str) -> Layout:
        """The layout of a namespace. Raises StoreError for a name that is none, as it becomes part of queries, and for one that is
        a label which the nodes of another namespace may have.
        """
        if not NAMESPACE.fullmatch(namespace):
            raise StoreError("neo4j_bad_namespace", namespace=namespace)
        if namespace in {*kind_labels(), *map(type_label, unit_types())} or namespace.endswith(_BESIDE):
            raise StoreError("neo4j_namespace_is_label", namespace=namespace)
        return cls(namespace)

    @property
    def node(self) -> str:
        """The label of every node of the graph."""
        return self.namespace

    @property
    def varying(self) -> str:
        """The label, beside, of nodes that come and go, or change kind, with the day asked of."""
        return f"{self.namespace}Varying"

    @property
    def words(self) -> str:
        """The label of further entries of the text index."""
        return f"{self.namespace}Words"

    @property
    def former(self) -> str:
        """The label of former ids."""
        return f"{self.namespace}Former"

    @property
    def source(self) -> str:
        """The label of sources."""
        return f"{self.namespace}Source"

    @property
    def state(self) -> str:
        """The label of the node that counts loads."""
        return f"{self.namespace}State"

    @property
    def lock(self) -> str:
        """The label of the node that a load holds locked."""
        return f"{self.namespace}Lock"

    @property
    def vector(self) -> str:
        """The label of vectors."""
        return f"{self.namespace}Vector"

    @property
    def index(self) -> str:
        """The name of the text index."""
        return f"{self.namespace.lower()}_text"

    @property
    def vector_index(self) -> str:
        """The name of the index of vectors."""
        return f"{self.namespace.lower()}_vector"

    def vectors(self, dimension: int) -> Index:
        """The index of vectors of so many whole numbers' worth of bits, which the server shall not round again."""
        options = {
            "vector.dimensions": dimension,
            "vector.similarity_function": "cosine",
            "vector.quantization.enabled": False,
        }
        return Index(self.vector_index, "VECTOR", (self.vector,), ("vector",), options=options)

    def definitions(self) -> dict[str, Index]:
        """Every constraint and index but that of vectors, by its name."""
        unique = {
            "id": (self.node, "id"),
            "source": (self.source, "id"),
            "state": (self.state, "of"),
            "lock": (self.lock, "of"),
        }
        found = {
            "former": (self.former, "id"),
            "former_of": (self.former, "_of"),
            "words_of": (self.words, "_of"),
            "vector_of": (self.vector, "_of"),
        }
        texts = {"fulltext.analyzer": "whitespace"}
        made = [
            Index(f"{self.namespace.lower()}_{end}", "RANGE", (label,), (prop,), unique=end in unique)
            for end, (label, prop) in (unique | found).items()
        ]
        made.append(Index(self.index, "FULLTEXT", (self.node, self.words), ("_words", "_kind"), options=texts))
        return {index.name: index for index in made}


@cache
def kind_label(kind: str) -> str:
    """The label of a kind of node: "notice" is Notice."""
    return _camel(kind)


@cache
def type_label(unit_type: object) -> str:
    """The label of a type of unit, "police_district" is PoliceDistrict; empty for a type that is not known."""
    return _camel(unit_type) if isinstance(unit_type, str) and unit_type in unit_types() else ""


@cache
def kind_labels() -> dict[str, str]:
    """Kinds by their labels."""
    return {kind_label(kind): kind for kind in schema().nodes}


@cache
def relation_type(kind: str) -> str:
    """The type of a kind of relation: "part_of" is PART_OF."""
    return kind.upper()


@cache
def relation_kinds() -> dict[str, str]:
    """Kinds of relations by type."""
    return {relation_type(kind): kind for kind in schema().relations}


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
