"""What all answers share."""

from __future__ import annotations

import msgspec


class Answer(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """What all answers share: frozen, fields by name, `from_` written as `from`."""


class SourceRef(Answer, frozen=True):
    """Where a piece comes from. source: the loaded source's id; verified False: seen second hand or general knowledge."""

    source: str
    title: str
    url: str | None = None
    published: str | None = None
    retrieved_at: str | None = None
    verified: bool = True
