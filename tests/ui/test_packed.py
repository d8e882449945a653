"""State in an address: short, the same for the same state, and safe to read whoever wrote it."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.packed import ADDRESS_LIMIT, DEEPEST, JSON_LIMIT, PACKED_LIMIT, address, pack, unpack

LEAF = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
STATE = st.recursive(
    LEAF, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=12
)


def raw(data: bytes) -> str:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.urlsafe_b64encode(packer.compress(data) + packer.flush()).decode().rstrip("=")


@given(STATE)
def test_what_is_packed_unpacks(state: Any) -> None:
    text = pack(state)
    assert pack(json.loads(json.dumps(state))) == text
    assert text.replace("-", "").replace("_", "").isalnum()
    assert unpack(text) == state


@given(st.text() | st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", max_size=60))
def test_any_text_is_read_without_harm(text: str) -> None:
    unpack(text)


def test_a_state_too_long_for_an_address_is_none() -> None:
    assert address({"start": ["no-orgnr-974778742"]}) is not None
    many = [f"unit-{number * number * 7919:x}" for number in range(3_000)]
    assert len(pack(many)) > ADDRESS_LIMIT
    assert address(many) is None
    assert unpack(pack(many)) == many


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not base64 !",
        "AAAA" * (PACKED_LIMIT // 4 + 1),
        raw(b"0" * (JSON_LIMIT + 1)),
        raw(b" " * (50 * JSON_LIMIT) + b"1"),
        raw(b"[" * 100_000),
        raw(b"[" * (DEEPEST + 2) + b"]" * (DEEPEST + 2)),
        raw(b"NaN"),
        raw(b"1" * 10_000),
        raw(b"\xff\xfe"),
        pack({"a": 1})[:-3],
    ],
)
def test_hostile_text_is_no_state(text: str) -> None:
    assert unpack(text) is None
