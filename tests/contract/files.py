"""What an exported file holds, so that two can be compared byte for byte."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

#: When a workbook was written.
_WRITTEN = re.compile(rb"<dcterms:(created|modified).+?</dcterms:\1>")


def contents(path: Path) -> dict[str, bytes]:
    """The bytes of a file by its name; of a workbook those of each part, but for the moment it was written."""
    if path.suffix != ".xlsx":
        return {path.name: path.read_bytes()}
    with zipfile.ZipFile(path) as book:
        return {name: _WRITTEN.sub(b"", book.read(name)) for name in book.namelist()}
