"""Every table that ships is needed: without it the load ends in one line that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InngangError
from graph.store.address import open_store
from graph.tables import DATA
from loaders.run import run_load

TABLES = sorted(path.name for path in DATA.iterdir() if ".csv" in path.suffixes)


@pytest.mark.parametrize("left_out", TABLES)
def test_a_missing_table_ends_the_load_in_one_line_that_names_it(tmp_path: Path, left_out: str) -> None:
    store = open_store(f"sqlite:///{tmp_path}/graph.db")
    with pytest.raises(InngangError) as refused:
        run_load(store, "oslo", [DATA / name for name in TABLES if name != left_out])
    store.close()
    for lang in ("nb", "en"):
        text = refused.value.text(lang)
        assert left_out.removesuffix(".gz") in text
        assert "\n" not in text
