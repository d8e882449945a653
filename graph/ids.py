"""Identifiers: organisation numbers and their check, CPV codes, and the readable ids of everything in the graph.

Ids are made of the fewest stable values a source gives, so that a link made today opens next year.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

#: Weights of the check digit (mod 11), Norsk Standard for organisation numbers as the register of entities uses it.
_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
_BEFORE_NUMBER = re.compile(
    r"^(?:ORG(?:ANISASJONS)?\W{0,3}(?:NR|NO|NUMMER)?\W{0,3}|NO-?BRC-?|NO-?ORGNR-?|0192:|NO)", re.IGNORECASE
)
_AFTER_NUMBER = re.compile(r"(?:MVA|\.0+)$", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015\u2212\u200b\ufeff]+")
_NINE_DIGITS = re.compile(r"[0-9]{9}")
_CPV = re.compile(r"([0-9]{8})(?:\s*-\s*[0-9])?")
_FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ŋ": "n", "ŧ": "t"})
_NOT_WORD = re.compile(r"[^a-z0-9]+")

#: A longer slug is cut here and ends in a hash of the whole, so that two long titles stay two ids.
SLUG_LENGTH = 80
#: Digits that make a CPV class, and the fewest that make a division.
_CLASS, _DIVISION, _CODE = 4, 2, 8


def clean_number(text: str) -> str | None:
    """The nine digits of an organisation number in any of its spellings ("974 760 983", "NO974760983MVA"), else None.

    Says nothing of the check digit: see `valid_orgnr`.
    """
    if _NINE_DIGITS.fullmatch(text):
        return text
    bare = _AFTER_NUMBER.sub("", text.strip())
    digits = _SEPARATORS.sub("", _BEFORE_NUMBER.sub("", bare))
    return digits if _NINE_DIGITS.fullmatch(digits) else None


def valid_orgnr(text: str) -> bool:
    """Whether `text` is an organisation number whose check digit fits (mod 11, weights 3 2 7 6 5 4 3 2)."""
    number = clean_number(text)
    if number is None or number[0] == "0":
        return False
    rest = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False)) % 11
    return (11 - rest) % 11 == int(number[8])


def slug(text: str) -> str:
    """`text` in small ASCII letters, digits and hyphens ("Bydel Grünerløkka" → "bydel-grunerloekka"), at most 80 long.

    Text without a Latin letter or digit becomes a hash, empty text stays empty.
    """
    folded = unicodedata.normalize("NFC", text).casefold().translate(_FOLDED)
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode("ascii")
    made = _NOT_WORD.sub("-", plain).strip("-")
    if not made:
        return short_hash(text.strip()) if text.strip() else ""
    if len(made) <= SLUG_LENGTH:
        return made
    end = short_hash(made)
    return f"{made[: SLUG_LENGTH - len(end) - 1].rstrip('-')}-{end}"


def short_hash(*parts: str) -> str:
    """Eight hexadecimal digits that stand for `parts`, told apart by where one ends and the next begins."""
    joined = "\x1f".join(unicodedata.normalize("NFC", part) for part in parts)
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def unit_id(orgnr: str) -> str:
    """The id of the organisation with this number, in any spelling. Raises ValueError where it is no nine digits."""
    number = clean_number(orgnr)
    if number is None:
        raise ValueError(orgnr)
    return f"no-orgnr-{number}"


def unnumbered_unit_id(name: str, parent_id: str | None = None) -> str:
    """The id of a unit known by its name inside its parent: `unit-<parent id>-<slug>`, or `unit-<slug>`."""
    return _joined("unit", (parent_id or "").removeprefix("unit-"), slug(name))


def post_id(of_unit: str, role: str, title: str) -> str:
    """The id of a post: unit, role and title."""
    return _joined("post", of_unit, role, slug(title))


def person_id(of_post: str, name: str) -> str:
    """The id of a person in bundled data: the post they held and their name."""
    return _joined("person", of_post.removeprefix("post-"), slug(name))


def supplier_id(name: str, country: str = "") -> str:
    """The id of a supplier without a Norwegian number: `supplier-<country>-<slug>`, country in small letters."""
    return _joined("supplier", slug(country), slug(name))


def named_id(kind: str, name: str, *told_apart_by: str) -> str:
    """`<kind>-<slug>` (theme, pilot, programme, route…); with `told_apart_by`, a hash of these and the name follows."""
    return _joined(kind, slug(name), short_hash(*told_apart_by, name) if told_apart_by else "")


def eforms_id(uuid: str) -> str:
    """The id of a notice by its eForms notice identifier (BT-701)."""
    return f"eforms-{uuid.strip().lower()}"


def doffin_id(reference: str) -> str:
    """The id of a notice known by its Doffin reference alone."""
    return _joined("doffin", slug(reference))


def cpv_code(text: str) -> str | None:
    """The eight digits of a CPV code, without the check digit ("79540000-1" → "79540000"), or None if it is no code."""
    match = _CPV.fullmatch(text.strip())
    return match[1] if match else None


def cpv_id(text: str) -> str:
    """The id of a CPV category. Raises ValueError where `text` is no code of eight digits."""
    code = cpv_code(text)
    if code is None:
        raise ValueError(text)
    return f"cpv-{code}"


def cpv_class(code: str) -> str:
    """The class (first four digits) of an eight-digit CPV code, padded: "79541100" → "79540000"."""
    return code[:_CLASS].ljust(_CODE, "0")


def cpv_ancestors(code: str) -> list[str]:
    """The codes above an eight-digit CPV code, nearest first, down to its division, whether they exist or not."""
    above = [code[:length].ljust(_CODE, "0") for length in range(_CODE - 1, _DIVISION - 1, -1)]
    return [found for found in dict.fromkeys(above) if found != code]


def _joined(*parts: str) -> str:
    return "-".join(part for part in parts if part)


def spaced(number: str) -> str:
    """An organisation number as people write it, in its usual three parts: "974 778 742"; any other text as it is."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if _NINE_DIGITS.fullmatch(number) else number
