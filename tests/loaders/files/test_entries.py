"""The input of a load: what is handed out, and what is refused with which line."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.model import Source
from loaders.files import entries
from loaders.source import Reading

XML = (".xml",)


def reading(*paths: Path) -> Reading:
    source = Source(id="test", title={"nb": "t", "en": "t"}, publisher="p", licence="l")
    return Reading(source=source, paths=paths, known=None)


def taken(of: Reading) -> dict[str, bytes]:
    return {entry.where: entry.read() for entry in entries(of, XML)}


def refused(path: Path) -> BadInput:
    with pytest.raises(BadInput) as error:
        taken(reading(path))
    assert "\n" not in error.value.text("nb") + error.value.text("en")
    return error.value


def tar_of(path: Path, **members: bytes) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name.replace("__", "/") + ".xml")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def zip_of(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_folder_gives_its_files_in_order_whatever_they_are_packed_in(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.XML").write_bytes(b"<b/>")
    (tmp_path / "a.xml.gz").write_bytes(gzip.compress(b"<a/>"))
    (tmp_path / "notes.txt").write_bytes(b"not asked for")
    zip_of(tmp_path / "c.zip", {"y/1.xml": b"<c/>", "x/1.xml.gz": gzip.compress(b"<d/>"), "x/readme.md": b"-"})
    tar_of(tmp_path / "d.tar.gz", deep__1=b"<e/>")
    assert taken(reading(tmp_path)) == {
        "a.xml.gz": b"<a/>",
        "c.zip: x/1.xml.gz": b"<d/>",
        "c.zip: y/1.xml": b"<c/>",
        "d.tar.gz: deep/1.xml": b"<e/>",
        "b/2.XML": b"<b/>",
    }


def test_a_name_without_gz_may_still_be_packed(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(gzip.compress(b"<a/>"))
    assert list(taken(reading(path)).values()) == [b"<a/>"]


def test_names_are_without_gz_and_sizes_are_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.xml.gz"
    path.write_bytes(gzip.compress(b"<a/>" * 100))
    (entry,) = entries(reading(path), XML)
    assert (entry.name, entry.size) == ("a.xml", 400)


def test_a_missing_file_is_told_with_the_nearest_that_exists(tmp_path: Path) -> None:
    (tmp_path / "notices.xml").write_bytes(b"<a/>")
    assert "notices.xml" in refused(tmp_path / "notice.xml").text("en")
    assert refused(tmp_path / "none" / "zzz.xml").key in ("files_missing", "files_missing_near")


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        pytest.param("a.xml", b"", "files_empty", id="empty"),
        pytest.param("a.pdf", b"%PDF", "files_wrong_kind", id="wrong kind"),
        pytest.param("a.xml.gz", gzip.compress(b"<a/>" * 9000)[:-12], "files_cut_short", id="gzip without its end"),
        pytest.param("b.xml.gz", gzip.compress(os.urandom(90_000))[:40_000], "files_cut_short", id="half a gzip"),
        pytest.param("a.xml.gz", b"no gzip at all", "files_broken", id="no gzip"),
        pytest.param("a.xml.gz", gzip.compress(b""), "files_empty", id="gzip of nothing"),
        pytest.param("a.zip", b"PK\x03\x04 and then nothing", "files_broken", id="no zip"),
        pytest.param("a.tar.gz", gzip.compress(b"no tar" * 200), "files_broken", id="no tar"),
        pytest.param("a.tar.gz", gzip.compress(b"x" * 5000)[:-9], "files_cut_short", id="tar without its end"),
        pytest.param("a.xml.gz", gzip.compress(bytes(30_000_000)), "files_bomb", id="bomb"),
    ],
)
def test_a_named_file_that_cannot_be_taken_ends_the_load(tmp_path: Path, name: str, data: bytes, key: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert refused(path).key == key


@pytest.mark.parametrize("name", ["../out.xml", "/etc/out.xml", "a/../../out.xml", "..\\out.xml", "C:\\out.xml"])
def test_a_zip_with_a_member_that_leads_out_is_refused_whole(tmp_path: Path, name: str) -> None:
    path = zip_of(tmp_path / "a.zip", {"good.xml": b"<a/>", name: b"<b/>"})
    assert refused(path).key == "files_unsafe_member"


def test_a_tar_with_a_link_or_a_device_is_refused_whole(tmp_path: Path) -> None:
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE):
        path = tmp_path / "a.tar.gz"
        with tarfile.open(path, "w:gz") as archive:
            info = tarfile.TarInfo("a.xml")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        assert refused(path).key == "files_unsafe_member"


def test_bombs_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    assert refused(zip_of(tmp_path / "a.zip", {"a.xml": bytes(40_000_000)})).key == "files_bomb"
    assert refused(tar_of(tmp_path / "a.tar.gz", a=bytes(40_000_000))).key == "files_bomb"


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {"a.xml": b"<a/>"})
    data = bytearray(path.read_bytes())
    for start, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(start) + offset] |= 1
    path.write_bytes(data)
    assert refused(path).key == "files_encrypted"


def test_a_bad_member_is_skipped_and_the_others_are_taken(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {"a.xml": b"<a/>", "b.xml": b"", "c.xml.gz": gzip.compress(b"<c/>" * 999)[:-9]})
    of = reading(path)
    assert list(taken(of)) == ["a.zip: a.xml"]
    assert [(remark.where, remark.key) for remark in of.skipped] == [
        ("a.zip: b.xml", "files_empty"),
        ("a.zip: c.xml.gz", "files_cut_short"),
    ]


def test_a_bad_file_in_a_folder_is_skipped_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"<a/>")
    (tmp_path / "b.xml").write_bytes(b"")
    (tmp_path / "c.xml.gz").write_bytes(gzip.compress(b"<c/>" * 999)[:-9])
    zip_of(tmp_path / "d.zip", {"../x.xml": b"<x/>", "y.xml": b"<y/>"})
    of = reading(tmp_path)
    assert list(taken(of)) == ["a.xml"]
    assert of.skipped_count == 3


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_bytes(b"<secret/>")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.xml").write_bytes(b"<a/>")
    (folder / "b.xml").symlink_to(tmp_path / "secret.xml")
    (folder / "again").symlink_to(tmp_path)
    of = reading(folder)
    assert list(taken(of)) == ["a.xml"]
    assert [remark.key for remark in of.skipped] == ["files_link_out"]


def test_a_folder_or_archive_without_such_a_file_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path).key == "files_none_fit"
    assert refused(zip_of(tmp_path / "a.zip", {"a.txt": b"-"})).key == "files_none_fit"


def test_what_the_caller_raises_is_not_taken_for_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"<a/>")
    of = reading(tmp_path)
    own = BadInput("bad_date", text="x")

    def consume() -> None:
        for _ in entries(of, XML):
            raise own

    with pytest.raises(BadInput) as error:
        consume()
    assert error.value is own
    assert not of.skipped
