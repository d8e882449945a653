"""The bundled tables: which there must be, and their rows. A missing file ends the load."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import BadInput
from loaders.files import Entry
from loaders.rows import table_rows
from loaders.source import Reading

#: Every table and the columns it must have.
COLUMNS: dict[str, tuple[str, ...]] = {
    "units": ("name_nb", "name_en", "type", "orgnr", "parent_orgnr", "seat", "mandate_nb", "mandate_en", "valid_to"),
    "structure": ("child", "child_orgnr", "relation", "parent", "parent_orgnr", "valid_from", "valid_to", "source"),
    "sizes": ("unit", "orgnr", "measure", "value", "unit_of_measure", "year", "source"),
    "police_units": ("name", "type", "parent_district", "seat", "source", "mark"),
    "posts": ("unit", "orgnr", "post_title_nb", "post_title_en", "role", "source", "mark"),
    "city_government": ("name", "unit", "post_title_nb", "role", "valid_from", "source", "mark"),
    "duties": ("applies_to", "unit_orgnr", "duty_nb", "duty_en", "law", "section", "cpv", "theme", "enacted"),
    "themes": ("theme", "name_nb", "name_en", "one_line_nb", "one_line_en"),
    "notices": ("notice", "published", "buyer", "buyer_orgnr", "title", "cpv", "stage", "source", "on_behalf"),
    "agreements": ("name", "owner_unit", "owner_orgnr", "binding_for", "bound", "cpv", "supplier", "state", "source"),
    "buyers": ("name", "orgnr", "host", "unit_type", "units", "buys_for", "source"),
    "pilots": ("project", "pilot_unit", "unit_orgnr", "year", "need_nb", "programmes", "supplier", "outcome", "source"),
    "programmes": ("name", "owner", "run_by", "what_it_offers_nb", "what_it_offers_en", "status", "url", "source"),
    "procurement_rules": ("country", "rule", "buyer_class", "contract_class", "amount", "valid_from", "source", "mark"),
    "buyer_class": ("unit_type", "buyer_class", "source", "mark"),
    "contract_class": ("cpv_from", "cpv_to", "contract_class", "source", "mark"),
    "routes": ("route", "name_nb", "name_en", "who", "condition_nb", "rule", "law", "section", "source", "mark"),
    "statements": ("text_nb", "text_en", "measure", "value", "about", "source", "published", "mark"),
    "cpv_labels": ("code", "nb", "en"),
    "cpv_phrases": ("class", "phrases_en", "phrases_nb"),
    "cpv_pitches": ("classes", "pitches_en", "pitches_nb"),
}


class Tables:
    """The tables found in the input, by name. Raises BadInput where one is missing."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._entries: dict[str, Entry] = {}
        self._done = 0
        for entry in reading.entries((".csv",)):
            self._entries.setdefault(entry.name.removesuffix(".csv"), entry)
        missing = [f"{name}.csv" for name in COLUMNS if name not in self._entries]
        if missing:
            raise BadInput("oslo_missing_table", names=", ".join(missing))

    def rows(self, name: str) -> Iterator[tuple[str, dict[str, str]]]:
        """(place, row) of each row of a table."""
        for place, row in table_rows(self._entries[name], columns=COLUMNS[name]):
            yield place, row
            self._done += 1
            self._reading.on_step(self._done)


def parted(cell: str) -> list[str]:
    """The parts of a cell that `;` parts, in order, each once."""
    return list(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def words(nb: str, en: str = "") -> dict[str, str]:
    """A text by language, without the languages that are empty."""
    return {lang: text for lang, text in (("nb", nb), ("en", en)) if text}
