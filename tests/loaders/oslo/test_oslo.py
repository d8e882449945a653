"""The bundled graph: sound, cited, dated, and the same when loaded again."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.store.base import Store
from graph.tables import DATA, table
from graph.when import On
from loaders.oslo.sources import documents
from loaders.oslo.tables import COLUMNS, Tables
from loaders.run import run_load
from loaders.source import Reading, declaration, known_sources

NOW = On("2030-01-01", undated=True)
ALNA, BJERKE, DISTRICT, OSLO = (f"no-orgnr-{n}" for n in ("970534644", "974778874", "961398142", "958935420"))


def on(day: str) -> On:
    return On(day, undated=False)


def test_loading_again_changes_nothing_and_skips_nothing(oslo_copy: Store) -> None:
    report = run_load(oslo_copy, "oslo")
    assert (report.nodes.made, report.nodes.changed, report.nodes.removed) == (0, 0, 0)
    assert (report.relations.made, report.relations.changed, report.relations.removed) == (0, 0, 0)
    assert report.skipped_count == 0
    assert [remark.key for remark in report.warnings] == ["resolve_second_number"]


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_a_table_that_is_missing_is_noticed(tmp_path: Path, table: str) -> None:
    for path in DATA.glob("*.csv*"):
        if path.name.split(".")[0] != table:
            (tmp_path / path.name).symlink_to(path)
    shutil.copy(DATA / "themes.csv", tmp_path / "other.csv")
    reading = Reading(source=declaration(known_sources()["oslo"]), paths=tuple(sorted(tmp_path.iterdir())), known=None)
    with pytest.raises(BadInput) as error:
        Tables(reading)
    assert f"{table}.csv" in error.value.text("en")


def test_nothing_that_a_reader_sees_speaks_of_how_it_was_gathered() -> None:
    for path in DATA.glob("*.csv"):
        text = path.read_text("utf-8")
        assert not [word for word in ("README", "facts/", "shared/", "/work", "file index") if word in text], path


def test_a_cell_becomes_a_document_for_each_source_it_names() -> None:
    cell = "https://www.example.no/side/x?y=1 (2019) | GitHub a/b: c.md § 3 | general knowledge: so it is"
    page, repository, general = documents(cell, "S")
    assert (page.url, page.title, page.verified) == (
        "https://www.example.no/side/x?y=1",
        "example.no/side/x (2019)",
        True,
    )
    assert (repository.url, repository.published) == ("https://github.com/a/b", None)
    assert (general.url, general.verified) == (None, False)
    assert documents("Doffin notice 2020-1 (2020-09-09)")[0].published == "2020-09-09"
    assert not documents("x", "2nd")[0].verified
    assert documents("x (as of 2014-10-08)")[0].retrieved_at == "2014-10-08"


def test_a_statute_is_cited_by_its_title() -> None:
    said = documents("GitHub legalize-dev/legalize-no: no/LOV-2016-06-17-73.md § 2, no/LOV-1814-05-17.md")[0]
    assert said.title == "Anskaffelsesloven (LOV-2016-06-17-73) § 2, LOV-1814-05-17"


def test_every_act_of_the_bundled_tables_has_a_title() -> None:
    cited = {act for path in DATA.glob("*.csv") for act in re.findall(r"no/(LOV-[\d-]+)\.md", path.read_text("utf-8"))}
    assert cited
    assert cited <= table("laws").keys()


def test_the_city_government_is_seen_from_its_day(oslo_store: Store) -> None:
    view = oslo_store.view()
    assert not list(view.scan_relations("holds", on("2023-10-24")))
    held = list(view.scan_relations("holds", on("2023-10-25")))
    assert len(held) == 8
    assert {relation.current for relation in held} == {None}
    later = list(view.scan_relations("holds", on("2025-03-26")))
    assert len(later) == 9


def test_a_department_is_shown_as_ended_only_once_it_has(oslo_store: Store) -> None:
    view = oslo_store.view()
    unit = "unit-no-orgnr-958935420-byraadsavdeling-for-eldre-helse-og-arbeid"
    assert view.get([unit], on("2020-06-01"))[unit].current is None
    assert view.get([unit], on("2021-06-01"))[unit].current is False


def test_a_borough_hangs_under_its_department_and_the_city(oslo_store: Store) -> None:
    above = oslo_store.view().neighbours([ALNA], kinds={"part_of"}, direction="out", on=NOW, cap=9).relations
    assert {relation.to_id: relation.current for relation in above} == {
        OSLO: None,
        "unit-no-orgnr-958935420-byraadsavdeling-for-eldre-helse-og-arbeid": False,
    }


def test_a_unit_answers_to_its_second_number(oslo_store: Store) -> None:
    found = oslo_store.view().get(["no-orgnr-974589540"], NOW)
    assert [node.id for node in found.values()] == [BJERKE]
    assert found["no-orgnr-974589540"].props["numbers"] == ["974589540"]


def test_limits_and_routes_hold_on_their_day(oslo_store: Store) -> None:
    def limit(day: str) -> set[float]:
        rules = oslo_store.view().scan("rule", on(day))
        return {
            node.props["amount"]
            for node in rules
            if node.props.get("rule") == "act_lower_limit" and node.current is not False
        }

    assert limit("2026-06-30") == {100000}
    assert limit("2026-07-01") == {500000}
    assert len(list(oslo_store.view().scan("route", on("2021-01-01")))) == 12


def test_the_article_is_dated_and_not_verified(oslo_store: Store) -> None:
    said = list(oslo_store.view().scan("statement", on("2018-01-01")))
    claims = oslo_store.view().claims([node.id for node in said], NOW)
    shifter = [claim for found in claims.values() for claim in found if "Shifter" in claim.document.title]
    assert len(shifter) == 10
    assert not any(claim.document.verified for claim in shifter)
    about = oslo_store.view().neighbours([DISTRICT], kinds={"about"}, direction="in", on=NOW, cap=9).relations
    assert len(about) == 1
