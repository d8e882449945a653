"""The graph, or a part of it, as a file. The old file stands until the new one is whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from graph.answers import ExportAnswer
from graph.errors import UnknownThing
from graph.export.contents import Contents, of_everything, of_subgraph
from graph.export.whole import written_whole
from graph.model import Claim
from graph.store.base import Subgraph, View
from graph.when import On

#: Formats and the endings of file names that mean them, the usual one first.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "graphml": (".graphml",),
    "gexf": (".gexf",),
    "json": (".json",),
    "csv": (".csv",),
    "xlsx": (".xlsx",),
    "html": (".html", ".htm"),
}
_MODULES = {"graphml": "graphml", "gexf": "gexf", "json": "node_link", "xlsx": "workbook", "html": "page"}


def export(
    subgraph: Subgraph,
    out: Path,
    format: str | None = None,
    *,
    lang: str,
    claims: Mapping[str, Sequence[Claim]],
    private: bool = False,
) -> ExportAnswer:
    """Writes a subgraph to `out`, with the sources that `claims` (by node id and relation id) name.

    private: whether what is private by its kind (contacts, whom they know) goes out too.

    format: one of FORMATS; None goes by the ending of `out`. An existing file is replaced, in one step, when all is
    written. Raises UnknownThing for another format, BadInput where the file cannot be written.
    """
    return _write(of_subgraph(subgraph, claims, lang, private=private), out, format)


def export_everything(
    view: View, on: On, out: Path, form: str | None = None, *, lang: str, private: bool = False
) -> ExportAnswer:
    """Writes the whole graph as known on a day, streamed; the page (html) holds its first nodes only and says so.

    private: as for `export`.
    """
    return _write(of_everything(view, on, lang, private=private), out, form)


def files_of(out: Path, form: str) -> list[Path]:
    """The files an export to `out` makes: two for csv, "x-nodes.csv" and "x-relations.csv", else `out` itself."""
    if form != "csv":
        return [out]
    stem = out.name.removesuffix(".csv")
    return [out.with_name(f"{stem}-nodes.csv"), out.with_name(f"{stem}-relations.csv")]


def format_of(out: Path, form: str | None) -> str:
    """The format asked for, or the one that the file's ending means. Raises UnknownThing for any other."""
    if form in FORMATS:
        return str(form)
    known = ", ".join(FORMATS)
    if form is not None:
        raise UnknownThing("export_unknown_format", format=form, known=known)
    for name, endings in FORMATS.items():
        if out.name.lower().endswith(endings):
            return name
    raise UnknownThing("export_unknown_ending", file=out.name, known=known)


def _write(contents: Contents, out: Path, form: str | None) -> ExportAnswer:
    chosen = format_of(out, form)
    targets = files_of(out, chosen)
    nodes, relations = written_whole(out, targets, lambda streams: _fill(contents, chosen, streams))
    return ExportAnswer(
        out=str(out),
        format=chosen,
        nodes=nodes,
        relations=relations,
        truncated=contents.truncated or (chosen == "html" and _cut(contents, nodes)),
        files=[str(target) for target in targets],
    )


def _fill(contents: Contents, form: str, streams: Sequence[BinaryIO]) -> tuple[int, int]:
    if form == "csv":
        from graph.export import tables  # noqa: PLC0415 — a format is imported when it is asked for

        return tables.write_nodes(contents, streams[0]), tables.write_relations(contents, streams[1])
    counts: tuple[int, int] = import_module(f"graph.export.{_MODULES[form]}").write(contents, streams[0])
    return counts


def _cut(contents: Contents, written: int) -> bool:
    """Whether there were more nodes than the page took."""
    return sum(1 for _, _ in zip(range(written + 1), contents.nodes(), strict=False)) > written
