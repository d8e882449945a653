"""The terminal door: `inngang …`. Parse, call, print; help texts are sentences of data/messages/cli.toml."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from terminal.door import Door
from terminal.options import argument, command_of, dated, option, with_door
from terminal.own_commands import contacts, shortlist, workspace
from terminal.words import Amount, Group, OneOf, Weight, Whole, for_all


def _types() -> tuple[str, ...]:
    from graph.unit_types import unit_types  # noqa: PLC0415 — rooms are opened by the command that needs them

    return unit_types()


def _kinds() -> tuple[str, ...]:
    from graph.schema import schema  # noqa: PLC0415

    return tuple(schema().nodes)


def _relation_kinds() -> tuple[str, ...]:
    from graph.schema import schema  # noqa: PLC0415

    return tuple(schema().relations)


def _sizes() -> tuple[str, ...]:
    from graph.match.sizes import SIZES  # noqa: PLC0415

    return SIZES


def _formats() -> tuple[str, ...]:
    from graph.export.write import FORMATS  # noqa: PLC0415

    return tuple(FORMATS)


def _features() -> tuple[str, ...]:
    from terminal.questions import features  # noqa: PLC0415

    return features()


def _baselines() -> tuple[str, ...]:
    from terminal.evaluation import BASELINES  # noqa: PLC0415

    return BASELINES


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds what find and plan both take."""
    options = (
        option("--value", type=Amount(), metavar="NOK"),
        option("--type", "types", type=OneOf(_types), metavar="TYPE", multiple=True),
        option("--place", "places", multiple=True, metavar="NAME"),
        option("--size", "sizes", type=OneOf(_sizes), metavar="SIZE", multiple=True),
        option("--near", multiple=True, metavar="ID"),
        option("--weight", "weights", type=Weight(_features), metavar="FEATURE=NUMBER", multiple=True),
        option("--category", "categories", multiple=True, metavar="CPV"),
        option("--without-category", "without_categories", multiple=True, metavar="CPV"),
        option("--duty", "duties", multiple=True, metavar="ID"),
        option("--without-duty", "without_duties", multiple=True, metavar="ID"),
        dated,
    )
    for add in reversed(options):
        command = add(command)
    return command


@click.group("inngang", cls=Group, add_help_option=False, no_args_is_help=False, invoke_without_command=True)
@for_all
@option("--version", is_flag=True, is_eager=True)
@click.pass_context
def main(ctx: click.Context, version: bool) -> None:
    if version:
        from importlib.metadata import version as installed  # noqa: PLC0415

        click.echo(installed("inngang"))
    elif ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


command = partial(command_of, main)


@command("load")
@argument("source", metavar="SOURCE")
@argument("paths", nargs=-1, metavar="PATH", required=False, type=click.Path(path_type=Path))
@option("--all", "everything", is_flag=True)
@option("--retrieved", metavar="DATE")
@option("--map", "map_path", type=click.Path(path_type=Path), metavar="FILE")
@option("--preview", is_flag=True)
@option("--no-vectors", is_flag=True)
@with_door
def load(door: Door, source: str, paths: tuple[Path, ...], preview: bool, **asked: Any) -> None:
    from terminal.loading import run, show_preview  # noqa: PLC0415

    (show_preview if preview else run)(door, source, paths, asked)


@command("embed")
@with_door
def embed(door: Door) -> None:
    from terminal.loading import compute_vectors  # noqa: PLC0415

    compute_vectors(door)


@command("unload")
@argument("source", metavar="SOURCE")
@with_door
def unload(door: Door, source: str) -> None:
    from terminal.keep import withdraw  # noqa: PLC0415

    withdraw(door, source)


@command("copy")
@option("--from", "origin", metavar="URL", required=True)
@option("--to", "target", metavar="URL", required=True)
@with_door
def copy(door: Door, origin: str, target: str) -> None:
    from terminal.keep import copy_graph  # noqa: PLC0415

    copy_graph(door, origin, target)


@command("status")
@dated
@with_door
def status(door: Door, on: str | None, undated: bool) -> None:
    from terminal.keep import show_status  # noqa: PLC0415

    show_status(door, on, undated=undated)


@command("sources")
@with_door
def sources(door: Door) -> None:
    from terminal.keep import show_sources  # noqa: PLC0415

    show_sources(door)


@command("find")
@argument("offering", metavar="OFFERING", required=False)
@option("--batch", type=click.Path(path_type=Path), metavar="FILE")
@option("--limit", type=Whole(0), metavar="N", default=10)
@asking
@with_door
def find(door: Door, offering: str | None, batch: Path | None, **asked: Any) -> None:
    if batch is not None:
        from terminal.batch import answer_lines  # noqa: PLC0415

        answer_lines(door, batch, offering, asked)
        return
    from terminal.questions import ask_find  # noqa: PLC0415

    ask_find(door, offering, asked)


@command("evaluate")
@argument("file", metavar="FILE", type=click.Path(path_type=Path))
@option("--baseline", type=OneOf(_baselines), metavar="NAME")
@option("--without-duties", "without_duties", is_flag=True)
@option("--scrub", is_flag=True)
@dated
@with_door
def evaluate(
    door: Door, file: Path, baseline: str | None, without_duties: bool, scrub: bool, on: str | None, undated: bool
) -> None:
    from terminal.evaluation import measure  # noqa: PLC0415

    measure(door, file, baseline=baseline, duties=not without_duties, scrub=scrub, day=on, undated=undated)


@command("plan")
@argument("offering", metavar="OFFERING")
@option("--out", type=click.Path(path_type=Path), metavar="FILE")
@asking
@with_door
def plan(door: Door, offering: str, out: Path | None, **asked: Any) -> None:
    from terminal.questions import ask_plan  # noqa: PLC0415

    ask_plan(door, offering, out, asked)


@command("unit")
@argument("unit", metavar="ID|NAME|ORGNR")
@dated
@with_door
def unit(door: Door, unit: str, on: str | None, undated: bool) -> None:
    from terminal.questions import ask_unit  # noqa: PLC0415

    ask_unit(door, unit, on, undated=undated)


@command("search")
@argument("text", metavar="TEXT")
@option("--kind", "kinds", type=OneOf(_kinds), metavar="KIND", multiple=True)
@option("--limit", type=Whole(1), metavar="N", default=20)
@dated
@with_door
def search(door: Door, text: str, **asked: Any) -> None:
    from terminal.questions import ask_search  # noqa: PLC0415

    ask_search(door, text, asked)


@command("paths")
@argument("start", metavar="FROM")
@argument("end", metavar="TO")
@option("--k", type=Whole(1), metavar="N", default=3)
@option("--via", multiple=True, metavar="ID")
@option("--avoid", multiple=True, metavar="ID")
@option("--max-hops", type=Whole(1), metavar="N", default=6)
@option("--relation", "relations", type=OneOf(_relation_kinds), metavar="KIND", multiple=True)
@dated
@with_door
def paths(door: Door, start: str, end: str, **asked: Any) -> None:
    from terminal.questions import ask_paths  # noqa: PLC0415

    ask_paths(door, start, end, asked)


@command("export")
@argument("out", metavar="OUT", type=click.Path(path_type=Path))
@option("--all", "everything", is_flag=True)
@option("--around", multiple=True, metavar="ID")
@option("--find", "offering", metavar="OFFERING")
@option("--depth", type=Whole(0), metavar="N")
@option("--format", "form", type=OneOf(_formats), metavar="FORMAT")
@option("--with-private", is_flag=True)
@dated
@with_door
def export(door: Door, out: Path, **asked: Any) -> None:
    from terminal.keep import take_away  # noqa: PLC0415

    take_away(door, out, asked)


@command("app")
@option("--port", type=Whole(1), metavar="N", default=8501)
@option("--host", metavar="HOST", default="127.0.0.1")
@with_door
def app(door: Door, port: int, host: str) -> None:
    from terminal.app import serve  # noqa: PLC0415

    serve(door, host, port)


for group in (contacts, shortlist, workspace):
    main.add_command(group)


if __name__ == "__main__":
    main()
