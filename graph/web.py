"""Which addresses may be links."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_web(url: str | None) -> bool:
    """Whether `url` is an http(s) address with a host, and nothing that a browser could read as something else."""
    if not url or any(char.isspace() or char in "<>\"'`\\" for char in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
