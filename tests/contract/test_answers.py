"""Paths and exports of a small graph are the same to the last byte from every store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from graph.errors import InngangError
from graph.export.write import FORMATS, export, export_everything
from graph.model import Node, Relation
from graph.paths import paths
from graph.store.address import open_store
from graph.store.base import Store, View
from graph.when import On
from tests.contract.facts import OTHER, TODAY, doc, load, tie, unit
from tests.contract.files import contents

DATED = doc("dated", "2022-03-01", "2024-01-02")
FACTS = [
    unit("a", "Bydel «Å», & <skog>", DATED, type="borough", former_ids=["old-a"], employees=12, aliases=["Å", "=1+1"]),
    unit("b", "Etat for hav", type="agency", valid_from="2019-05", employees=1 << 60),
    unit("c", "Oslo\tkommune", doc("c", "2021"), type="municipality"),
    unit("d", "Nedlagt etat", DATED, valid_to="2023-01-01"),
    unit("lonely", "Ingen"),
    Node("p", "post", {"title": {"nb": "Etatsdirektør", "en": "Director"}, "role": "head"}, DATED),
    Node("h", "person", {"name": "Kari N."}, DATED),
    Node("me", "contact", {"name": "Privat"}, DATED),
    Node("n", "notice", {"title": {"nb": "Kjøp av tolk"}}, DATED),
    Node("cat", "category", {"code": "79540000", "label": {"nb": "Tolking"}}, doc("cpv")),
    Node("s", "supplier", {"name": '=HYPERLINK("x")'}, DATED),
    *(tie(one, "part_of", "c", DATED, valid_from="2020") for one in "ab"),
    tie("d", "part_of", "c"),
    tie("d", "replaced_by", "b", DATED),
    tie("b", "buys_for", "a", doc("later", "2023-06-01")),
    tie("p", "post_in", "b"),
    *(
        Relation("h", "holds", "p", {"valid_from": day, "valid_to": end}, DATED, day)
        for day, end in (("2020-01-01", "2021-01-01"), ("2022-04-01", "2099-01-01"))
    ),
    tie("me", "knows", "h", DATED),
    tie("b", "published", "n", DATED),
    Node("n2", "notice", {"title": {"nb": "Kjøp av hav"}}, DATED),
    tie("b", "published", "n2", DATED),
    tie("n", "classified_as", "cat", DATED, main=True),
    Relation("n", "awarded_to", "s", {"value": 20.5, "currency": "NOK"}, DATED, "lot 1,2"),
    tie("a", "part_of", "nowhere"),
]
ANEW = [unit("a", "Bydel Å", doc("anew", "2023-01-01")), tie("b", "buys_for", "a", doc("anew", "2023-01-01"))]
DAYS = (TODAY, On("2022-06-01", undated=False), On("2019-01-01", undated=True))
ASKED = (
    ("a", "cat", {}),
    ("old-a", "Kari N.", {"k": 9}),
    ("s", "a", {"k": 9, "avoid": ["c"]}),
    ("d", "n", {"via": ["c"], "lang": "en"}),
    ("a", "b", {"relations": ["part_of"], "max_hops": 2}),
    ("a", "lonely", {}),
    (["a", "d"], ["s", "h"], {"k": 5}),
    ("Etat for hav", "me", {}),
)
encoded = msgspec.json.Encoder(order="deterministic").encode


def filled(store: Store) -> View:
    """The view of a store with all of it, by two sources."""
    load(store, *FACTS)
    load(store, *ANEW, source=OTHER)
    return store.view()


@pytest.fixture
def pair(store: Store, tmp_path: Path) -> Iterator[tuple[View, View]]:
    """The store asked of, and a file beside it."""
    with closing(open_store(f"sqlite:///{tmp_path / 'beside.db'}")) as beside:
        yield filled(store), filled(beside)


def _path(view: View, on: On, start: str | list[str], end: str | list[str], options: dict[str, object]) -> bytes:
    try:
        return encoded(paths(view, start, end, on=on, **options))  # type: ignore[arg-type]
    except InngangError as error:
        return str(error).encode()


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_paths_are_the_same(pair: tuple[View, View], on: On) -> None:
    found = [[_path(view, on, *asked) for asked in ASKED] for view in pair]
    assert found[0] == found[1]
    assert on != TODAY or sum(b'"hops":' in one for one in found[0]) >= 5


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("on", DAYS, ids=str)
def test_exports_are_the_same(pair: tuple[View, View], tmp_path: Path, form: str, on: On) -> None:
    """Of all, with what is private and without, and of what is around a unit with its sources."""
    there, here = (_exported(view, on, form, tmp_path / str(number)) for number, view in enumerate(pair))
    assert there == here
    assert len(here) >= 3
    assert all(len(text) > 20 for text in here.values())


def _exported(view: View, on: On, form: str, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    for private in (False, True):
        out = folder / f"all-{private}.{form}"
        export_everything(view, on, out, form, lang="nb", private=private)
    part = view.subgraph(["b"], depth=2, cap=3, on=on)
    claims = view.claims([*part.nodes, *(one.id for one in part.relations)], on)
    export(part, folder / f"part.{form}", form, lang="en", claims=claims)
    return {f"{path.name} {name}": text for path in sorted(folder.iterdir()) for name, text in contents(path).items()}
