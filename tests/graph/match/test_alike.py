"""Units looked at together get the very answer they would get one by one; large groups are counted, not listed."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.match import meaning
from graph.match.find import find
from graph.match.needs import needs_of
from graph.match.question import Question
from graph.model import Document, Node, Relation, Source
from graph.store.address import open_store
from graph.store.base import Store
from graph.store.state import state_of
from graph.when import On

ON = On.at("2026-11-01", undated=True)
PAPER = Document("old", "An old page", published="2020-01-01")
SOURCE = Source("fixture", {"nb": "Prøve", "en": "Fixture"}, "nobody", "CC0")
OFFERING = "remote interpreters for meetings"
Fact = Node | Relation


@pytest.fixture(autouse=True)
def words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is scored together does not hang on the model; without one these tests are quick."""
    monkeypatch.setattr(meaning, "default_embedder", lambda: None)


def frame() -> list[Fact]:
    """A duty of boroughs and schools, its category, and the category of research."""
    duty = {
        "name": {"en": "Use interpreters"},
        "keywords": {"en": ["interpreters", "remote interpreters"]},
        "law": "tolkeloven",
        "section": "§ 6",
        "applies_to": ["borough", "school"],
    }
    interpreting = {"code": "79540000", "label": {"en": "Remote interpreters"}}
    return [
        Node("duty-interpreters", "duty", duty, PAPER),
        Node("cpv-79540000", "category", interpreting, PAPER),
        Node("cpv-73000000", "category", {"code": "73000000", "label": {"en": "Research"}}, PAPER),
    ]


def unit(number: int, **props: object) -> Node:
    return Node(f"unit-{number:02}", "unit", {"name": {"nb": f"Enhet {number}"}, "type": "borough", **props}, PAPER)


def notice(of: int, code: str) -> list[Fact]:
    said = Document(f"notice-{of}-{code}", "Doffin", published=f"202{of % 6}-05-01")
    id_ = f"notice-{of}-{code}"
    return [
        Node(id_, "notice", {"title": {"en": "Wanted"}, "published": said.published}, said),
        Relation(f"unit-{of:02}", "published", id_, {}, said),
        Relation(id_, "classified_as", f"cpv-{code}", {"main": True}, said),
    ]


def pilot(of: int) -> list[Fact]:
    thing = Node("pilot-bins", "pilot", {"name": "Sensors in bins", "year": "2024"}, PAPER)
    return [thing, Relation(f"unit-{of:02}", "piloted", thing.id, {}, PAPER)]


def joint(of: int) -> list[Fact]:
    agreement = Node("agreement-tolk", "agreement", {"name": "Samkjøp", "joint": True}, PAPER)
    return [
        agreement,
        Relation(agreement.id, "classified_as", "cpv-79540000", {}, PAPER),
        Relation(f"unit-{of:02}", "party_to", agreement.id, {"role": "bound"}, PAPER, key="bound"),
    ]


ACTS: dict[str, Callable[[int], list[Fact]]] = {
    "none": lambda _: [],
    "bought": lambda of: notice(of, "79540000"),
    "researched": lambda of: notice(of, "73000000"),
    "tried": pilot,
    "bound": joint,
}


@st.composite
def worlds(draw: st.DrawFn) -> list[Fact]:
    """A handful of units of three types, of few sizes, some under others, some ended, some that did something."""
    facts = frame()
    for number in range(draw(st.integers(2, 12))):
        props: dict[str, object] = {"type": draw(st.sampled_from(["borough", "school", "agency"]))}
        if draw(st.booleans()):
            props["employees"] = draw(st.sampled_from([40, 900]))
        if draw(st.booleans()):
            props["sizes"] = [{"measure": "population", "value": draw(st.sampled_from([100, 200])), "year": "2025"}]
        heir = draw(st.integers(0, number - 1)) if number and draw(st.integers(0, 5)) == 0 else None
        if heir is not None:
            props["valid_to"] = "2024-01-01"
            facts.append(Relation(f"unit-{number:02}", "replaced_by", f"unit-{heir:02}", {}, PAPER))
        facts.append(unit(number, **props))
        if number and draw(st.booleans()):
            parent = draw(st.integers(0, number - 1))
            facts.append(Relation(f"unit-{number:02}", "part_of", f"unit-{parent:02}", {}, PAPER))
        facts += ACTS[draw(st.sampled_from(["none", "none", *ACTS]))](number)
    return facts


def opened(folder: Path, facts: list[Fact]) -> Store:
    store = open_store(f"sqlite:///{folder}/graph.db")
    load(store, facts)
    return store


def load(store: Store, facts: list[Fact]) -> None:
    with store.writer(SOURCE, loaded_at="2026-11-01T00:00:00Z") as writer:
        writer.put(facts)
        writer.prune()
        writer.finish({})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=worlds(), limit=st.sampled_from([0, 2, 10]))
def test_together_is_one_by_one(facts: list[Fact], limit: int) -> None:
    with TemporaryDirectory() as folder, closing(opened(Path(folder), facts)) as store:
        view, question = store.view(), Question(OFFERING, ON, limit=limit)
        needs = needs_of(view, question)
        # A mandate that says nothing makes each unit one that is looked at by itself.
        by_itself = {node.id: 0.0 for node in view.scan("unit", ON)}
        alone = replace(needs, mandates={**by_itself, **needs.mandates})
        together = find(view, question, lang="en", store="", needs=needs)
        assert together == find(view, question, lang="en", store="", needs=alone)


@pytest.mark.parametrize(("lang", "more"), [("en", "5 more stand equal"), ("nb", "5 til står likt")])
def test_a_large_group_is_counted_whole_shown_in_part_and_the_note_says_so(
    tmp_path: Path, lang: str, more: str
) -> None:
    with closing(opened(tmp_path, [*frame(), *(unit(number) for number in range(35))])) as store:
        answer = find(store.view(), Question(OFFERING, ON), lang=lang, store="")
        assert [result.id for result in answer.results] == [f"unit-{number:02}" for number in range(30)]
        assert answer.total == 35
        assert {result.group.size for result in answer.results if result.group} == {35}
        assert any(more in note for note in answer.notes)
        every = find(store.view(), Question(OFFERING, ON, limit=0), lang=lang, store="")
        assert len(every.results) == 35
        assert not any(more in note for note in every.notes)


def test_what_is_kept_is_kept_until_the_next_load(tmp_path: Path) -> None:
    with closing(opened(tmp_path, [*frame(), unit(1), unit(2)])) as store:
        view = store.view()
        before = state_of(view)
        assert find(view, Question(OFFERING, ON), lang="en", store="").total == 2
        assert state_of(view) == before
        load(store, [*frame(), unit(1), unit(2, valid_to="2024-01-01")])
        assert state_of(view) != before
        assert find(view, Question(OFFERING, ON), lang="en", store="").total == 1


def test_another_file_at_the_same_path_is_another_graph(tmp_path: Path) -> None:
    with closing(opened(tmp_path, [*frame(), unit(1)])) as store:
        before = state_of(store.view())
        assert find(store.view(), Question(OFFERING, ON), lang="en", store="").total == 1
    for file in tmp_path.iterdir():
        file.unlink()
    with closing(opened(tmp_path, [*frame(), unit(1), unit(2)])) as store:
        assert state_of(store.view()) != before
        assert find(store.view(), Question(OFFERING, ON), lang="en", store="").total == 2
