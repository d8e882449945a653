"""The tables of a store's file. Days are ordinals (graph.store.days); ids of ours are kept once, in `name`.

A claim is what one document says of a node or relation. `node` and `link` are worked out from claims at the end of each load:
from which day a thing is there, asked with undated facts (lo_u) or without (lo_d), and from which day all its claims
count (full_u, full_d), so that nearly every read is one index range.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache

from graph.schema import schema

#: "inng" in ASCII, in the file's header: what tells our files from others.
APPLICATION_ID = 0x696E6E67
#: Raised when the tables change; files of another version are refused.
SCHEMA_VERSION = 2

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE source (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, declared TEXT NOT NULL, trust INTEGER NOT NULL,
    loaded_at TEXT NOT NULL, state TEXT NOT NULL, report TEXT NOT NULL, nodes INTEGER NOT NULL, relations INTEGER NOT NULL
);
CREATE TABLE document (
    id INTEGER PRIMARY KEY, source INTEGER NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL, url TEXT, published TEXT,
    retrieved_at TEXT, verified INTEGER NOT NULL, day INTEGER NOT NULL, load INTEGER NOT NULL, UNIQUE (source, name)
);

CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);

-- part: of what an undated claim says, nothing lasts (0), all lasts (1), or some (2)
CREATE TABLE node_claim (
    entity INTEGER NOT NULL, document INTEGER NOT NULL, kind INTEGER NOT NULL, load INTEGER NOT NULL, begins INTEGER NOT NULL,
    part INTEGER NOT NULL, props TEXT NOT NULL, PRIMARY KEY (entity, document)
) WITHOUT ROWID;
CREATE INDEX node_claim_document ON node_claim (document);
CREATE TABLE relation_claim (
    entity INTEGER NOT NULL, document INTEGER NOT NULL, kind INTEGER NOT NULL, load INTEGER NOT NULL, begins INTEGER NOT NULL,
    part INTEGER NOT NULL, props TEXT NOT NULL, PRIMARY KEY (entity, document)
) WITHOUT ROWID;
CREATE INDEX relation_claim_document ON relation_claim (document);

-- many: more than one claim; spells: JSON by mode where the thing comes and goes or changes kind, else NULL
CREATE TABLE node (
    id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, type TEXT, many INTEGER NOT NULL, props TEXT NOT NULL,
    day INTEGER NOT NULL, lo_d INTEGER NOT NULL, lo_u INTEGER NOT NULL, full_d INTEGER NOT NULL, full_u INTEGER NOT NULL,
    spells TEXT
);
CREATE INDEX node_kind ON node (kind, type, lo_d, lo_u);
CREATE INDEX node_spells ON node (id) WHERE spells IS NOT NULL;
CREATE TABLE former (text TEXT NOT NULL, node INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (text, node, document))
    WITHOUT ROWID;
CREATE INDEX former_node ON former (node);

CREATE TABLE relation (
    id INTEGER PRIMARY KEY, from_ INTEGER NOT NULL, kind INTEGER NOT NULL, to_ INTEGER NOT NULL, key TEXT NOT NULL,
    day INTEGER NOT NULL, UNIQUE (from_, kind, to_, key)
);
-- relations of more than one claim; links: JSON of their (day, nth)
CREATE TABLE merged (
    relation INTEGER PRIMARY KEY, props TEXT NOT NULL, day INTEGER NOT NULL, full_d INTEGER NOT NULL, full_u INTEGER NOT NULL,
    links TEXT NOT NULL
);
-- A relation as one of its ends sees it (way 0: out, 1: in), in the order in which neighbours are handed out.
-- day: newest date known within [lo, hi]; stray: it would be there earlier if both its ends were
CREATE TABLE link (
    node INTEGER NOT NULL, way INTEGER NOT NULL, kind INTEGER NOT NULL, day INTEGER NOT NULL, other TEXT NOT NULL,
    key TEXT NOT NULL, nth INTEGER NOT NULL, relation INTEGER NOT NULL, lo_d INTEGER NOT NULL, lo_u INTEGER NOT NULL,
    hi INTEGER NOT NULL, many INTEGER NOT NULL, stray INTEGER NOT NULL,
    PRIMARY KEY (node, way, kind, day DESC, other, key, relation, nth)
) WITHOUT ROWID;

-- id: kind, day and a number spread from the node's id, so that a range of it is a kind up to a day (sqlite_text)
CREATE TABLE entry (id INTEGER PRIMARY KEY, node INTEGER NOT NULL, words TEXT NOT NULL);
CREATE INDEX entry_node ON entry (node);

-- of the model that meta names; mark: of the text (graph.text.embedder); bits: int8, a byte a dimension
CREATE TABLE vector (node INTEGER NOT NULL, mark TEXT NOT NULL, bits BLOB NOT NULL, PRIMARY KEY (node, mark)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (text, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
"""


@cache
def node_codes() -> Mapping[str, int]:
    """A small number for each kind of node, in order of name."""
    return {kind: code for code, kind in enumerate(sorted(schema().nodes))}


@cache
def relation_codes() -> Mapping[str, int]:
    """A small number for each kind of relation, in order of name."""
    return {kind: code for code, kind in enumerate(sorted(schema().relations))}


def kinds_print() -> str:
    """What the numbers of kinds in a file depend on, in short: another print, another meaning of the numbers."""
    names = "|".join([*sorted(schema().nodes), "", *sorted(schema().relations)])
    return hashlib.sha256(names.encode()).hexdigest()[:16]
