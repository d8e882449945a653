"""A small world to ask for interpreters in: two boroughs alike, and what may part them."""

from collections.abc import Sequence

from graph.answers import FindAnswer, Result
from graph.match.find import find
from graph.match.question import Question
from graph.model import Document, Node, Relation, Source
from graph.store.base import Store
from graph.when import On

ON = On.at("2026-11-01", undated=True)
OFFERING = "remote interpreters for meetings with residents"
OLD = Document("old", "An old page", published="2020-01-01")
SOURCE = Source("fixture", {"nb": "Prøve", "en": "Fixture"}, "nobody", "CC0")
Fact = Node | Relation


def unit(slug: str, **props: object) -> Node:
    return Node(f"unit-{slug}", "unit", {"name": {"nb": slug.title()}, "type": "borough", **props}, OLD)


def world() -> list[Fact]:
    """One category, one duty of every borough, two boroughs alike."""
    duty = {
        "name": {"nb": "Bruke tolk", "en": "Use interpreters"},
        "keywords": {"nb": ["tolk"], "en": ["interpreters", "remote interpreters"]},
        "law": "tolkeloven",
        "section": "§ 6",
        "applies_to": ["borough"],
    }
    category = {
        "code": "79540000",
        "label": {"nb": "Tolketjenester", "en": "Interpretation services"},
        "phrases": {"en": ["remote interpreters for meetings", "interpreters on video"], "nb": ["tolk på skjerm"]},
    }
    return [
        Node("duty-interpreters", "duty", duty, OLD),
        Node("cpv-79540000", "category", category, OLD),
        unit("alfa"),
        unit("beta"),
    ]


def load(store: Store, facts: Sequence[Fact]) -> None:
    with store.writer(SOURCE, loaded_at="2026-11-01T00:00:00Z") as writer:
        writer.put(facts)
        writer.prune()
        writer.finish({})


def ask(store: Store, lang: str = "en", **options: object) -> FindAnswer:
    options = {"on": ON, **options}
    return find(store.view(), Question(OFFERING, **options), lang=lang, store=store.url)  # type: ignore[arg-type]


def by_id(answer: FindAnswer) -> dict[str, Result]:
    return {result.id: result for result in answer.results}


def part(result: Result, feature: str) -> tuple[float, str]:
    found = [line for line in result.evidence if line.feature == feature]
    return sum(line.contribution for line in found), " ".join(line.text for line in found)


def purchase(of: str, day: str, **props: object) -> list[Fact]:
    said = Document(f"n-{of}-{day}", "Doffin", published=day)
    notice = f"notice-{of}-{day}"
    return [
        Node(notice, "notice", {"title": {"en": "Interpreters wanted"}, "published": day, **props}, said),
        Relation(f"unit-{of}", "published", notice, {}, said),
        Relation(notice, "classified_as", "cpv-79540000", {"main": True}, said),
    ]


def alike(of: str, day: str = "2026-09-01") -> list[Fact]:
    """A notice in the offering's words that nobody classified."""
    said = Document(f"like-{of}", "Doffin", published=day)
    title = {"title": {"en": "Remote interpreters for meetings"}, "published": day}
    return [
        Node(f"notice-like-{of}", "notice", title, said),
        Relation(f"unit-{of}", "published", f"notice-like-{of}", {}, said),
    ]


def trial(of: str, outcome: str) -> list[Fact]:
    props = {"name": "Interpreter on a tablet", "year": "2025", "outcome": outcome}
    return [Node("pilot-tablet", "pilot", props, OLD), Relation(f"unit-{of}", "piloted", "pilot-tablet", {}, OLD)]


def joint(of: str, **props: object) -> list[Fact]:
    agreement = Node("agreement-tolk", "agreement", {"name": "Samkjøp tolk", "joint": True, **props}, OLD)
    return [
        agreement,
        unit("eier", type="agency"),
        Relation("agreement-tolk", "classified_as", "cpv-79540000", {}, OLD),
        Relation("unit-eier", "party_to", "agreement-tolk", {"role": "owner"}, OLD, key="owner"),
        Relation(f"unit-{of}", "party_to", "agreement-tolk", {"role": "bound"}, OLD, key="bound"),
    ]


def own_duty(of: str) -> list[Fact]:
    props = {"name": {"nb": "Tolke", "en": "Remote interpreters for meetings"}, "law": "byloven", "section": "§ 1"}
    return [Node("duty-own", "duty", props, OLD), Relation(f"unit-{of}", "obliged_to", "duty-own", {}, OLD)]
