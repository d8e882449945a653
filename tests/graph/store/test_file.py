"""A file that cannot be used is said in one line; a load is seen whole or not at all."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import StoreBusy, StoreError, StoreForeign, StoreMissing
from graph.model import Document, Node, Source
from graph.store.address import open_store
from graph.when import On

ROOT = Path(__file__).resolve().parents[3]
SOURCE = Source("a", {"en": "A"}, "p", "l")
NODE = Node("n", "unit", {"name": {"nb": "skole"}}, Document("d", "title"))
TODAY = On("2026-01-01", undated=True)


def test_missing_file_is_missing_until_the_first_load(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'graph.db'}")
    with pytest.raises(StoreMissing):
        store.view()
    with store.writer(SOURCE, loaded_at="2024-01-01") as writer:
        writer.put([NODE])
        writer.finish({})
    assert set(store.view().get(["n"], TODAY)) == {"n"}
    store.close()


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0" + b"x" * 5000])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "graph.db"
    path.write_bytes(content)
    with pytest.raises(StoreError) as told:
        open_store(f"sqlite:///{path}")
    assert "\n" not in str(told.value)
    assert path.read_bytes() == content


def test_folders_foreign_and_older_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreForeign):
        open_store(f"sqlite:///{tmp_path}")
    path = tmp_path / "graph.db"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE other (x)")
    db.commit()
    db.close()
    with pytest.raises(StoreForeign):
        open_store(f"sqlite:///{path}")
    with pytest.raises(StoreError, match="sqlite:///PATH"):
        open_store("oracle://somewhere")


def test_readers_see_the_old_graph_and_a_second_writer_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'graph.db'}"
    store, other = open_store(url), open_store(url)
    with store.writer(SOURCE, loaded_at="2024-01-01") as writer:
        writer.put([NODE])
        assert other.view().get(["n"], TODAY) == {}
        with pytest.raises(StoreBusy):
            other.writer(SOURCE, loaded_at="2024-01-01")
        writer.finish({})
    assert set(other.view().get(["n"], TODAY)) == {"n"}
    store.close()
    other.close()


def test_a_store_opened_twice_keeps_its_log_when_another_process_comes_and_goes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'graph.db'}"
    store = open_store(url)
    for round_ in ("2024-01-01", "2024-01-02"):
        with store.writer(SOURCE, loaded_at=round_) as writer:
            writer.put([NODE])
            writer.finish({})
        assert set(store.view().get(["n"], TODAY)) == {"n"}
        open_store(url).close()
        code = f"from graph.store.address import open_store as o; s = o({url!r}); s.view().sources(None); s.close()"
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
        assert (tmp_path / "graph.db-wal").exists(), "removed under a reader that still has the file open"
    store.close()


def test_a_graph_built_anew_at_the_same_place_is_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    store = open_store(f"sqlite:///{path}")
    states = set()
    for name in ("first", "second"):
        with store.writer(SOURCE, loaded_at="2024-01-01") as writer:
            writer.put([Node(name, "unit", {"name": {"nb": name}}, Document("d", "title"))])
            writer.finish({})
        view = store.view()
        assert [node.id for node in view.scan("unit", TODAY)] == [name]
        states.add(view.state())
        path.unlink()
        with pytest.raises(StoreMissing):
            view.get([name], TODAY)
    assert len(states) == 2
    store.close()
