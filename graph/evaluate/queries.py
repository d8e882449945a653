"""Questions with known answers, and what is relevant to each."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.errors import BadInput
from graph.ids import clean_number, unit_id
from graph.match.question import class_of
from graph.text.language import guess
from graph.unit_types import unit_types

#: What stands before the type of a unit where any unit of the type is an answer.
TYPE = "type:"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Query:
    """An offering with its answers.

    lang: ISO code; guessed: nobody named it. classes: purchase classes (four digits). answers: ids of the units that
    are right, or "type:<type>"; grades: how right each unit is, 0 not at all; names: words of the right units' names
    that the question itself brings.
    """

    offering: str
    lang: str
    guessed: bool = False
    classes: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    grades: Mapping[str, float] = field(default_factory=dict)
    names: str = ""

    @property
    def by_type(self) -> bool:
        """Whether a kind of unit counts as one door."""
        return any(key.startswith(TYPE) for key in self.grades)


def read_query(record: Mapping[str, Any]) -> Query:
    """The question in a record: `offering`, and `orgnr` and/or `cpv` (one or a list) and/or `relevant`; `lang`, `buyer`.

    `relevant`: [{orgnr | id | type, grade}], grade 1 where none stands. `orgnr` is who counts for hit, MRR and recall,
    else all of a grade above 0 do; nDCG takes the grades. Raises BadInput for what cannot be asked, naming the field.
    """
    offering = record.get("offering")
    if not isinstance(offering, str) or not offering.strip():
        raise BadInput("evaluate_no_offering")
    named = [_number(text) for text in _several(record, "orgnr")]
    grades: dict[str, float] = dict.fromkeys(named, 1.0)
    for entry in _entries(record.get("relevant")):
        key, grade = _graded(entry)
        grades[key] = max(grade, grades.get(key, 0.0))
    classes = frozenset(class_of(code) for code in _several(record, "cpv"))
    answers = frozenset(named or (key for key, grade in grades.items() if grade > 0))
    if not classes and not answers:
        raise BadInput("evaluate_no_answer")
    lang = record.get("lang")
    given = isinstance(lang, str) and bool(lang.strip())
    return Query(
        offering=offering,
        lang=str(lang).strip().lower() if given else guess(offering),
        guessed=not given,
        classes=classes,
        answers=answers,
        grades=grades,
        names=str(record.get("buyer") or ""),
    )


def scrubbed(offering: str, names: str) -> str:
    """The offering without the words of `names`, whatever their case, a genitive s included."""
    struck = {word.casefold() for word in _WORD.findall(names)}
    struck |= {f"{word}s" for word in struck}
    return _WORD.sub(lambda word: "" if word[0].casefold() in struck else word[0], offering)


def _several(record: Mapping[str, Any], name: str) -> list[str]:
    value = record.get(name)
    listed = value if isinstance(value, list) else [] if value in (None, "") else [value]
    if not all(isinstance(one, str | int) and not isinstance(one, bool) for one in listed):
        raise BadInput("evaluate_bad_field", field=name, value=str(value)[:60])
    return [str(one) for one in listed]


def _number(text: str) -> str:
    if clean_number(text) is None:
        raise BadInput("evaluate_bad_field", field="orgnr", value=text[:60])
    return unit_id(text)


def _entries(value: Any) -> list[Mapping[str, Any]]:
    listed = [] if value is None else value
    if not isinstance(listed, list) or not all(isinstance(entry, Mapping) for entry in listed):
        raise BadInput("evaluate_bad_field", field="relevant", value=str(value)[:60])
    return listed


def _graded(entry: Mapping[str, Any]) -> tuple[str, float]:
    """The unit, or kind of unit, that a judgement is about, and its grade."""
    grade = entry.get("grade", 1)
    right = isinstance(grade, int | float) and not isinstance(grade, bool) and math.isfinite(grade) and grade >= 0
    kinds = [name for name in ("orgnr", "id", "type") if entry.get(name)]
    if not right or len(kinds) != 1 or not isinstance(entry[kinds[0]], str | int):
        raise BadInput("evaluate_bad_field", field="relevant", value=str(dict(entry))[:60])
    said = str(entry[kinds[0]])
    if kinds[0] == "type" and said not in unit_types():
        raise BadInput("match_unknown_type", type=said, known=", ".join(unit_types()))
    key = _number(said) if kinds[0] == "orgnr" else said if kinds[0] == "id" else TYPE + said
    return key, float(grade)
