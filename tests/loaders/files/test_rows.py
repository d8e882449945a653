"""Tables and text: each fault is told with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadInput
from loaders.files import Entry
from loaders.rows import table_rows, text_lines


def entry(tmp_path: Path, data: bytes) -> Entry:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    return Entry("a.csv", "a.csv", len(data), lambda: path.open("rb"))


def test_rows_come_with_their_place_and_without_a_byte_order_mark(tmp_path: Path) -> None:
    found = list(table_rows(entry(tmp_path, '\ufeffname,n\r\n"Grünerløkka\nog mer", 1\r\n\r\nx,2\r\n'.encode())))
    assert found == [("a.csv:3", {"name": "Grünerløkka\nog mer", "n": "1"}), ("a.csv:5", {"name": "x", "n": "2"})]


def test_another_encoding_is_read_only_where_declared(tmp_path: Path) -> None:
    data = "navn\nBærum\n".encode("iso-8859-1")
    assert list(text_lines(entry(tmp_path, data), "iso-8859-1"))[1] == "Bærum\n"
    with pytest.raises(BadInput) as error:
        list(text_lines(entry(tmp_path, data)))
    assert error.value.key == "files_bad_text"
    assert "a.csv:2" in error.value.text("nb")


@pytest.mark.parametrize(
    ("data", "key", "place"),
    [
        (b"a,b\n1\n", "files_row_length", "a.csv:2"),
        (b"a,b\n1,2,3\n", "files_row_length", "a.csv:2"),
        (b'a,b\n"1,2\n', "files_bad_csv", "a.csv"),
        (b"a,c\n1,2\n", "files_no_column", "b"),
        (b"a,b,a\n1,2,3\n", "files_column_twice", "a"),
        (b"", "files_no_column", "a"),
    ],
)
def test_a_broken_table_is_told_with_its_place(tmp_path: Path, data: bytes, key: str, place: str) -> None:
    with pytest.raises(BadInput) as error:
        list(table_rows(entry(tmp_path, data), columns=("a", "b")))
    assert error.value.key == key
    assert place in error.value.text("en")
