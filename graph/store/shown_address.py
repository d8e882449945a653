"""An address of a graph as it may be printed: without what may be a password, however it was mistyped."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:/*")
_HOST = re.compile(r"(\[[^\]]*\]|[^:/?#]*)(:\d+)?(?=[/?#]|$)")
#: What a password may stand behind, and what may hide that.
_DOUBTFUL = re.compile(r"[@?#%]")
_LAST_PORT = 65_535


def shown(url: str) -> str:
    """All of an address that holds nothing but scheme, host, port and path; of any other scheme and host alone.

    What may be the end of a password, or a host and a password in one, is not told from a host: "…" stands for it.
    """
    found = _SCHEME.match(url)
    scheme = found[0].lstrip() if found else ""
    rest = url.lstrip().removeprefix(scheme)
    host, slashed = _HOST.match(rest), not scheme or scheme.endswith("/") or scheme.lower() == "sqlite:"
    if slashed and not _DOUBTFUL.search(rest) and host and _is_port(host[2]) and ":" not in rest[host.end() :]:
        return url
    before, at, after = rest.rpartition("@")
    if "?" in before or "%" in rest or not (at or slashed):
        return f"{scheme}…"
    host = _HOST.match(after)
    return scheme + (host[0] if host and _is_port(host[2]) else re.split(r"[:/?#]", after)[0])


def _is_port(text: str | None) -> bool:
    """Whether ":7687" can be a port, or there is none."""
    return text is None or int(text[1:]) <= _LAST_PORT
