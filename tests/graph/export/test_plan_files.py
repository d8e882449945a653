"""A plan as a file: what it says, that names in it are text, that it needs no network."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from graph.answers import Next, PlanAnswer, RouteRef, SourceRef
from graph.errors import BadInput, UnknownThing
from graph.export.plan_files import html, markdown, write_plan
from graph.export.plan_sheet import sheet
from graph.match.question import Question
from graph.plan import plan
from graph.store.base import Store
from graph.when import On

ATTACK = "<img src=x onerror=alert(1)> **b** [k](javascript:alert(1)) # h"


class Tags(HTMLParser):
    """What a browser would make elements of, and the links among them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]


@pytest.fixture(scope="module")
def answer(oslo_store: Store) -> PlanAnswer:
    asked = Question("tolketjeneste på video", On("2026-08-01", undated=True), value=400_000)
    return plan(oslo_store.view(), asked, lang="nb")


def hostile() -> PlanAnswer:
    source = SourceRef(source="s", title=ATTACK, url="javascript:alert(1)")
    way = RouteRef(route="r", name=ATTACK, open=None, why=ATTACK, rule=ATTACK, sources=[source])
    step = Next(id="n", name=ATTACK, type="t", why=ATTACK, kind="sibling", sources=[source])
    return PlanAnswer(
        offering=ATTACK, on="2024-01-02", value=None, routes=[way], first=None, then=[step], allies=[], notes=[ATTACK]
    )


def test_it_says_where_to_begin_by_which_way_and_why(answer: PlanAnswer) -> None:
    text = markdown(sheet(answer, "nb"))
    assert answer.first
    for said in ("# Plan for tolketjeneste på video", "400 000 kr", f"**{answer.first.name}**", "## Veier inn"):
        assert said in text
    assert re.search(r"\*\*Direkte kjøp\*\* – åpen\n", text)
    assert "anskaffelsesloven § 2" in text
    assert "ikke juridisk rådgivning" in text
    assert not re.search(r"\d{4}-\d{2}-\d{2}", text.split("## Kilder")[0])


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_every_number_that_is_cited_stands_among_the_sources(answer: PlanAnswer, lang: str) -> None:
    made = sheet(answer, lang)
    cited = {number for part in made.parts for line in part.lines for number in line.cites}
    assert cited == set(range(1, len(made.sources) + 1))
    assert len({(source.text, source.url) for source in made.sources}) == len(made.sources)


def test_names_are_text_in_a_page(answer: PlanAnswer) -> None:
    read = Tags(html(sheet(hostile(), "en")))
    assert not read.tags & {"img", "script", "a"}
    links = Tags(html(sheet(answer, "nb"))).links
    assert links
    assert all(link.startswith(("http://", "https://")) for link in links)


def test_a_page_fetches_nothing(answer: PlanAnswer) -> None:
    text = html(sheet(answer, "nb"))
    assert "default-src 'none'" in text
    assert not Tags(text).tags & {"script", "link", "img", "iframe"}


def test_names_are_text_in_markdown() -> None:
    text = markdown(sheet(hostile(), "en"))
    assert not re.search(r"(?<!\\)[<\[]", text.replace("<br>", ""))
    assert not re.search(r"^[^*]*(?<!\\)\*\*b", text, re.MULTILINE)


def test_a_plan_that_is_none_says_why() -> None:
    none = PlanAnswer(
        offering="x", on="2024-01-02", value=None, routes=[], first=None, then=[], allies=[], reason="Nothing fits."
    )
    assert "Nothing fits." in markdown(sheet(none, "en"))


def test_files_are_whole_or_not_there(answer: PlanAnswer, tmp_path) -> None:
    write_plan(answer, tmp_path / "plan.MD", "nb")
    assert (tmp_path / "plan.MD").read_text("utf-8").startswith("# Plan")
    with pytest.raises(UnknownThing):
        write_plan(answer, tmp_path / "plan.pdf", "nb")
    with pytest.raises(BadInput):
        write_plan(answer, tmp_path / "nowhere" / "plan.html", "nb")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.MD"]
