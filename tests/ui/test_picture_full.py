"""A picture that holds as much as a picture can."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph.model import Document, Node, Relation, Source
from graph.store.address import open_store
from tests.ui.drawn import Drawn
from tools.running import serving
from ui.packed import pack
from ui.widget.scene import MOST_NODES

pytestmark = pytest.mark.browser

HUBS, EACH = 4, 280
HOW = {"sides": [], "fewest": 0, "most_ties": None, "since": None, "until": None, "most": 300}


@pytest.fixture
def crowded_app(tmp_path: Path) -> Iterator[str]:
    """The address of an app on a graph of a few hubs with many notices each."""
    url = f"sqlite:///{tmp_path / 'crowded.db'}"
    told = Document("d", "Made up", published="2024-01-01")
    hubs = [Node(f"unit-{hub}", "unit", {"name": {"nb": f"Etat {hub}"}, "type": "agency"}, told) for hub in range(HUBS)]
    notices = [
        Node(f"notice-{number}", "notice", {"title": {"nb": f"Sak {number}"}}, told) for number in range(HUBS * EACH)
    ]
    ties = [
        Relation(f"unit-{number // EACH}", "published", notice.id, {}, told) for number, notice in enumerate(notices)
    ]
    ties += [Relation(hub.id, "part_of", "unit-0", {}, told) for hub in hubs[1:]]
    store = open_store(url)
    with store.writer(Source("t", {"nb": "T", "en": "T"}, "t", "t"), loaded_at="2024-01-01T00:00:00") as writer:
        writer.put([*hubs, *notices, *ties])
        writer.finish({})
    store.close()
    with serving(url) as served:
        yield served.url


def test_a_full_picture_says_so_and_still_answers(page: Page, crowded_app: str) -> None:
    ids = "".join(f"&id=unit-{hub}" for hub in range(HUBS))
    steps = [["grow", f"unit-{hub}", HOW] for hub in range(HUBS)]
    drawn = Drawn(page, f"{crowded_app}/explore?lang=nb{ids}&picture={pack({'steps': steps})}")
    assert len(drawn.places()) == MOST_NODES
    left = HUBS * (EACH + 1) - MOST_NODES
    expect(drawn.part(".left-out")).to_have_text(
        f"Bildet holder høyst 1 000 noder; {left} er utelatt. Ta bort en gren, eller avgrens når du utvider."
    )
    drawn.choose("unit-1", "Etat 1")
    drawn.act("grow").click()
    expect(drawn.part("dialog [role=status]")).to_have_text(
        "Bildet holder høyst 1 000 noder. Ta bort noe for å utvide."
    )
    expect(drawn.part("dialog .main")).to_be_disabled()
