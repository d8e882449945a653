"""Nothing told after the day asked of changes any answer: every kind of node and relation, every read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from graph.match.find import find
from graph.match.question import Question
from graph.model import Node, Relation, Source
from graph.paths import paths
from graph.schema import Prop, checked, schema
from graph.store.base import Store, View
from graph.when import On
from tests.contract.facts import OTHER, doc, load
from tests.contract.reads import every_read

BEFORE, AFTER = doc("before", "2020", "2020-01-01"), doc("after", "2023-02-01", "2023-02-01")
ASKED = [On("2022-01-01", undated) for undated in (False, True)]
KINDS = [*schema().nodes, *schema().relations]
_encode = msgspec.json.Encoder(order="deterministic").encode

#: A value of each type. The word and the id are those that the base graph holds and is asked for.
VALUES: dict[str, Any] = {
    "text": "skog",
    "number": 7,
    "bool": True,
    "date": "2015-01-01",
    "texts": ["skog", "former"],
    "words": {"nb": "skog skog", "en": "skog"},
    "wordlists": {"nb": ["skog", "tolk"]},
    "records": [{"value": 1}],
}
PLAIN = {**VALUES, "text": "hund", "texts": ["hund"], "words": {"nb": "skog"}, "date": "2010-01-01", "number": 1}


def filled(props: dict[str, Prop], values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[prop.type] for name, prop in props.items()}


def base() -> Iterator[Node | Relation]:
    """Two nodes of each kind, two relations of each kind, and one of each that waits for an end."""
    for kind in schema().nodes.values():
        for number in "12":
            yield Node(f"{kind.name}{number}", kind.name, filled(kind.props, PLAIN), BEFORE)
    for kind in schema().relations.values():
        for near, far in ends(kind.name):
            yield Relation(f"{near}1", kind.name, f"{far}2", {}, BEFORE)
            yield Relation(f"{near}1", kind.name, f"{far}3", {}, BEFORE)


def ends(kind: str) -> list[tuple[str, str]]:
    known = schema().relations[kind]
    return [(near, far) for near in sorted(known.from_) for far in sorted(known.to)]


def future(kind: str) -> Iterator[Node | Relation]:
    """What is told later of a kind: something new, and more of what is there, said by a source of more trust."""
    if kind in schema().nodes:
        for number in "123":
            yield Node(f"{kind}{number}", kind, filled(schema().nodes[kind].props, VALUES), AFTER)
        return
    props = filled(schema().relations[kind].props, VALUES)
    for near, far in ends(kind):
        yield Relation(f"{near}2", kind, f"{far}1", props, AFTER)
        yield Relation(f"{near}1", kind, f"{far}2", {"note": {"nb": "ny"}, "valid_to": "2016"}, AFTER)


def answers(view: View, on: On) -> Iterator[Any]:
    """Every read of the graph."""
    ids = [f"{kind}{number}" for kind in sorted(schema().nodes, key=lambda kind: kind != "unit") for number in "123"]
    relations = [one.id for one in base() if isinstance(one, Relation)]
    return every_read(view, on, ids=[*ids, "former", "skog"], relations=relations, words=["skog", "tolk", "hund"])


@pytest.mark.parametrize("kind", KINDS)
def test_no_read_knows_the_future(store: Store, kind: str) -> None:
    load(store, *base())
    before = [[_encode(answer) for answer in answers(store.view(), on)] for on in ASKED]
    load(store, *future(kind), source=OTHER)
    assert [[_encode(answer) for answer in answers(store.view(), on)] for on in ASKED] == before
    told = checked(next(future(kind))).id
    assert store.view().claims([told], On("2023-02-01", undated=False))[told][0].source == OTHER.id


DAY = On("2026-11-24", undated=True)
NEXT_DAY = doc("next day", "2026-11-25", "2026-11-25")
MOST_TRUSTED = Source("future", {"en": "Tomorrow"}, "publisher", "licence", trust=99)
OFFERING = "KI-tolk for samtaler i barnevernet"


def of_tomorrow(view: View) -> Iterator[Node | Relation]:
    """Of every kind one more, one more between known things, and another word on all that is known of a few."""
    some: dict[str, list[str]] = {}
    told = {"text": "tolk", "words": {"nb": "tolk barnevern"}, "texts": ["tolk"], "wordlists": {"nb": ["tolk"]}}
    for kind in schema().nodes.values():
        some[kind.name] = [node.id for node, _ in zip(view.scan(kind.name, DAY), range(4), strict=False)]
        for name in [f"tomorrow-{kind.name}", *some[kind.name]]:
            yield Node(name, kind.name, filled(kind.props, {**VALUES, **told}), NEXT_DAY)
    for kind in schema().relations.values():
        props = filled(kind.props, {**VALUES, **told})
        for near, far in ends(kind.name):
            for from_id in [f"tomorrow-{near}", *some[near]]:
                for to_id in [f"tomorrow-{far}", *some[far]]:
                    if from_id != to_id:
                        yield Relation(from_id, kind.name, to_id, props, NEXT_DAY)


@pytest.mark.parametrize("day", ["2026-11-24", "2022-06-01"])
def test_no_answer_on_the_bundled_facts_knows_the_future(oslo_copy: Store, day: str) -> None:
    on = On(day, undated=day == DAY.day)

    def told() -> list[bytes]:
        view = oslo_copy.view()
        units = [node.id for node in view.scan("unit", on)]
        return [
            _encode(find(view, Question(OFFERING, on, value=900_000), lang="nb", store="here")),
            _encode(find(view, Question("brannvern", on, limit=0), lang="en", store="here")),
            *(_encode(paths(view, units[0], other, on=on, lang="nb")) for other in units[5:40:5]),
        ]

    before = told()
    load(oslo_copy, *of_tomorrow(oslo_copy.view()), source=MOST_TRUSTED)
    assert told() == before
