"""One entry of the register (main unit or sub-unit) as read from any of its forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from graph.errors import BadInput
from graph.ids import valid_orgnr
from loaders.brreg import fields
from loaders.brreg.public import is_public, table
from loaders.source import Reading

T = TypeVar("T")

#: The longest mandate text that is kept: purposes run on.
_MANDATE = 1_200


class Entity(msgspec.Struct, frozen=True, tag=True):
    """What the register says of a unit. Empty text means that it says nothing.

    number: nine digits, or the text that stood there. sound: its check digit fits. short: the register's answer for a
    unit that it has closed, which holds number, name, form and the date alone.
    """

    where: str
    number: str
    sound: bool
    name: str
    form: str = ""
    sector: str = ""
    industry: str = ""
    parent: str = ""
    employees: int | None = None
    municipality: str = ""
    seat: str = ""
    country: str = ""
    website: str = ""
    valid_from: str | None = None
    valid_to: str | None = None
    aliases: list[str] = []
    mandate: str = ""
    nynorsk: bool = False
    short: bool = False

    @property
    def public(self) -> bool:
        """Whether it is a public body in its own right."""
        return is_public(self.form, self.sector)

    @property
    def sub_unit(self) -> bool:
        return self.form in table().sub_forms


class Removed(msgspec.Struct, frozen=True, tag=True):
    """The register took this unit out of its open data: what it said must go."""

    number: str


def removed(record: dict[str, Any]) -> Removed | None:
    """The body of an HTTP 410 answer (number and date, no name), or a "Fjernet" in a list of changes."""
    number = fields.number(record.get("organisasjonsnummer"))
    gone = fields.text(record.get("respons_klasse")) == "FjernetEnhet" or record.get("endringstype") == "Fjernet"
    bare = "navn" not in record and "organisasjonsform" not in record
    if number and (gone or (bare and (record.get("slettedato") or record.get("status") == 410))):  # noqa: PLR2004 - HTTP
        return Removed(number)
    return None


def entity(record: dict[str, Any], where: str, reading: Reading) -> Entity | None:
    """The unit that `record` tells of; None, said to `reading`, where it has no number or no name."""
    rest = dict(record)
    number = fields.number(rest.pop("organisasjonsnummer", None))
    name = fields.text(rest.pop("navn", None))
    if not number or not name:
        reading.skip(where, "brreg_nameless")
        return None

    def read(reader: Callable[[Any], T | None], *names: str) -> T | None:
        found: T | None = None
        for field in names:
            value = rest.pop(field, None)
            if value is None:
                continue
            try:
                found = found or reader(value)
            except BadInput:
                reading.warn(
                    where, "brreg_bad_value", field=field, value=fields.text(value)[:60] or type(value).__name__
                )
        return found

    place = _place(rest.pop("forretningsadresse", None), rest.pop("beliggenhetsadresse", None))
    counted = read(fields.truth, "harRegistrertAntallAnsatte")
    employees = read(fields.count, "antallAnsatte")
    made = Entity(
        where=where,
        number=number,
        sound=valid_orgnr(number),
        name=name,
        form=fields.code(rest.pop("organisasjonsform", None)),
        sector=fields.code(rest.pop("institusjonellSektorkode", None)),
        industry=fields.code(rest.pop("naeringskode1", None)),
        parent=fields.number(rest.pop("overordnetEnhet", None)),
        employees=None if counted is False else employees,
        municipality=fields.text(place.get("kommunenummer")),
        seat=fields.text(place.get("poststed")) or fields.text(place.get("kommune")),
        country=fields.text(place.get("landkode")),
        website=read(fields.web_address, "hjemmeside") or "",
        valid_from=read(fields.day, "stiftelsesdato", "oppstartsdato"),
        valid_to=read(fields.day, "slettedato", "nedleggelsesdato"),
        aliases=_former_names(rest.pop("historiskeNavn", None), name),
        mandate=(read(fields.lines, "vedtektsfestetFormaal", "aktivitet") or "")[:_MANDATE],
        nynorsk=fields.text(rest.pop("maalform", None)).lower() == "nynorsk",
        short=bool(record.get("slettedato")) and not place,
    )
    rest.pop("respons_klasse", None)
    reading.audit(fields.unknown_fields(rest))
    return made


def _place(*addresses: Any) -> dict[str, Any]:
    return next((found for found in addresses if isinstance(found, dict) and found), {})


def _former_names(said: Any, name: str) -> list[str]:
    if not isinstance(said, list):
        return []
    names = [fields.text(former.get("navn")) for former in said if isinstance(former, dict)]
    return [former for former in dict.fromkeys(names) if former and former != name]
