"""The answer as a whole: sums, ties, time, what the user may turn, and questions that cannot be answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.answers import FindAnswer
from graph.errors import BadInput, UnknownThing
from graph.match.find import find
from graph.match.meaning import installed
from graph.match.question import Question
from graph.model import Document, Node, Relation, Source
from graph.store.address import open_store
from graph.store.base import Store
from graph.when import On
from loaders.run import run_load

ON = On.at("2026-11-01", undated=True)
TODAY = On.today()


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The graph that ships."""
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('graph')}/graph.db")
    run_load(opened, "oslo")
    yield opened
    opened.close()


def ask(store: Store, offering: str, lang: str = "en", **options: object) -> FindAnswer:
    options = {"on": ON, **options}
    return find(store.view(), Question(offering, **options), lang=lang, store=store.url)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("offering", "types"),
    [
        ("digital interpreting service for municipal services", {"borough", "police_district"}),
        ("tolketjeneste på video", {"borough", "police_district"}),
        ("velferdsteknologi for eldre som bor hjemme", {"borough"}),
        ("drone inspection of water pipes", {"agency"}),
        ("sensors that tell when bins are full", {"agency"}),
    ],
)
def test_a_founder_gets_the_units_whose_duty_it_is(bundled: Store, offering: str, types: set[str]) -> None:
    answer = ask(bundled, offering)
    assert answer.results[0].type in types
    assert types <= {result.type for result in answer.results}
    assert answer.results[0].why
    assert answer.results[0].posts
    assert answer.results[0].route is not None
    assert any(line.sources for line in answer.results[0].evidence)


def test_contributions_sum_to_the_score_and_values_stay_in_bounds(bundled: Store) -> None:
    for offering in ("tolk", "software to plan shifts", "playground equipment", "renhold av skoler"):
        for result in ask(bundled, offering, limit=0).results:
            assert sum(line.contribution for line in result.evidence) == pytest.approx(result.score, abs=1e-9)
            for line in result.evidence:
                assert -1 <= line.value <= 1
                assert line.contribution == pytest.approx(line.weight * line.value, abs=1e-4)


def test_results_come_by_score_and_equal_evidence_shares_a_rank_and_a_group(bundled: Store) -> None:
    results = ask(bundled, "digital interpreting service for municipal services").results
    assert [result.score for result in results] == sorted((result.score for result in results), reverse=True)
    grouped = [result for result in results if result.group]
    assert grouped
    for result in grouped:
        same = [other for other in results if other.rank == result.rank]
        assert result.group
        assert len(same) == result.group.size
        assert len({other.score for other in same}) == 1
        assert result.group.told_apart_by


def test_the_limit_counts_groups_and_0_is_all(bundled: Store) -> None:
    one = ask(bundled, "interpreters", limit=1)
    assert {result.rank for result in one.results} == {1}
    every = ask(bundled, "interpreters", limit=0)
    assert len(every.results) == every.total >= one.total


def test_the_same_question_gets_the_same_answer(bundled: Store) -> None:
    assert ask(bundled, "welfare technology") == ask(bundled, "welfare technology")


def test_a_weight_can_be_turned(bundled: Store) -> None:
    large_first = ask(bundled, "interpreters", weights={"size": -3.0, "need": 1.0})
    assert large_first.weights["size"] == -3.0
    assert large_first.results[0].type != ask(bundled, "interpreters").results[0].type


def test_a_category_can_be_struck_out_or_added(bundled: Store) -> None:
    first = ask(bundled, "interpreters on video").categories[0].code
    assert first not in {c.code for c in ask(bundled, "interpreters on video", without_categories=(first,)).categories}
    added = ask(bundled, "interpreters on video", categories=("90510000",))
    assert added.categories[0].code == "90510000"


def test_what_a_unit_is_there_for_is_evidence_without_any_duty(oslo_store: Store) -> None:
    if not installed():
        pytest.skip("mandates are compared by meaning alone")
    offering = "an app where the bereaved see where a grave lies and who tends it"
    struck: tuple[str, ...] = ()
    while (answer := ask(oslo_store, offering, without_duties=struck)).duties:
        struck += tuple(duty.id for duty in answer.duties)
    assert answer.results[0].id == "no-orgnr-976820010"
    assert "what the unit is there to do" in answer.results[0].why


def test_only_the_types_asked_for(bundled: Store) -> None:
    found = ask(bundled, "interpreters", types=("police_district",))
    assert {result.type for result in found.results} == {"police_district"}
    assert ask(bundled, "interpreters", types=("library",), limit=0).total <= 1


@pytest.mark.parametrize("offering", ["", " ", "x", "😀", "asdf qwer zxcv", "\ud800\udfff", "!!!", "og for på"])
def test_what_says_nothing_gets_a_reason_and_no_unit(bundled: Store, offering: str) -> None:
    for lang in ("nb", "en"):
        answer = ask(bundled, offering, lang)
        assert answer.results == []
        assert answer.reason


def test_a_megabyte_is_read_to_its_bound_and_said(bundled: Store) -> None:
    answer = ask(bundled, "tolk på video for kommuner " * 40_000)
    assert answer.results
    assert any("4000" in note for note in answer.notes)


def test_an_empty_graph_says_so(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/empty.db")
    with store.writer(Source("none", {"nb": "-", "en": "-"}, "-", "-"), loaded_at="2026-11-01") as writer:
        writer.finish({})
    answer = ask(store, "interpreters")
    assert answer.reason == "The graph is empty."
    store.close()


@pytest.mark.parametrize(
    "options",
    [
        {"value": -1.0},
        {"value": float("nan")},
        {"limit": -1},
        {"weights": {"luck": 1.0}},
        {"weights": {"need": float("inf")}},
        {"types": ("bydelen",)},
        {"categories": ("abc",)},
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line(options: dict[str, object]) -> None:
    with pytest.raises(BadInput) as refused:
        Question("tolk", ON, **options)  # type: ignore[arg-type]
    assert "\n" not in refused.value.text("nb")


def test_an_unknown_acquaintance_is_refused(bundled: Store) -> None:
    with pytest.raises(UnknownThing):
        ask(bundled, "interpreters", near=("person-nobody",))


def test_what_became_known_later_changes_nothing(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/graph.db")
    run_load(store, "oslo")
    on = On.at("2021-06-01")
    before = ask(store, "interpreters on video", on=on, limit=0)
    later = Document("later", "Later", published="2024-01-01")
    borough, code = "no-orgnr-974778742", "cpv-79540000"
    duty = {"name": {"en": "Interpreters on video"}, "keywords": {"en": ["interpreters"]}, "applies_to": ["agency"]}
    new = {"name": {"nb": "Nye bydel"}, "type": "borough", "valid_from": "2024-01-01"}
    facts = [
        Node("notice-later", "notice", {"title": {"en": "Interpreters on video"}, "published": "2024-01-01"}, later),
        Relation(borough, "published", "notice-later", {}, later),
        Relation("notice-later", "classified_as", code, {}, later),
        Node("duty-later", "duty", duty, later),
        Relation(borough, "obliged_to", "duty-later", {}, later),
        Node("pilot-later", "pilot", {"name": "Interpreters on video"}, later),
        Relation(borough, "piloted", "pilot-later", {}, later),
        Node("statement-later", "statement", {"text": {"en": "Interpreters on video"}}, later),
        Relation("statement-later", "about", borough, {}, later),
        Node("agreement-later", "agreement", {"name": "Interpreters on video"}, later),
        Relation("agreement-later", "classified_as", code, {}, later),
        Relation(borough, "party_to", "agreement-later", {"role": "bound"}, later, key="bound"),
        Node("unit-later", "unit", new, later),
    ]
    with store.writer(Source("later", {"nb": "-", "en": "-"}, "-", "-"), loaded_at="2026-11-01") as writer:
        writer.put(facts)
        writer.finish({})
    assert ask(store, "interpreters on video", on=on, limit=0) == before
    assert ask(store, "interpreters on video", on=On.at("2025-01-01"), limit=0) != before
    store.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=120))
def test_any_text_gets_an_answer(bundled: Store, text: str) -> None:
    answer = ask(bundled, text, limit=3)
    assert bool(answer.results) != bool(answer.reason)
    for result in answer.results:
        assert sum(line.contribution for line in result.evidence) == pytest.approx(result.score, abs=1e-9)
