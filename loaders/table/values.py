"""What a spec of the map reads from a row, as a value of the schema, without how to reach people."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graph.errors import BadInput
from loaders.private import without_contacts, without_names
from loaders.table.cells import LONGEST, READ, text
from loaders.table.mapping import FileForm, Said, Spec, TableMap, filled, spec_of, specs_of

#: A shorter name would be taken out of the middle of sentences.
_SIGN_OR_TWO = 2


class Reader:
    """Reads the values of one row after the other as `table` says."""

    def __init__(self, table: TableMap) -> None:
        self._table = table
        self._form: FileForm = table.file
        self._cells: Mapping[str, Any] = {}
        self._people: list[str] = []

    def turn_to(self, cells: Mapping[str, Any]) -> None:
        """The row that is read from now on."""
        self._cells = cells
        found = (text(cells.get(column)) for column in self._table.people)
        self._people = sorted((name for name in found if len(name) > _SIGN_OR_TWO), key=len, reverse=True)

    def one(self, said: str | Spec | None) -> str:
        """The one text a spec reads; "" where the cell is empty."""
        return next(iter(self.several(spec_of(said))), "") if said is not None else ""

    def several(self, spec: Spec) -> list[str]:
        """The texts a spec reads, in order, empty ones left out."""
        if spec.when is not None and not text(self._cells.get(spec.when)):
            return []
        if spec.value is not None:
            found = [text(spec.value)]
        elif spec.column is not None:
            found = self._of_column(spec.column, spec.split)
        else:
            said = {name: ", ".join(filter(None, self._of_column(name, None))) for name in spec.columns()}
            found = [filled(spec.text or "", said)]
        found = [self._harmless(self._replaced(each, spec)) for each in found if each]
        if spec.as_ is not None:
            found = [text(READ[spec.as_](each, self._form)) for each in found if each]
        kept = [each for each in found if each]
        return kept[:1] if spec.take == "first" else kept[1:] if spec.take == "rest" else kept

    def prop(self, said: Said, form: str) -> Any:
        """A property's value of the schema's type `form`; None where the cells are empty. Raises BadInput."""
        specs = specs_of(said)
        if form == "words":
            return {spec.lang or self._table.language: " ".join(self.several(spec)) for spec in reversed(specs)}
        if form == "wordlists":
            return {spec.lang or self._table.language: self.several(spec) for spec in reversed(specs)}
        found = [each for spec in specs for each in self.several(spec)]
        if form == "texts":
            return found
        return READ[form](found[0], self._form) if found else None

    def _of_column(self, column: str, split: str | None) -> list[str]:
        cell = self._cells.get(column)
        whole = [text(each) for each in cell if _plain(each, column)] if isinstance(cell, list) else [text(cell)]
        if any(len(each) > LONGEST for each in whole):
            raise BadInput("table_huge_cell", column=column, most=LONGEST)
        if split is None:
            return whole
        parts = re.split(
            r"\s+" if split == " " else re.escape(split), " ".join(whole) if split == " " else split.join(whole)
        )
        return [part.strip() for part in parts]

    def _replaced(self, found: str, spec: Spec) -> str:
        if spec.replace is None:
            return found
        if found not in spec.replace:
            raise BadInput("table_not_replaced", text=found[:60], known=", ".join(spec.replace))
        return spec.replace[found]

    def _harmless(self, found: str) -> str:
        """Without e-mail addresses, phone numbers and the names of people; a bare number or address has no phone in it."""
        prose = any(sign.isspace() for sign in found)
        return without_names(without_contacts(found), self._people) if prose or "@" in found else found


def filled_in(props: Mapping[str, Any]) -> dict[str, Any]:
    """`props` without what is empty, words by language too."""
    kept = {name: _without_empty(value) if isinstance(value, dict) else value for name, value in props.items()}
    return {name: value for name, value in kept.items() if value is not None and value not in ("", [], {})}


def _without_empty(words: Mapping[str, Any]) -> dict[str, Any]:
    return {lang: said for lang, said in words.items() if said}


def _plain(each: object, column: str) -> Sequence[str] | bool:
    if isinstance(each, dict | list):
        raise BadInput("table_nested", column=column)
    return True
