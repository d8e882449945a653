"""A cell as people write it → a value of the schema: dates in several forms, amounts, yes and no.

What may be read two ways is not guessed: the map says which (`[file] dates`, `[file] decimal`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime

from graph.errors import BadInput
from graph.when import first_day
from loaders.table.mapping import FileForm

#: A cell longer than this is no text of a table.
LONGEST = 100_000
#: What stands for nothing in tables as they are published.
_NOTHING = frozenset(
    ("", "-", "–", "—", "na", "n/a", "#n/a", "null", "none", "nan", "#ref!", "#value!", "#name?", "#div/0!")
)
#: Days as people write them, read one way only; the month in words or digits.
_DAYS = tuple(
    re.compile(form)
    for form in (
        r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})[T ]\d{2}:\d{2}.*",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?:\s.*)?",
        r"(?P<d>\d{1,2})\.?\s+(?P<m>[^\W\d_]{3,})\.?\s+(?P<y>\d{4})",
    )
)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:\s.*)?")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january", "feb februar february", "mar mars march", "apr april", "mai may", "jun juni june",
            "jul juli july", "aug august", "sep sept september", "okt oktober oct october", "nov november",
            "des desember dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_CURRENCY = re.compile(r"^(?:nok|kr\.?|eur|usd|€|\$)\s*|\s*(?:nok|kr\.?|eur|usd|€|\$)$|,-+$", re.IGNORECASE)
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']+")
_AMOUNT = re.compile(r"[-−]?[0-9]+(?:[.,][0-9]+)*")
_YES, _NO = (
    frozenset(("ja", "yes", "true", "sann", "1", "x", "y", "j")),
    frozenset(("nei", "no", "false", "usann", "0", "n")),
)
_THOUSANDS = 3
_LAST_MONTH = 12
_WHOLE = re.compile(r"-?(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+)")


def text(cell: object) -> str:
    """A cell as text: composed (NFC), without what cannot be seen or encoded; "" for what stands for nothing."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.isoformat() if (cell.hour, cell.minute, cell.second) != (0, 0, 0) else cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    plain = unicodedata.normalize("NFC", str("" if cell is None else cell))
    plain = plain.encode("utf-8", "replace").decode("utf-8")
    kept = "".join(sign for sign in plain if sign in "\n\t" or unicodedata.category(sign) != "Cc").strip()
    return "" if kept.casefold() in _NOTHING else kept


def day(said: str, form: FileForm) -> str:
    """An ISO date ("2020-09-02", or "2020-09" and "2020" as they stand). Raises BadInput for what is none, or may be two."""
    if form.dates:
        try:
            return datetime.strptime(said, form.dates).date().isoformat()  # noqa: DTZ007 — a day has no zone
        except ValueError:
            pass
    for known in _DAYS:
        if found := known.fullmatch(said):
            month = _MONTHS.get(found["m"].casefold(), 0) if found["m"].isalpha() else int(found["m"])
            return _date(said, int(found["y"]), month, int(found["d"]))
    if found := _SLASHED.fullmatch(said):
        return _slashed(said, int(found[1]), int(found[2]), int(found[3]))
    first_day(said)
    return said


def amount(said: str, form: FileForm) -> float:
    """A number as people write it ("1 234 567,50", "kr 500.000,-"). Raises BadInput for what is none, or may be two."""
    bare = _SPACES.sub("", _CURRENCY.sub("", _CURRENCY.sub("", said.strip())))
    if not _AMOUNT.fullmatch(bare):
        raise BadInput("table_no_number", text=said[:60])
    whole, point, fraction = _parted(bare.replace("−", "-"), form.decimal, said)
    if not _WHOLE.fullmatch(whole) or not (fraction.isdecimal() or not point):
        raise BadInput("table_no_number", text=said[:60])
    return float(re.sub(r"[.,]", "", whole) + ("." + fraction if point else ""))


def yes(said: str) -> bool:
    """Ja and nei, yes and no, true and false, 1 and 0. Raises BadInput for what is neither."""
    low = said.casefold()
    if low in _YES or low in _NO:
        return low in _YES
    raise BadInput("table_no_bool", text=said[:60])


#: How a text becomes a value of each simple type of the schema, or a year.
READ: Mapping[str, Callable[[str, FileForm], object]] = {
    "text": lambda said, _: said,
    "date": day,
    "year": lambda said, form: day(said, form)[:4],
    "number": amount,
    "bool": lambda said, _: yes(said),
}


def _parted(bare: str, decimal: str | None, said: str) -> tuple[str, str, str]:
    """(whole, decimal sign, fraction); signs before the decimal one part thousands."""
    signs = [sign for sign in bare if sign in ".,"]
    if decimal:
        point = decimal if decimal in signs else ""
    elif len(set(signs)) == 2:  # noqa: PLR2004 — one parts thousands, the last the fraction
        point = signs[-1]
    elif len(signs) == 1 and _decimal_alone(bare, signs[0], said):
        point = signs[0]
    else:
        point = ""
    if not point:
        return bare, "", ""
    return bare.partition(point)


def _decimal_alone(bare: str, sign: str, said: str) -> bool:
    """Whether the one sign in a number is decimal; "1.234" may be either. Raises BadInput there."""
    whole, _, fraction = bare.lstrip("-").partition(sign)
    if len(fraction) != _THOUSANDS or len(whole) > _THOUSANDS or whole == "0":
        return True
    raise BadInput("table_two_numbers", text=said[:60])


def _slashed(said: str, first: int, second: int, year: int) -> str:
    """A day with slashes: 31/12/2020 and 12/31/2020 are plain, 01/02/2020 may be either. Raises BadInput there."""
    if first != second and max(first, second) <= _LAST_MONTH:
        raise BadInput("table_two_dates", text=said)
    month, of_month = (first, second) if second > _LAST_MONTH else (second, first)
    return _date(said, year, month, of_month)


def _date(said: str, year: int, month: int, of_month: int) -> str:
    try:
        return date(year, month, of_month).isoformat()
    except ValueError:
        raise BadInput("bad_date", text=said) from None
