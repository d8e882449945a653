"""An address that is mistyped is told with what is wrong and what is known, and never with what may be a password."""

from __future__ import annotations

from contextlib import closing
from itertools import product

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from cli import main
from graph.errors import StoreError
from graph.store.address import open_store
from graph.store.shown_address import shown

#: What is typed, and what may be printed of it.
MISTYPED = {
    "neo4j://neo4j:hem#melig@host": "neo4j://host",
    "neo4j://neo4j:hem/melig@host": "neo4j://host",
    "neo4j://neo4j:hem[melig@host:7687": "neo4j://host:7687",
    "neo4j://neo4j:hem℀melig@host": "neo4j://host",
    "neo4j://neo4j:hem?melig@host": "neo4j://…",
    "neo4j://neo4j:hemmelig": "neo4j://neo4j",
    "neo4j://neo4j:hemmelig@[::1]:7687": "neo4j://[::1]:7687",
    "neo4j://host?password=hemmelig": "neo4j://host",
    "neo4j://host:7687?pwd=hem@melig": "neo4j://…",
    "neo4j://host?hemmelig": "neo4j://host",
    "neo4j://host?secret=hemmelig": "neo4j://host",
    "neo4j://host#hemmelig": "neo4j://host",
    "neo4js://neo4j:hemmelig@host": "neo4js://host",
    "neo4j:neo4j:hemmelig@host": "neo4j:host",
    "https://host?password=hemmelig": "https://host",
    "neo4j//neo4j:hemmelig": "neo4j",
    "neo4j:hemmelig": "neo4j:…",
    "neo4j://host/neo4j:hemmelig": "neo4j://host",
    "neo4j://neo4j%3Ahemmelig%40host": "neo4j://…",
    "neo4j://host?database=x;password=hemmelig": "neo4j://host",
}
#: Of addresses without any secret nothing is held back.
PLAIN = ("store/graph.db", "neo4j://host/city", "sqlite://graph.db", "mysql://host:3306", "sqlite:graph.db", "")


@pytest.mark.parametrize(("address", "printed"), MISTYPED.items(), ids=MISTYPED)
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_mistyped_address_is_told_without_its_password(address: str, printed: str, lang: str) -> None:
    calls = (["--store", address, "status"], ["copy", "--from", address, "--to", address])
    for call, form in product(calls, ([], ["--json"])):
        result = CliRunner().invoke(main, ["--lang", lang, *form, *call])
        assert result.exit_code == 2
        assert printed in result.output
        assert not any(part in result.output for part in (":hem", "=hem", "melig"))
        assert "Traceback" not in result.output


@given(st.text(st.sampled_from("h@:/?#[]%& =x"), max_size=9), st.text(st.sampled_from("h@:/?#[]%& =x"), max_size=9))
def test_nothing_before_a_host_is_printed(before: str, after: str) -> None:
    for scheme in ("neo4j", "bolt+s", "mysql"):
        address = f"{scheme}://neo4j:{before}hemmelig{after}@host"
        assert "hemmelig" not in shown(address)
        with pytest.raises(StoreError) as told:
            open_store(address)
        assert "hemmelig" not in told.value.text("nb") + told.value.hint("nb")
        assert told.value.__cause__ is None


@pytest.mark.parametrize("address", PLAIN)
def test_an_address_that_holds_no_secret_is_printed_as_it_is(address: str) -> None:
    assert shown(address) == address


def test_what_is_no_port_may_be_a_password() -> None:
    assert shown("neo4j://neo4j:12345678") == "neo4j://neo4j"


def told(address: str) -> StoreError:
    with pytest.raises(StoreError) as raised:
        open_store(address)
    return raised.value


def test_an_option_that_is_none_is_named_beside_those_there_are() -> None:
    error = told("neo4j://host?databse=city&namespace=Trial&Encrypted=1")
    for lang in ("nb", "en"):
        assert all(word in error.text(lang) for word in ("databse", "Encrypted", "database", "namespace"))
        assert "city" not in error.text(lang)


def test_a_password_as_an_option_is_told_where_it_belongs() -> None:
    assert "NEO4J_PASSWORD" in told("neo4j://host?password=hemmelig").hint("en")


def test_the_servers_own_database_holds_no_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told("neo4j://host?database=System").key == "neo4j_system_database"
    monkeypatch.setenv("NEO4J_DATABASE", "system")
    assert told("neo4j://host").key == "neo4j_system_database"


def test_an_unknown_scheme_is_told_with_every_form_there_is() -> None:
    said = told("mysql://host").text("en")
    forms = ("sqlite:///", "neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")
    assert all(form in said for form in forms)


def test_a_scheme_is_known_whatever_its_capitals() -> None:
    for address in ("Neo4j://host:7687", "NEO4J://HOST:7687"):
        with closing(open_store(address)) as store:
            assert store.url == "neo4j://host:7687"
