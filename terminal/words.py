"""Commands and options whose help is a sentence of `data/messages/cli.toml`; values that explain what they refuse."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import click

from graph.errors import BadInput, UnknownThing
from graph.wording import LANGUAGES, say
from terminal.door import Door

_GROUPED = re.compile(r"\d{1,3}([ .,_'\u00a0\u202f]\d{3})+")
_GLOBAL = ("store", "json", "lang", "help")


def door_of(ctx: click.Context) -> Door:
    """The door of the call."""
    door = ctx.find_root().obj
    return door if isinstance(door, Door) else Door.of([])


def nearest(text: str, known: Sequence[str]) -> str:
    """The known word that `text` was most likely meant to be."""
    return get_close_matches(text, known, n=1, cutoff=0.0)[0]


class Option(click.Option):
    """An option told by the sentence `cli_opt_<name>`, its value by `cli_meta_<metavar>`."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        if not record:
            return None
        lang = door_of(ctx).lang
        usual = say(lang, f"cli_opt_{self.name}", missing="")
        return record[0], say(lang, f"cli_opt_{ctx.command.name}_{self.name}", missing=usual)

    def make_metavar(self, ctx: click.Context) -> str:
        return _meta(self.metavar or self.type.name.upper(), ctx)


class Argument(click.Argument):
    """An argument whose name in help is `cli_meta_<metavar>`."""

    def get_help_record(self, ctx: click.Context) -> None:  # type: ignore[override]
        """None: the line of usage and the examples say what it is."""

    def make_metavar(self, ctx: click.Context) -> str:
        name = _meta(self.metavar or str(self.name).upper(), ctx)
        name = f"{name}…" if self.nargs != 1 else name
        return name if self.required else f"[{name}]"


class Command(click.Command):
    """A command told by `cli_cmd_<key>` (one line) and `cli_cmd_<key>_more` (examples). key: its name, if nothing else is said."""

    def __init__(self, *args: Any, key: str | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.key = key or str(self.name)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang = door_of(ctx).lang
        pieces = [piece for param in self.get_params(ctx) for piece in param.get_usage_pieces(ctx)]
        tail = [say(lang, "cli_piece_command")] if isinstance(self, click.Group) else []
        words = " ".join([*pieces, *tail, say(lang, "cli_piece_options")])
        formatter.write_usage(ctx.command_path, words, prefix=f"{say(lang, 'cli_usage')} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang = door_of(ctx).lang
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(lang, f"cli_cmd_{self.key}"))
        more = say(lang, f"cli_cmd_{self.key}_more", missing="")
        if more:
            formatter.write_paragraph()
            formatter.write("".join(f"    {line}\n" if line else "\n" for line in more.strip().splitlines()))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang = door_of(ctx).lang
        own: list[tuple[str, str]] = []
        shared: list[tuple[str, str]] = []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record:
                (shared if param.name in _GLOBAL else own).append(record)
        for heading, records in (("cli_heading_options", own), ("cli_heading_shared", shared)):
            if records:
                with formatter.section(say(lang, heading).rstrip(":")):
                    formatter.write_dl(records)

    def get_short_help_str(self, limit: int = 200) -> str:  # noqa: ARG002 — click's own signature
        ctx = click.get_current_context(silent=True)
        return say(door_of(ctx).lang if ctx else "en", f"cli_cmd_{self.key}")

    def invoke(self, ctx: click.Context) -> Any:
        if ctx.args:
            raise BadInput("cli_extra", what=" ".join(ctx.args))
        return super().invoke(ctx)


class Group(Command, click.Group):
    """The program: its commands by name, unknown ones met with the nearest, all that goes wrong told in a line."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(say(door_of(ctx).lang, "cli_heading_commands").rstrip(":")):
            formatter.write_dl([(name, command.get_short_help_str()) for name, command in self.commands.items()])
        Command.format_options(self, ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 — click's own signature
        return list(self.commands)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in self.commands:
            raise UnknownThing("cli_unknown_command", command=args[0], near=nearest(args[0], list(self.commands)))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        return click.Group.invoke(self, ctx)

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> Any:
        """Runs a command line and ends the process with its exit code; click's other modes are of no use here."""
        given = list(sys.argv[1:] if args is None else args)
        door = Door.of(given)
        extra.pop("standalone_mode", None)

        def call() -> None:
            with self.make_context(prog_name or "inngang", given, obj=door, **extra) as ctx:
                self.invoke(ctx)

        sys.exit(door.guard(call))


class Whole(click.ParamType[int]):
    """A whole number not below `least`."""

    name = "number"

    def __init__(self, least: int) -> None:
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(value)
        except ValueError:
            raise BadInput("cli_not_whole", option=_named(param, ctx), value=value) from None
        if number < self.least:
            raise BadInput("cli_too_small", option=_named(param, ctx), value=value, least=self.least)
        return number


class Amount(click.ParamType[float]):
    """NOK without VAT: 500000, "500 000", 500.000 and 1e6 are all fine."""

    name = "nok"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if isinstance(value, float):
            return value
        text = value.strip()
        try:
            amount = float(re.sub(r"\D", "", text) if _GROUPED.fullmatch(text) else text)
        except ValueError:
            amount = math.nan
        if not (0 <= amount < math.inf):
            raise BadInput("cli_not_amount", option=_named(param, ctx), value=value)
        return amount


class OneOf(click.ParamType[str]):
    """A word out of those known; they are asked for only when one is given."""

    name = "word"

    def __init__(self, known: Callable[[], Sequence[str]]) -> None:
        self.known = known

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        known = list(self.known())
        if value in known:
            return str(value)
        near = nearest(str(value), known)
        raise UnknownThing(
            "cli_unknown_value", option=_named(param, ctx), value=value, near=near, known=", ".join(known)
        )


class Weight(click.ParamType[tuple[str, float]]):
    """`feature=number`, as a pair."""

    name = "weight"

    def __init__(self, known: Callable[[], Sequence[str]]) -> None:
        self.known = known

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        if isinstance(value, tuple):
            return value
        name, equals, number = value.partition("=")
        feature = OneOf(self.known).convert(name.strip(), param, ctx)
        try:
            weight = float(number)
        except ValueError:
            weight = math.nan
        if not equals or not math.isfinite(weight) or weight < 0:
            raise BadInput("cli_bad_weight", option=_named(param, ctx), value=value)
        return feature, weight


def for_all(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options that stand before or after every command: --store, --json, --lang, --help."""
    for names, more in reversed(_SHARED):
        command = click.option(*names, cls=Option, expose_value=False, **more)(command)
    return command


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value:
        setattr(door_of(ctx), str(param.name), value)


def _help(ctx: click.Context, param: click.Parameter, value: Any) -> None:  # noqa: ARG001 — click's own signature
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()


_SHARED: Sequence[tuple[tuple[str, ...], Mapping[str, Any]]] = (
    (("--store",), {"metavar": "URL", "callback": _remember}),
    (("--json",), {"is_flag": True, "callback": _remember}),
    (("--lang",), {"metavar": "nb|en", "type": OneOf(lambda: LANGUAGES), "callback": _remember, "is_eager": True}),
    (("--help", "-h"), {"is_flag": True, "is_eager": True, "callback": _help}),
)


def _meta(name: str, ctx: click.Context) -> str:
    return say(door_of(ctx).lang, f"cli_meta_{name}", missing=name)


def _named(param: click.Parameter | None, ctx: click.Context | None) -> str:
    if isinstance(param, click.Option):
        return param.opts[0]
    return param.make_metavar(ctx) if param and ctx else ""
