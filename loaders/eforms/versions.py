"""One notice comes in versions and from two publishers: the newest version counts, and each version once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from graph.errors import BadInput
from graph.model import Document
from loaders.eforms.notice import Label, document_id, key_of, label
from loaders.eforms.tree import SUFFIXES, parse
from loaders.source import Reading
from loaders.standing import standing

_ID = re.compile(rb"schemeName\s*=\s*[\"']notice-id[\"'][^>]*>\s*([^<\s]+)")
#: Bytes that an attribute's or element's name may take up before the mark that is looked for.
_BEFORE = 60
_VERSION = re.compile(rb"[:<]VersionID(?:\s[^>]*)?>\s*(\d{1,4})\s*<")


class Versions:
    """Knows, from a first quick look through the input, which version of each notice is the newest one.

    So a load needs no notice in memory after it was read, and gives the same whatever the order of the files.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._newest: dict[str, int] = {}
        self._copies: Counter[tuple[str, int]] = Counter()
        self._documents: dict[tuple[str, int], Document] = {}
        if len(reading.paths) == 1 and reading.paths[0].suffix.lower() == ".xml" and reading.paths[0].is_file():
            return
        quiet = replace(reading, skipped=[], warnings=[], left_out=Counter(), unmapped=Counter(), documents=set())
        for entry in quiet.entries(SUFFIXES):
            found = _glance(entry.read())
            if found:
                key, version = found
                self._newest[key] = max(version, self._newest.get(key, 0))
                self._copies[found] += 1

    def superseded(self, which: Label) -> list[str] | None:
        """Documents of older versions that the graph holds and this one replaces; None if this one is the older one."""
        held = standing(self._reading, [which.node_id]).get(which.node_id)
        version = str(held.props.get("version", "")) if held else ""
        stored = int(version) if version.isdecimal() else which.version
        if which.version < max(stored, self._newest.get(which.key, 0)):
            return None
        return [document_id(which.key, stored)] if stored < which.version else []

    def keep(self, which: Label, document: Document) -> None:
        """Remembers the document of a version that comes more than once."""
        if self._copies[which.key, which.version] > 1:
            self._documents[which.key, which.version] = document

    def kept(self, which: Label) -> Document | None:
        """The document of the same version, if this load took it before."""
        return self._documents.get((which.key, which.version))


def _first(form: re.Pattern[bytes], data: bytes, mark: bytes) -> re.Match[bytes] | None:
    """The first match of `form`, which holds `mark`: looked for from there on, as finding bytes costs next to nothing."""
    start = data.find(mark)
    return form.search(data, max(start - _BEFORE, 0)) if start >= 0 else None


def _glance(data: bytes) -> tuple[str, int] | None:
    """Key and version of a notice, read off the bytes where they stand as usual, else from the parsed notice."""
    said, version = _first(_ID, data, b"notice-id"), _first(_VERSION, data, b"VersionID")
    if said and version:
        key = key_of(said[1].decode("utf-8", "replace"))
        return (key, int(version[1])) if key else None
    try:
        found = label(parse(data)[1])
    except BadInput:
        return None
    return (found.key, found.version) if found else None
