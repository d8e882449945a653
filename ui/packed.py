"""State as text for an address: JSON, deflated, in base64url; and back, with suspicion.

Whoever writes a link may write anything into it: what unpacks to too much, is nested too deep or is no JSON is no state.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from typing import Any

#: Characters that an address carries; a longer state belongs in a saved view.
ADDRESS_LIMIT = 4_096
#: Characters of packed text and bytes of unpacked JSON that are read at all, wherever the text comes from.
PACKED_LIMIT, JSON_LIMIT = 400_000, 2_000_000
#: Lists and maps inside one another.
DEEPEST = 8
_BASE64URL = re.compile(r"[A-Za-z0-9_-]+")


def pack(state: Any) -> str:
    """`state` (anything JSON holds) as text for an address; the same state gives the same text.

    Raises TypeError or ValueError where it is not JSON.
    """
    said = json.dumps(state, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(said.encode("utf-8", "surrogatepass")) + packer.flush()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def address(state: Any) -> str | None:
    """`state` packed, or None where an address would not carry it: then it belongs in a saved view."""
    text = pack(state)
    return text if len(text) <= ADDRESS_LIMIT else None


def unpack(text: str) -> Any:
    """The state that `pack` made `text` of; None for any other text, too long a one, or one that swells beyond reason."""
    if len(text) > PACKED_LIMIT or not _BASE64URL.fullmatch(text):
        return None
    try:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        said = unpacker.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), JSON_LIMIT)
        if not unpacker.eof:
            return None
        state = json.loads(said.decode("utf-8", "surrogatepass"), parse_constant=_no_constant)
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        return None
    return state if _shallow(state, DEEPEST) else None


def _no_constant(name: str) -> None:
    """JSON has no NaN and no Infinity, although Python reads them."""
    raise ValueError(name)


def _shallow(value: Any, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return not inner or (levels > 0 and all(_shallow(one, levels - 1) for one in inner))
