"""An address of a graph as it may be printed: without what may be a password, however it was mistyped."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:/*")
_HOST = re.compile(r"(\[[^\]]*\]|[^:/?#]*)(:\d+)?(?=[/?#]|$)")
#: What a password may stand behind.
_DOUBTFUL = re.compile(r"[@?#]")


def shown(url: str) -> str:
    """All of an address that holds nothing but scheme, host, port and path; of any other scheme and host alone.

    A host before which a question was asked may be the end of a password: "…" stands for it.
    """
    found = _SCHEME.match(url)
    scheme = found[0].lstrip() if found else ""
    rest = url.lstrip().removeprefix(scheme)
    if not _DOUBTFUL.search(rest) and _HOST.match(rest):
        return url
    before, _, after = rest.rpartition("@")
    if "?" in before:
        return f"{scheme}…"
    host = _HOST.match(after)
    return scheme + (host[0] if host else re.split(r"[:/?#]", after)[0])
