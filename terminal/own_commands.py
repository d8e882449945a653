"""`inngang contacts`, `inngang shortlist`, `inngang workspace`: what a person keeps for themself."""

from __future__ import annotations

from pathlib import Path

import click

from terminal.door import Door
from terminal.options import argument, command_of, option, with_door
from terminal.words import Group, OneOf, for_all


def _statuses() -> tuple[str, ...]:
    from graph.workspace.records import STATUSES  # noqa: PLC0415 — rooms are opened by the command that needs them

    return STATUSES


def _strengths() -> tuple[str, ...]:
    from graph.workspace.records import STRENGTHS  # noqa: PLC0415

    return STRENGTHS


@click.group("contacts", cls=Group, add_help_option=False, invoke_without_command=True)
@for_all
@click.pass_context
def contacts(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        from terminal.own import list_contacts  # noqa: PLC0415

        list_contacts(ctx.obj)


@command_of(contacts, "add", "contacts_add")
@argument("name", metavar="NAME")
@option("--company", metavar="TEXT", default="")
@option("--position", metavar="TEXT", default="")
@option("--knows", multiple=True, metavar="ID")
@option("--strength", type=OneOf(_strengths), metavar="STRENGTH", default=None)
@option("--since", metavar="DATE")
@with_door
def add_contact(door: Door, name: str, **said: object) -> None:
    from terminal.own import add_contact as add  # noqa: PLC0415

    add(door, name, said)


@command_of(contacts, "import", "contacts_import")
@argument("file", metavar="FILE", type=click.Path(path_type=Path))
@with_door
def import_contacts(door: Door, file: Path) -> None:
    from terminal.own import import_connections  # noqa: PLC0415

    import_connections(door, file)


@command_of(contacts, "remove", "contacts_remove")
@argument("contact", metavar="ID|NAME")
@with_door
def remove_contact(door: Door, contact: str) -> None:
    from terminal.own import remove_contact as remove  # noqa: PLC0415

    remove(door, contact)


@click.group("shortlist", cls=Group, add_help_option=False, invoke_without_command=True)
@for_all
@click.pass_context
def shortlist(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        from terminal.own import list_units  # noqa: PLC0415

        list_units(ctx.obj)


@command_of(shortlist, "add", "shortlist_add")
@argument("unit", metavar="ID|NAME|ORGNR")
@option("--status", type=OneOf(_statuses), metavar="STATUS", default="to_contact")
@option("--note", metavar="TEXT", default="")
@option("--day", metavar="DATE")
@with_door
def add_unit(door: Door, unit: str, status: str, note: str, day: str | None) -> None:
    from terminal.own import add_unit as add  # noqa: PLC0415

    add(door, unit, status=status, note=note, day=day)


@command_of(shortlist, "status", "shortlist_status")
@argument("unit", metavar="ID|NAME|ORGNR")
@argument("status", metavar="STATUS", type=OneOf(_statuses))
@option("--day", metavar="DATE")
@with_door
def set_status(door: Door, unit: str, status: str, day: str | None) -> None:
    from terminal.own import set_status as set_  # noqa: PLC0415

    set_(door, unit, status, day)


@command_of(shortlist, "note", "shortlist_note")
@argument("unit", metavar="ID|NAME|ORGNR")
@argument("text", metavar="TEXT")
@with_door
def set_note(door: Door, unit: str, text: str) -> None:
    from terminal.own import set_note as set_  # noqa: PLC0415

    set_(door, unit, text)


@command_of(shortlist, "remove", "shortlist_remove")
@argument("unit", metavar="ID|NAME|ORGNR")
@with_door
def remove_unit(door: Door, unit: str) -> None:
    from terminal.own import remove_unit as remove  # noqa: PLC0415

    remove(door, unit)


@click.group("workspace", cls=Group, add_help_option=False, invoke_without_command=True)
@for_all
@click.pass_context
def workspace(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@command_of(workspace, "export", "workspace_export")
@argument("file", metavar="FILE", type=click.Path(path_type=Path))
@with_door
def export_workspace(door: Door, file: Path) -> None:
    from terminal.own import export_workspace as export  # noqa: PLC0415

    export(door, file)


@command_of(workspace, "import", "workspace_import")
@argument("file", metavar="FILE", type=click.Path(path_type=Path))
@with_door
def import_workspace(door: Door, file: Path) -> None:
    from terminal.own import import_workspace as take_in  # noqa: PLC0415

    take_in(door, file)
