"""A scene as the widget takes it: nodes and relations with colours, shapes and words, parallel relations as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.around import Around
from graph.lookup import normal
from graph.model import Node, Relation
from graph.schema import caption, caption_language, schema
from graph.store.base import View
from graph.store.ties import last_held
from graph.unit_types import kind_label
from graph.wording import pick
from ui.cited import day, span
from ui.here import Here
from ui.widget.namesakes import marks
from ui.widget.scene import Scene, Shown
from ui.widget.sought import known_by

#: Characters of a name that a picture takes.
LONGEST = 200


def facts(here: Here, view: View, shown: Shown, made: Scene) -> dict[str, Any]:
    """What a scene holds, `nodes` and `links`, with what is said of all that may be in one: `legend` and `imprint`."""
    ties = view.degrees(made.nodes, here.on)
    apart = marks(here, view, made.nodes)
    return {
        "nodes": [
            *(
                _node(here, node, ties.get(id_, 0), apart.get(id_, ""), focus=id_ in shown.focus)
                for id_, node in made.nodes.items()
            ),
            *(_gone(here, id_) for id_ in made.gone),
        ],
        "links": _links(here, made.relations),
        "legend": _legend(here),
        "imprint": _imprint(here, view),
    }


def told(shown: Shown, made: Scene) -> dict[str, Any]:
    """Where the nodes of a scene stand and how they are to be shown."""
    return {
        "places": made.places,
        "pinned": list(made.pinned),
        "hidden": {what: list(names) for what, names in made.hidden.items()},
        "light": list(made.light),
        "layout": made.layout,
        "left_out": len(made.left_out - made.nodes.keys()),
        "paths": [
            {"name": name, "nodes": _ends(relations), "links": [_pair(one) for one in relations]}
            for name, relations in shown.paths.items()
        ],
    }


def peeked(here: Here, asked: str, id_: str, found: Around) -> dict[str, Any]:
    """What stands around a node, before any of it is shown. asked: the wish it answers."""
    return {
        "asked": asked,
        "id": id_,
        "total": found.total,
        "capped": found.capped,
        "fitting": found.fitting,
        "sides": [
            {"side": f"{kind}:{way}", "says": _says(here, kind, way), "count": count}
            for (kind, way), count in sorted(found.sides.items(), key=lambda one: (-one[1], one[0]))
        ],
        "kept_back": len(found.kept_back),
        "hidden": sorted(set().union(*found.kept_back.values())),
    }


def _imprint(here: Here, view: View) -> dict[str, str]:
    """What a file says under the picture: the day of the graph, and its sources."""
    held = [status.source for status in view.sources(here.on) if status.nodes or status.relations]
    names = ", ".join(pick(dict(source.title), here.lang) for source in held)
    return {"day": day(here.on.day, here.lang), "sources": names}


def _legend(here: Here) -> dict[str, Any]:
    """Every kind of node and relation there is, in words, with its colour and shape."""
    kinds = {
        kind: {"name": pick(dict(said.title), here.lang), "shape": said.shape, "colour": said.colour}
        for kind, said in schema().nodes.items()
    }
    relations = {kind: pick(dict(said.title), here.lang) for kind, said in schema().relations.items()}
    return {"kinds": kinds, "relations": relations}


def _node(here: Here, node: Node, ties: int, mark: str, *, focus: bool) -> dict[str, Any]:
    tongue = caption_language(node, here.lang)
    kind = kind_label(node.kind, node.props.get("type"), here.lang)
    called, numbers = known_by(node, here.lang)
    return {
        "id": node.id,
        "kind": node.kind,
        "name": caption(node, here.lang)[:LONGEST],
        "called": called,
        "numbers": numbers,
        "lang": tongue if tongue not in ("", here.lang) else None,
        "told": f"{kind} · {mark}" if mark else kind,
        "mark": mark[:LONGEST],
        "focus": focus,
        "ended": node.current is False,
        "ties": ties,
        "newest": node.published or "",
        "dated": day(node.published, here.lang),
    }


def _gone(here: Here, id_: str) -> dict[str, Any]:
    """A node that somebody's link names and the graph does not know (any more), as its id."""
    return {
        "id": id_,
        "kind": "gone",
        "name": id_,
        "called": [normal(id_)],
        "numbers": [],
        "lang": None,
        "told": here.word("picture_gone"),
        "mark": "",
        "focus": False,
        "ended": True,
        "ties": 0,
        "newest": "",
        "dated": "",
    }


def _links(here: Here, relations: Sequence[Relation]) -> list[dict[str, Any]]:
    merged: dict[str, list[Relation]] = {}
    for relation in relations:
        if relation.from_id != relation.to_id:
            merged.setdefault(_pair(relation), []).append(relation)
    return [
        {"id": pair, "from": same[0].from_id, "to": same[0].to_id, "relations": [_relation(here, one) for one in same]}
        for pair, same in merged.items()
    ]


def _relation(here: Here, relation: Relation) -> dict[str, Any]:
    props: Mapping[str, Any] = relation.props
    start, end = props.get("valid_from"), props.get("valid_to")
    when = span(here, start, end, current=relation.current)
    return {
        "kind": relation.kind,
        "from": relation.from_id,
        "says": _says(here, relation.kind, "out"),
        "back": _says(here, relation.kind, "in"),
        "when": when or day(last_held(props, relation.published), here.lang),
        "ended": relation.current is False,
    }


def _says(here: Here, kind: str, way: str) -> str:
    said = schema().relations[kind]
    return pick(dict(said.title if way == "out" else said.inverse), here.lang)


def _pair(relation: Relation) -> str:
    return " ".join(sorted((relation.from_id, relation.to_id)))


def _ends(relations: Sequence[Relation]) -> list[str]:
    return list(dict.fromkeys(end for one in relations for end in (one.from_id, one.to_id)))
