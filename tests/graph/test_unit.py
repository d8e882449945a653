"""A unit's profile: each part says what a small hand-made graph holds, no more and no less."""

from __future__ import annotations

import pytest

from graph.answers import UnitAnswer
from graph.errors import UnknownThing
from graph.model import Document, Node, Relation, Source
from graph.status import status
from graph.store.address import open_store
from graph.store.base import Store, View
from graph.unit import unit
from graph.when import On

SOURCE = Source("hand", {"nb": "Hånd", "en": "Hand"}, "us", "CC0")
OLD, NEW = Document("old", "An old page", published="2019-01-01"), Document("new", "A new page", published="2024-05-01")
DAY = On("2025-01-01", undated=True)


def node(id_: str, kind: str = "unit", document: Document = OLD, **props: object) -> Node:
    named = {"title" if kind in {"post", "notice"} else "name": {"nb": id_}} if kind != "person" else {"name": id_}
    if kind in {"supplier", "agreement", "pilot"}:
        named = {"name": id_}
    return Node(id_, kind, {**named, **props}, document)


def link(from_id: str, kind: str, to_id: str, document: Document = OLD, **props: object) -> Relation:
    return Relation(from_id, kind, to_id, props, document)


FACTS = [
    node("city", type="municipality", employees=9),
    node("department", type="city_department"),
    node("alna", type="borough", orgnr="970534644", mandate={"nb": "omsorg", "en": "care"}),
    node("bjerke", type="borough"),
    node("frogner", type="borough"),
    node("gone", type="agency", valid_to="2020-01-01"),
    node("buyer", type="procurement_office"),
    node("alna", document=NEW, type="borough", employees=80),
    link("alna", "part_of", "city"),
    link("alna", "part_of", "department", valid_from="2021"),
    link("department", "part_of", "city"),
    link("alna", "part_of", "gone", valid_from="2010", valid_to="2020-01-01"),
    link("bjerke", "part_of", "city"),
    node("hen", type="other"),
    node("egg", type="other"),
    node("nest", type="other"),
    link("hen", "part_of", "egg"),
    link("egg", "part_of", "hen"),
    link("nest", "part_of", "hen"),
    link("buyer", "buys_for", "city"),
    link("gone", "replaced_by", "alna"),
    node("chief", "post", role="chief_executive"),
    link("chief", "post_in", "alna"),
    node("Kari", "person"),
    node("Ola", "person"),
    link("Kari", "holds", "chief", NEW, valid_from="2023-01-01"),
    link("Ola", "holds", "chief", valid_from="2018", valid_to="2022-12-31"),
    node("plan", "notice", NEW, published="2024-01-01", type="planning", procedure_folder="f1"),
    node(
        "award",
        "notice",
        NEW,
        published="2024-04-01",
        type="award",
        procedure_folder="f1",
        awarded_value=5,
        currency="NOK",
    ),
    link("alna", "published", "plan", NEW),
    link("alna", "published", "award", NEW),
    node("winner", "supplier"),
    link("award", "awarded_to", "winner", NEW),
    Node("cpv-79540000", "category", {"code": "79540000", "label": {"nb": "Tolking", "en": "Interpreting"}}, OLD),
    Node("cpv-79500000", "category", {"code": "79500000", "label": {"nb": "Kontor"}}, OLD),
    link("plan", "classified_as", "cpv-79540000", NEW),
    link("award", "classified_as", "cpv-79540000", NEW),
    node("interpret", "duty", law="tolkeloven", section="§ 6", applies_to=["borough", "school"]),
    node("own", "duty", law="loven", section="§ 1"),
    link("alna", "obliged_to", "own"),
    link("frogner", "obliged_to", "own"),
    node("joint", "agreement", joint=True, owner_text="Innkjøp"),
    link("buyer", "party_to", "joint", role="owner"),
    node("other", "agreement"),
    link("city", "party_to", "other", role="buyer"),
    node("try", "pilot", year="2022", outcome="kept"),
    link("alna", "piloted", "try"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = open_store(f"sqlite:///{tmp_path_factory.mktemp('unit') / 'g.db'}")
    with made.writer(SOURCE, loaded_at="2025-01-01T00:00:00+00:00") as writer:
        writer.put(FACTS)
        writer.prune()
        writer.finish({"skipped_count": 3})
    return made


@pytest.fixture(scope="module")
def alna(store: Store) -> UnitAnswer:
    return unit(store.view(), "alna", DAY, lang="nb")


def test_the_way_up_goes_by_the_longest_climb_and_shows_what_has_ended_last(alna: UnitAnswer) -> None:
    assert [(above.id, above.current) for above in alna.part_of] == [
        ("department", None),
        ("city", None),
        ("gone", False),
    ]
    assert alna.part_of[0].valid_from == "2021"
    assert alna.part_of[2].valid_to == "2020-01-01"


def test_a_circle_of_parents_ends(store: Store) -> None:
    for start in ("hen", "nest"):
        above = [unit_.id for unit_ in unit(store.view(), start, DAY, lang="nb").part_of]
        assert sorted({*above, start} | {"nest"}) == ["egg", "hen", "nest"]
        assert len(above) == len(set(above))


def test_children_and_replacements(store: Store, alna: UnitAnswer) -> None:
    assert [child.id for child in unit(store.view(), "city", DAY, lang="nb").children] == [
        "alna",
        "bjerke",
        "department",
    ]
    assert [before.id for before in alna.replaces] == ["gone"]
    assert [after.id for after in unit(store.view(), "gone", DAY, lang="nb").replaced_by] == ["alna"]


def test_who_buys_for_a_parent_buys_for_the_unit_and_it_says_so(alna: UnitAnswer) -> None:
    assert [(buyer.id, buyer.why) for buyer in alna.buyers] == [("buyer", "kjøper inn for city")]


def test_holders_stand_in_the_order_of_now_and_then(alna: UnitAnswer) -> None:
    (post,) = alna.posts
    assert [(holder.name, holder.current, holder.last_seen) for holder in post.holders] == [
        ("Kari", None, "2024-05-01"),
        ("Ola", False, None),
    ]


def test_notices_of_one_procedure_are_one_purchase(alna: UnitAnswer) -> None:
    assert [(notice.id, notice.value, notice.winners) for notice in alna.notices] == [
        ("award", 5.0, ["winner"]),
        ("plan", None, []),
    ]
    assert [(item.code, item.label, item.count, item.newest) for item in alna.bought] == [
        ("79540000", "Tolking", 1, "2024-04-01")
    ]
    assert [source.title for source in alna.bought[0].sources] == ["A new page"]


def test_duties_are_its_own_and_those_of_its_type(alna: UnitAnswer) -> None:
    assert [(duty.id, duty.rule) for duty in alna.duties] == [("own", "loven § 1"), ("interpret", "tolkeloven § 6")]


def test_a_joint_agreement_binds_through_the_parent_and_a_contract_of_the_parent_does_not(alna: UnitAnswer) -> None:
    assert [(agreement.id, agreement.owner) for agreement in alna.agreements] == [("joint", "Innkjøp")]


def test_similar_units_say_by_what(alna: UnitAnswer) -> None:
    assert [(other.id, other.why) for other in alna.similar] == [
        ("frogner", "deler 2 lovpålagte oppgaver"),
        ("bjerke", "deler én lovpålagt oppgave"),
    ]
    assert [[source.title for source in other.sources] for other in alna.similar] == [["An old page"]] * 2


def test_each_property_names_who_says_it(alna: UnitAnswer) -> None:
    assert alna.properties["mandate"].value == "omsorg"
    assert [source.title for source in alna.properties["mandate"].sources] == ["An old page"]
    assert [source.title for source in alna.properties["employees"].sources] == ["A new page"]


def test_pilots_tell_how_they_ended(alna: UnitAnswer) -> None:
    assert [(pilot.id, pilot.year, pilot.outcome) for pilot in alna.pilots] == [("try", "2022", "kept")]


def test_what_was_not_known_then_is_not_shown(store: Store) -> None:
    before = unit(store.view(), "alna", On("2022-01-01", undated=False), lang="nb")
    assert before.notices == [] == before.bought
    assert [holder.name for holder in before.posts[0].holders] == ["Ola"]
    assert "employees" not in before.properties


def test_what_is_no_unit_is_said(store: Store) -> None:
    for name in ("nobody", "Kari"):
        with pytest.raises(UnknownThing):
            unit(store.view(), name, DAY, lang="nb")


def test_status_counts_and_says_which_duties_wait(store: Store) -> None:
    answer = status(store, DAY, lang="nb")
    assert answer.nodes["unit"] == 10
    assert answer.waiting == {"school": 1}
    assert [(source.id, source.title, source.skipped) for source in answer.sources] == [("hand", "Hånd", 3)]


def test_every_bundled_unit_has_a_profile(oslo_store: Store) -> None:
    view: View = oslo_store.view()
    day = On.today()
    for found in list(view.scan("unit", day))[::9]:
        for lang in ("nb", "en"):
            answer = unit(view, found.id, day, lang=lang)
            assert answer.name
            assert unsourced(answer) == []


def unsourced(answer: UnitAnswer) -> list[str]:
    """The rows of a profile that name no source."""
    parts = ("part_of", "children", "buyers", "replaced_by", "replaces", "posts", "notices", "bought", "similar")
    bonds = ("agreements", "duties", "pilots", "statements")
    rows = {part: getattr(answer, part) for part in (*parts, *bonds)}
    rows["properties"] = list(answer.properties.values())
    rows["holders"] = [holder for post in answer.posts for holder in post.holders]
    return [f"{part}: {row}" for part, some in rows.items() for row in some if not row.sources]
