"""What is no notice, or no sound one: one clear line each, and the rest goes on."""

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from graph.wording import say

_ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
_OUTSIDE = b'<!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/hostname">]>'
DEEP = b"<ContractNotice>" + b"<a>" * 5_000 + b"</a>" * 5_000 + b"</ContractNotice>"
BAD = {
    "cut.xml": (b"<ContractNotice><ID>1</ID>", "eforms_broken"),
    "entities.xml": (_ENTITY + b"<ContractNotice>&b;</ContractNotice>", "eforms_dtd"),
    "outside.xml": (_OUTSIDE + b"<ContractNotice>&out;</ContractNotice>", "eforms_dtd"),
    "dtd.xml": (b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><ContractNotice/>', "eforms_dtd"),
    "blank.xml": (b"  \n ", "eforms_empty"),
    "empty.xml": (b"", "files_empty"),
    "encoding.xml": (
        '<?xml version="1.0" encoding="UTF-8"?><ContractNotice>æ</ContractNotice>'.encode("latin-1"),
        "eforms_encoding",
    ),
    "unknown.xml": (b'<?xml version="1.0" encoding="nope-8"?><ContractNotice/>', "eforms_encoding"),
    "deep.xml": (DEEP, "eforms_deep"),
    "page.xml": (b"<html><body/></html>", "eforms_other_root"),
    "ted.xml": (
        b'<TED_EXPORT xmlns="http://publications.europa.eu/resource/schema/ted/R2.0.9/publication"/>',
        "eforms_old_schema",
    ),
    "nameless.xml": (b"<ContractNotice/>", "eforms_no_identifier"),
}


def test_each_bad_file_is_said_and_the_rest_goes_on(read, own, tmp_path):
    for name, (data, _) in BAD.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.xml").write_bytes((own / "borough_competition.xml").read_bytes())
    told = read(tmp_path)
    assert told.skipped() == {name: key for name, (_, key) in BAD.items()}
    assert len(told.nodes("notice")) == 1


def test_every_remark_reads_as_one_line_in_both_languages(read, own, tmp_path):
    for name, (data, _) in BAD.items():
        (tmp_path / name).write_bytes(data)
    for path in own.glob("*.xml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    reading = read(tmp_path).reading
    for remark in [*reading.skipped, *reading.warnings]:
        for lang in ("nb", "en"):
            assert "\n" not in say(lang, remark.key, **remark.values)


def test_business_registrations_are_left_out_and_counted(read, tmp_path):
    (tmp_path / "b.xml").write_text(
        "<BusinessRegistrationInformationNotice><ID>1</ID></BusinessRegistrationInformationNotice>"
    )
    told = read(tmp_path)
    assert dict(told.reading.left_out) == {"eforms_registration": 1}
    assert not told.facts


def test_older_ted_notices_are_named_for_what_they_are(read, shared):
    told = read(shared / "data" / "ted_r209")
    assert set(told.skipped().values()) == {"eforms_old_schema"}
    # Two of the folder's notices are eForms already.
    assert (told.reading.skipped_count, len(told.nodes("notice"))) == (110, 2)
    assert say("en", "eforms_old_schema").startswith("this is TED R2.0.9, not eForms")


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8-sig"])
def test_other_encodings_than_utf_8_are_read(read, own, tmp_path, encoding):
    text = (
        (own / "borough_change.xml")
        .read_text("utf-8")
        .replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"')
    )
    (tmp_path / "one.xml").write_bytes(text.encode(encoding))
    (tmp_path / "two.xml").write_bytes((own / "borough_competition.xml").read_bytes())
    told = read(tmp_path)
    assert not told.reading.skipped
    assert len(told.nodes("notice")) == 2


def test_archives_are_read(read, own, tmp_path):
    import zipfile  # noqa: PLC0415  # here alone

    with zipfile.ZipFile(tmp_path / "notices.zip", "w") as archive:
        for path in own.glob("*.xml"):
            archive.write(path, f"2024/{path.name}")
    assert len(read(tmp_path / "notices.zip").nodes("notice")) == 4


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_missing_element_stops_the_loader(read, own, tmp_path, data):
    name = data.draw(st.sampled_from(["award_two_lots", "borough_competition", "borough_change", "national_e3"]))
    root = copy.deepcopy(etree.parse(own / f"{name}.xml").getroot())
    for _ in range(data.draw(st.integers(1, 12))):
        elements = [element for element in root.iter() if element.getparent() is not None]
        if not elements:
            break
        chosen = elements[data.draw(st.integers(0, len(elements) - 1))]
        if data.draw(st.booleans()) or not isinstance(chosen.tag, str):
            chosen.getparent().remove(chosen)
        else:
            chosen.text = data.draw(st.sampled_from(["", "NA", "2020-13-45", "-1", "9" * 400, "ORG-0001", "æ|\u00a0ø"]))
    path = tmp_path / "notice.xml"
    path.write_bytes(etree.tostring(root))
    told = read(path)
    assert len(told.nodes("notice")) + told.reading.skipped_count == 1
