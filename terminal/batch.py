"""`inngang find --batch`: a JSON question a line in, its answer a line out, the store opened once."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from graph.errors import BadInput, InngangError
from graph.match.sizes import SIZES
from graph.store.base import View
from graph.unit_types import unit_types
from graph.when import On
from terminal.door import BAD, Door
from terminal.questions import features, question
from terminal.words import Amount, OneOf, Weight, Whole

#: A field of a line, and the option it stands for; lists may be given as one text too.
_FIELDS = {
    "type": "types",
    "types": "types",
    "near": "near",
    "weight": "weights",
    "weights": "weights",
    "category": "categories",
    "categories": "categories",
    "without_category": "without_categories",
    "without_categories": "without_categories",
    "duty": "duties",
    "duties": "duties",
    "without_duty": "without_duties",
    "without_duties": "without_duties",
    "place": "places",
    "places": "places",
    "size": "sizes",
    "sizes": "sizes",
    "value": "value",
    "limit": "limit",
    "on": "on",
    "undated": "undated",
}
_OWN = ("id", "offering")
_LISTS = (
    "types",
    "near",
    "weights",
    "categories",
    "without_categories",
    "duties",
    "without_duties",
    "places",
    "sizes",
)


def answer_lines(door: Door, path: Path, offering: str | None, asked: Mapping[str, Any]) -> None:
    """Answers each line of the file ("-": standard input); options of the command hold where a line says nothing.

    A line that cannot be answered gives {"id", "error"}, the rest goes on, and the exit code is 2.
    """
    import click  # noqa: PLC0415

    from graph.match.find import find  # noqa: PLC0415

    if offering is not None:
        raise BadInput("cli_batch_or_offering")
    failed, ignored = 0, Counter[str]()
    with door.open() as store:
        view = door.own_view(store)
        for number, line in enumerate(lines_of(path), 1):
            if not line.strip():
                continue
            id_: Any = number
            try:
                record = record_of(line)
                id_ = record.get("id", number)
                ignored.update(name for name in record if name not in _FIELDS and name not in _OWN)
                asked_here = {**asked, **_options(record)}
                on = On.at(asked_here["on"], asked_here["undated"])
                answer = find(view, _question(view, record, on, asked_here), lang=door.lang, store=store.url)
                door.line({"id": id_, **msgspec.to_builtins(answer)})
            except InngangError as error:
                failed += 1
                said = {"kind": error.kind, "message": error.text(door.lang), "hint": error.hint(door.lang)}
                door.line({"id": id_, "error": said})
    if ignored:
        door.note("cli_batch_ignored", fields=", ".join(sorted(ignored)))
    if failed:
        door.note("cli_batch_failed", count=failed)
        click.get_current_context().exit(BAD)


def _question(view: View, record: Mapping[str, Any], on: On, asked: Mapping[str, Any]) -> Any:
    offering = record.get("offering")
    if not isinstance(offering, str):
        raise BadInput("cli_no_offering")
    return question(view, offering, on, asked)


def lines_of(path: Path) -> Iterator[str]:
    """The lines of the file; bytes that are no UTF-8 become U+FFFD and their line is told by what it lacks."""
    if str(path) == "-":
        yield from (line.decode("utf-8", "replace") for line in sys.stdin.buffer)
        return
    try:
        with path.open("rb") as file:
            yield from (line.decode("utf-8-sig" if at == 0 else "utf-8", "replace") for at, line in enumerate(file))
    except OSError as error:
        raise BadInput("cli_cannot_read", file=str(path), reason=error.strerror or str(error)) from None


def record_of(line: str) -> dict[str, Any]:
    """The JSON object of a line. Raises BadInput where it is none."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise BadInput("cli_batch_not_json") from None
    if not isinstance(record, dict):
        raise BadInput("cli_batch_not_json")
    return record


def _options(record: Mapping[str, Any]) -> dict[str, Any]:
    """The options a line gives, checked as the command's own are."""
    options = {_FIELDS[name]: value for name, value in record.items() if name in _FIELDS and value is not None}
    for name in _LISTS:
        if name in options:
            options[name] = _several(name, options[name])
    if "value" in options:
        options["value"] = Amount().convert(_text("value", options["value"]), None, None)
    if "limit" in options:
        options["limit"] = Whole(0).convert(options["limit"], None, None)
    if not isinstance(options.get("on", ""), str):
        raise BadInput("bad_date", text=options["on"])
    options["undated"] = bool(options.get("undated", False)) or False
    for name, known in (("types", unit_types), ("sizes", lambda: SIZES)):
        if name in options:
            options[name] = [OneOf(known).convert(word, None, None) for word in options[name]]
    if "weights" in options:
        options["weights"] = [Weight(features).convert(pair, None, None) for pair in options["weights"]]
    return options if record.get("undated") is not None else {k: v for k, v in options.items() if k != "undated"}


def _several(name: str, value: Any) -> list[str]:
    """A list of texts from a text, a list of texts, or (weights) a map."""
    if isinstance(value, dict) and name == "weights":
        return [f"{feature}={weight}" for feature, weight in value.items()]
    items: Iterable[Any] = [value] if isinstance(value, str) else value if isinstance(value, list) else [None]
    return [_text(name, item) for item in items]


def _text(name: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadInput("cli_batch_bad_field", field=name, value=json.dumps(value, ensure_ascii=False)[:60])
    return str(value)
