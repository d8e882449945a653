"""A unit's profile as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.amounts import money, number
from graph.answers import NoticeRef, UnitAnswer, UnitRef
from graph.holders import holder_text
from graph.wording import say
from terminal.tables import heading, plain, table, wrapped

#: Rows of each part; --json has all.
ROWS = 12
#: Properties told in the head or not worth a line of their own.
_TOLD = frozenset(("name", "type", "orgnr", "scheme", "former_ids", "country"))


def shown_unit(answer: UnitAnswer, lang: str) -> str:
    """Where it belongs, who decides, what it bought, what binds it, who is like it."""
    number_text = say(lang, "cli_unit_orgnr", orgnr=answer.orgnr) if answer.orgnr else ""
    ended = say(lang, "cli_unit_ended") if answer.current is False else ""
    about = (answer.type_label, number_text, ended)
    lines = [*wrapped(answer.name), *wrapped(" · ".join(part for part in about if part)), plain(answer.id)]
    lines += _properties(answer, lang)
    for key, units in (
        ("cli_unit_part_of", answer.part_of),
        ("cli_unit_buyers", answer.buyers),
        ("cli_unit_replaces", answer.replaces),
        ("cli_unit_replaced_by", answer.replaced_by),
        ("cli_unit_children", answer.children),
    ):
        lines += _part(key, [_unit(unit, lang) for unit in units], lang)
    lines += _part("cli_unit_posts", _posts(answer, lang), lang)
    lines += _part("cli_unit_notices", [_notice(notice, lang) for notice in answer.notices], lang)
    if answer.bought:
        lines += heading(say(lang, "cli_unit_bought"))
        lines += table([(item.count, item.code, item.label) for item in answer.bought[:ROWS]], right="r")
    lines += _part("cli_unit_agreements", [f"{one.name} – {one.owner}" for one in answer.agreements], lang)
    lines += _part("cli_unit_duties", [f"{duty.name} ({duty.rule})" for duty in answer.duties], lang)
    pilots = [" · ".join(x for x in (one.name, one.year, one.why, one.outcome) if x) for one in answer.pilots]
    lines += _part("cli_unit_pilots", pilots, lang)
    lines += _part("cli_unit_statements", [_statement(said.label, said.sources) for said in answer.statements], lang)
    lines += _part("cli_unit_similar", [f"{unit.name}: {unit.why}" for unit in answer.similar], lang)
    return "\n".join(lines)


def _properties(answer: UnitAnswer, lang: str) -> list[str]:
    rows = [
        (prop.label, line)
        for name, prop in answer.properties.items()
        if name not in _TOLD
        for line in _lines(prop.value, lang)
    ]
    return ["", *table(rows)] if rows else []


def _lines(value: Any, lang: str) -> list[str]:
    """A property's value in lines: records newest first, each on its own; lists of texts in one."""
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        records = [item for item in value if isinstance(item, dict)]
        return [_record(item, lang) for item in sorted(records, key=_newest, reverse=True)]
    if isinstance(value, list):
        return ["; ".join(map(str, value))]
    return [number(value, lang) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)]


def _newest(record: dict[str, Any]) -> tuple[str, str]:
    return str(record.get("year", "")), str(record.get("measure", ""))


def _record(record: dict[str, Any], lang: str) -> str:
    """A measured size: what, how much, of what, when."""
    measure = str(record.get("measure", ""))
    what = say(lang, f"unit_measure_{measure}", missing=measure.replace("_", " "))
    value = record.get("value")
    amount = number(value, lang) if isinstance(value, int | float) else str(value or "")
    return f"{what}: {amount} {record.get('unit_of_measure', '')} ({record.get('year', '?')})"


def _part(key: str, entries: Sequence[str], lang: str) -> list[str]:
    """A heading and its entries, cut at ROWS."""
    if not entries:
        return []
    lines = heading(say(lang, key))
    for entry in entries[:ROWS]:
        lines += wrapped(entry, indent=2, hang=2)
    rest = len(entries) - ROWS
    return [*lines, f"  {say(lang, 'cli_unit_more', count=rest)}"] if rest > 0 else lines


def _unit(unit: UnitRef, lang: str) -> str:
    term = " – ".join((unit.valid_from or "", unit.valid_to or "")).strip(" –") if unit.valid_to else unit.valid_from
    since = say(lang, "cli_unit_since", day=term) if term and not unit.valid_to else term or ""
    ended = say(lang, "cli_unit_ended") if unit.current is False else ""
    return " · ".join(part for part in (unit.name, since, ended, unit.why) if part)


def _posts(answer: UnitAnswer, lang: str) -> list[str]:
    """Each post with its role, and who holds or held it."""
    lines = []
    for post in answer.posts:
        role = say(lang, f"unit_role_{post.role}", missing=post.role)
        held = "; ".join(holder_text(holder, lang) for holder in post.holders)
        lines.append(f"{post.title} ({role}){f': {held}' if held else ''}" if role else f"{post.title}: {held}")
    return lines


def _notice(notice: NoticeRef, lang: str) -> str:
    amount = money(notice.value, lang, notice.currency or "NOK") if notice.value is not None else ""
    won = f"→ {', '.join(notice.winners)}" if notice.winners else ""
    return " · ".join(part for part in (notice.published or "", notice.title, amount, won) if part)


def _statement(text: str, sources: Sequence[Any]) -> str:
    return f"{text} [{sources[0].title}]" if sources else text
