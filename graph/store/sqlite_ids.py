"""From the ids people and loaders use, former ones too, to a store's own numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from graph.store.merge import node_on
from graph.store.moment import Moment
from graph.store.sqlite_claims import claims_of, encoded


def resolve(db: sqlite3.Connection, ids: Iterable[str], moment: Moment) -> dict[str, tuple[int, str]]:
    """For each id of a node that is there on the day, or a former id of one, that node's number and present id."""
    asked = list(dict.fromkeys(ids))
    rows = db.execute(
        f"SELECT m.text, n.id, n.{moment.lo}, n.spells FROM json_each(?) j CROSS JOIN name m ON m.text = j.value"  # noqa: S608 — a column of ours
        " CROSS JOIN node n ON n.id = m.id",
        (encoded(asked),),
    )
    found = {
        text: (number, text)
        for text, number, low, spells in rows
        if (low <= moment.day if spells is None else moment.within(spells))
    }
    missing = [text for text in asked if text not in found]
    if missing:
        found |= _former(db, missing, moment)
    return {text: found[text] for text in asked if text in found}


def _former(db: sqlite3.Connection, ids: Collection[str], moment: Moment) -> dict[str, tuple[int, str]]:
    """Nodes that say on the day that they once had one of these ids; of several the first by id."""
    rows = db.execute(
        "SELECT DISTINCT f.text, m.text, f.node FROM json_each(?) j CROSS JOIN former f ON f.text = j.value"
        " JOIN name m ON m.id = f.node ORDER BY f.text, m.text",
        (encoded(list(ids)),),
    ).fetchall()
    claims = claims_of(db, "node_claim", {row[2] for row in rows}, {}) if rows else {}
    found: dict[str, tuple[int, str]] = {}
    for former, present, number in rows:
        node = node_on(present, claims[number], moment.on)
        if node is not None and former in node.props.get("former_ids", ()):
            found.setdefault(former, (number, present))
    return found
