"""Addresses that between them show every page, with and without an answer, and every state a page can be in."""

from __future__ import annotations

ALNA = "no-orgnr-970534644"
POLICE = "no-orgnr-974778742"

#: name → address without a language.
PLACES = {
    "find": "/find",
    "answer": "/find?q=tolketjeneste+p%C3%A5+video",
    "nothing": "/find?q=qwxzqwxz",
    "unit": f"/unit?id={POLICE}",
    "unknown unit": "/unit?id=nobody",
    "my list": "/mylist",
    "bad view": "/find?view=nobody",
    "no page": "/nowhere",
}
