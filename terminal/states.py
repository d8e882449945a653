"""What was done to the graph and what it holds, as people read it in a terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence

from graph.amounts import number
from graph.answers import (
    ChangesRef,
    CopyAnswer,
    EmbedAnswer,
    ExportAnswer,
    LoadAnswer,
    PreviewAnswer,
    Said,
    SourcesAnswer,
    StatusAnswer,
    UnloadAnswer,
)
from graph.schema import schema
from graph.unit_types import type_label
from graph.wording import say
from terminal.tables import as_text, heading, table, wrapped


def shown_load(answer: LoadAnswer, lang: str) -> str:
    """What a load did: counts, what was skipped and why, what was left out."""
    lines = wrapped(say(lang, "cli_load_title", source=answer.source, seconds=answer.seconds))
    lines += _changes(answer.nodes, answer.relations, lang)
    if answer.vectors is not None:
        lines += ["", *_vectors(answer.vectors, lang)]
    return as_text([*lines, *_left(answer, lang)])


def shown_embed(answer: EmbedAnswer, lang: str) -> str:
    """What was computed."""
    return as_text(_vectors(answer, lang))


def shown_preview(answer: PreviewAnswer, lang: str) -> str:
    """What a load would do: counts by kind, the first facts, what nobody takes, what would be skipped."""
    lines = wrapped(say(lang, "cli_preview_title", source=answer.source))
    titles = {kind: known.title[lang] for part in (schema().nodes, schema().relations) for kind, known in part.items()}
    rows = [
        (titles[part.kind], number(part.count, lang), number(part.known, lang) if known else "")
        for known, parts in ((True, answer.nodes), (False, answer.relations))
        for part in parts
    ]
    lines += table(rows, head=["", say(lang, "cli_preview_count"), say(lang, "cli_preview_known")], right="lrr")
    if answer.changes:
        nodes, relations = answer.changes
        lines += _changes(nodes, relations, lang)
    if answer.facts:
        lines += heading(say(lang, "cli_preview_first"))
        for fact in answer.facts:
            lines += wrapped(f"{titles[fact.kind]}: {fact.name}", indent=2, hang=2)
            said = [f"{name} = {_short(value)}" for name, value in fact.props.items()]
            cited = f"[{fact.document}, {fact.published or say(lang, 'cli_preview_undated')}]"
            lines += [line for part in (*said, cited) for line in wrapped(part, indent=4, hang=2)]
    if answer.not_mapped:
        names = ", ".join(f"{name} ({count})" for name, count in answer.not_mapped.items())
        lines += [*heading(say(lang, "cli_preview_not_mapped")), *wrapped(names, indent=2)]
    return as_text([*lines, *_left(answer, lang)])


def shown_unload(answer: UnloadAnswer, lang: str) -> str:
    """What withdrawing a source did."""
    lines = wrapped(say(lang, "cli_unload_title", source=answer.source))
    return as_text(lines + _changes(answer.nodes, answer.relations, lang))


def shown_copy(answer: CopyAnswer, lang: str) -> str:
    """What went from one store to another."""
    lines = wrapped(say(lang, "cli_copy_title", origin=answer.origin, target=answer.target))
    head = [say(lang, key) for key in ("cli_copy_source", "cli_nodes", "cli_relations", "cli_copy_checksum")]
    rows = [[one.id, number(one.nodes, lang), number(one.relations, lang), one.checksum] for one in answer.sources]
    lines += table(rows, head=head, right="lrrl")
    if answer.kept:
        lines += ["", *wrapped(say(lang, "cli_copy_kept", sources=", ".join(answer.kept)))]
    return as_text([*lines, "", *wrapped(say(lang, "cli_copy_vectors"))])


def shown_status(answer: StatusAnswer, lang: str) -> str:
    """What the store holds."""
    kinds, relations = schema().nodes, schema().relations
    lines = wrapped(say(lang, "cli_status_title", store=answer.store, schema=answer.schema))
    lines += heading(say(lang, "cli_status_nodes", count=number(sum(answer.nodes.values()), lang)))
    lines += table([(number(n, lang), kinds[kind].title[lang]) for kind, n in answer.nodes.items()], right="rl")
    lines += heading(say(lang, "cli_status_relations", count=number(sum(answer.relations.values()), lang)))
    lines += table([(number(n, lang), relations[kind].title[lang]) for kind, n in answer.relations.items()], right="rl")
    lines += heading(say(lang, "cli_status_sources"))
    for source in answer.sources:
        what = say(
            lang, "cli_status_source", nodes=number(source.nodes, lang), relations=number(source.relations, lang)
        )
        started = source.loaded_at[:16]
        loaded = (
            started
            if source.state == "loaded"
            else say(lang, "cli_status_unfinished", source=source.id, started=started)
        )
        skipped = f" · {say(lang, 'cli_status_skipped', count=source.skipped)}" if source.skipped else ""
        lines += wrapped(f"{source.id}: {source.title} · {loaded}", indent=2, hang=2)
        lines += wrapped(f"{what}{skipped} · {source.publisher} · {source.licence}", indent=4)
    if answer.waiting:
        named = ", ".join(f"{type_label(name, lang)} ({count})" for name, count in answer.waiting.items())
        lines += ["", *wrapped(say(lang, "cli_status_waiting", types=named))]
    return as_text(lines)


def shown_sources(answer: SourcesAnswer, lang: str) -> str:
    """What can be loaded."""
    lines: list[str] = []
    for source in answer.sources:
        key = "cli_sources_loaded" if source.loaded_at else "cli_sources_not_loaded"
        state = say(lang, key, at=(source.loaded_at or "")[:16])
        lines += wrapped(f"{source.id} – {source.title} ({state})")
        about = (source.publisher, source.licence, source.format, source.url)
        lines += wrapped(" · ".join(part for part in about if part), indent=4)
    return as_text(lines)


def shown_export(answer: ExportAnswer, lang: str) -> str:
    """What was written."""
    files = ", ".join(answer.files or [answer.out])
    counts = {"nodes": answer.nodes, "relations": answer.relations}
    return as_text(wrapped(say(lang, "cli_export_done", missing=None, files=files, format=answer.format, **counts)))


def _changes(nodes: ChangesRef, relations: ChangesRef, lang: str) -> list[str]:
    parts = ("made", "changed", "unchanged", "removed")
    head = ["", *(say(lang, f"cli_{part}") for part in parts)]
    rows = [
        [say(lang, key), *(number(getattr(changes, part), lang) for part in parts)]
        for key, changes in (("cli_nodes", nodes), ("cli_relations", relations))
    ]
    return table(rows, head=head, right="lrrrl")


def _vectors(answer: EmbedAnswer, lang: str) -> list[str]:
    if answer.model is None:
        return wrapped(say(lang, "cli_embed_none"))
    made, kept = number(answer.made, lang), number(answer.kept, lang)
    return wrapped(say(lang, "cli_embed_done", made=made, kept=kept, model=answer.model))


def _left(answer: LoadAnswer | PreviewAnswer, lang: str) -> list[str]:
    """What was skipped, warned of and left out."""
    lines: list[str] = []
    if answer.skipped_count:
        lines += [*heading(say(lang, "cli_load_skipped", count=answer.skipped_count)), *_remarks(answer.skipped)]
    if answer.warnings:
        lines += [*heading(say(lang, "cli_load_warnings", count=len(answer.warnings))), *_remarks(answer.warnings)]
    return lines + [line for said in answer.left_out for line in ["", *wrapped(said.why)]]


def _short(value: object) -> str:
    """A property on a line or two."""
    said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return said if len(said) <= 120 else said[:119] + "…"  # noqa: PLR2004 — a line or two of a terminal


def _remarks(remarks: Sequence[Said]) -> list[str]:
    lines = [line for said in remarks[:20] for line in wrapped(f"{said.where}: {said.why}", indent=2, hang=2)]
    return lines + (["  …"] if len(remarks) > 20 else [])  # noqa: PLR2004 — a screenful; --json has all
