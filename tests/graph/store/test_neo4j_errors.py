"""What can be wrong with a server, an account or a database is said in one line that tells what to do."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import StoreBusy, StoreError, StoreForeign, StoreMissing
from graph.store import neo4j_server
from graph.store.address import open_store
from tests.contract.facts import SOURCE, TODAY, load, tie, unit
from tests.contract.reads import every_read
from tests.neo4j_server import launcher
from tests.neo4j_server.namespace import Space
from tests.neo4j_server.needed import need_server

pytestmark = pytest.mark.neo4j
WRONG, FIRST = "not this one", "first-password"


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Callable[..., StoreError]:
    """What a person is told who opens this address; name and password as given, else the right ones."""

    def told(url: str, **environment: str) -> StoreError:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        with closing(open_store(url)) as store, pytest.raises(StoreError) as raised:
            store.view()
        error = raised.value
        for lang in ("nb", "en"):
            assert error.text(lang)
            assert error.hint(lang)
            assert "\n" not in error.text(lang) + error.hint(lang)
        return error

    return told


def other(url: str, scheme: str) -> str:
    return scheme + url.partition("://")[2].partition("?")[0]


def test_a_server_that_does_not_answer(refused) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    for scheme in ("bolt", "neo4j"):
        error = refused(f"{scheme}://127.0.0.1:{port}")
        assert error.key == "neo4j_unreachable"
        assert error.values["why"] == "Connection refused"


def test_who_asks_for_the_drivers_log_lines_gets_them(caplog: pytest.LogCaptureFixture, refused) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        refused(f"neo4j://127.0.0.1:{nobody.getsockname()[1]}")
    assert {record.name.partition(".")[0] for record in caplog.records} == {"neo4j"}


def test_encryption_that_the_server_does_not_speak(neo4j_url: str, refused) -> None:
    assert refused(other(neo4j_url, "bolt+s://")).key == "neo4j_tls"
    assert refused(other(neo4j_url, "neo4j+ssc://")).key == "neo4j_tls"


def test_a_wrong_password_and_none(neo4j_url: str, refused) -> None:
    assert refused(neo4j_url, NEO4J_PASSWORD=WRONG).key == "neo4j_wrong_password"
    assert refused(neo4j_url, NEO4J_PASSWORD="").key == "neo4j_no_password"


def test_a_password_that_must_be_changed_first(neo4j_server: str, neo4j_space: Space, refused) -> None:
    neo4j_space.run(f"CREATE USER newcomer IF NOT EXISTS SET PASSWORD '{FIRST}' CHANGE REQUIRED")
    error = refused(neo4j_server, NEO4J_USERNAME="newcomer", NEO4J_PASSWORD=FIRST)
    assert error.key == "neo4j_password_expired"
    assert "ALTER CURRENT USER" in error.hint("en")


def test_a_database_that_is_not_there(neo4j_url: str, refused) -> None:
    assert "nobody" in refused(f"{neo4j_url}&database=nobody").text("en")
    assert refused(neo4j_url, NEO4J_DATABASE="nobody").key == "neo4j_no_database"


def test_an_old_server(neo4j_url: str, refused, monkeypatch) -> None:
    monkeypatch.setattr(neo4j_server, "OLDEST", (99, 0))
    assert refused(neo4j_url).key == "neo4j_old_server"


def test_a_graph_of_another_layout_is_a_graph_on_a_server_not_a_file(
    neo4j_url: str, neo4j_space: Space, refused
) -> None:
    with closing(open_store(neo4j_url)) as store:
        load(store, unit("a"))
        neo4j_space.run(f"MATCH (t:{neo4j_space.layout.state}) SET t.layout = 99")
        error = refused(neo4j_url)
        assert (type(error), error.key) == (StoreForeign, "neo4j_version")
        assert "99" in error.text("en")
        assert "file" not in error.text("en") + error.hint("en")
        with pytest.raises(StoreForeign) as told:
            load(store, unit("b"))
        assert told.value.text("nb") == error.text("nb")


def test_nothing_loaded_yet(neo4j_url: str, refused) -> None:
    assert isinstance(refused(neo4j_url), StoreMissing)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("neo4j://user:secret@host", "neo4j_secret_in_address"),
        ("neo4j://", "neo4j_bad_address"),
        ("neo4j://host:port", "neo4j_bad_address"),
        ("neo4j://host/database", "neo4j_bad_address"),
        ("neo4j://host#part", "neo4j_bad_address"),
        ("neo4j://[host", "neo4j_bad_address"),
        ("bolt://host?encrypted=1", "neo4j_unknown_option"),
        ("neo4j://host?database=System", "neo4j_system_database"),
        ("neo4j://host?namespace=a b", "neo4j_bad_namespace"),
        ("neo4j://host?namespace=A` DETACH DELETE n //", "neo4j_bad_namespace"),
    ],
)
def test_an_address_that_is_none(address: str, key: str) -> None:
    with pytest.raises(StoreError) as told:
        open_store(address)
    assert told.value.key == key
    assert "secret" not in told.value.text("en")


def test_a_text_index_that_somebody_dropped(neo4j_url: str, neo4j_space: Space) -> None:
    with closing(open_store(neo4j_url)) as store:
        load(store, unit("a"))
        index = neo4j_space.layout.index
        neo4j_space.run(f"DROP INDEX {index}")
        with pytest.raises(StoreForeign) as told:
            store.view().search(["skog"], kinds=["unit"], on=TODAY, limit=9)
        assert told.value.key == "neo4j_no_index"
        assert f"CREATE FULLTEXT INDEX {index}" in told.value.hint("en")
        load(store, unit("a"))
        assert store.view().search(["skog"], kinds=["unit"], on=TODAY, limit=9).hits


def test_a_second_load_is_told_to_wait_and_readers_are_not(neo4j_url: str) -> None:
    with closing(open_store(neo4j_url)) as store, closing(open_store(neo4j_url)) as another:
        load(store, unit("a"))
        with store.writer(SOURCE, loaded_at="2024-01-01") as writer:
            with pytest.raises(StoreBusy):
                another.writer(SOURCE, loaded_at="2024-01-01")
            assert set(another.view().get(["a"], TODAY)) == {"a"}
            writer.put([unit("b")])
            writer.finish({})
        assert set(another.view().get(["a", "b"], TODAY)) == {"a", "b"}


@pytest.fixture
def read_only_url(tmp_path: Path) -> Iterator[str]:
    """A graph in a database that takes no writes."""
    need_server()
    home = tmp_path / "home"
    first = launcher.start(home)
    with closing(open_store(first.url)) as store:
        load(store, unit("a", former_ids=["old"]), unit("b"), tie("a", "part_of", "b"))
        store.keep_vectors("toy", {"a": {"mark": bytes((127, 0))}})
    lost = Space(first.url, "Inngang")
    lost.run(f"DROP INDEX {lost.layout.vector_index}")
    lost.close()
    first.stop()
    second = launcher.start(home, read_only="neo4j")
    yield second.url
    second.stop()


def test_whoever_may_only_read_can_do_everything_that_reads_and_is_told_what_is_missing(
    read_only_url: str, neo4j_url: str
) -> None:
    with closing(open_store(read_only_url)) as store, closing(open_store(neo4j_url)) as writable:
        load(writable, unit("a", former_ids=["old"]), unit("b"), tie("a", "part_of", "b"))
        asked = {"ids": ["a", "old"], "relations": ["a|part_of|b"], "words": ["skog"]}
        assert list(every_read(store.view(), TODAY, **asked)) == list(every_read(writable.view(), TODAY, **asked))
        with pytest.raises(StoreError) as told:
            store.writer(SOURCE, loaded_at="2024-01-01")
        assert told.value.key == "neo4j_read_only"
        with pytest.raises(StoreForeign) as told:
            store.view().nearest([1.0, 0.0], model="toy", kinds=["unit"], k=3, on=TODAY)
        assert told.value.key == "neo4j_no_vector_index"
