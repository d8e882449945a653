"""How commands take their options and arguments: in our words, handed the door of the call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from terminal.words import Argument, Command, Option, for_all


def with_door(function: Callable[..., None]) -> Callable[..., None]:
    """Hands the function the door of the call."""
    return click.pass_obj(function)


def option(*names: str, **more: Any) -> Callable[..., Any]:
    """An option of ours."""
    added: Callable[..., Any] = click.option(*names, cls=Option, **more)
    return added


def argument(name: str, **more: Any) -> Callable[..., Any]:
    """An argument of ours."""
    return click.argument(name, cls=Argument, **more)


def dated(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --on and --undated."""
    added: Callable[..., Any] = option("--on", metavar="DATE")(option("--undated", is_flag=True)(command))
    return added


def command_of(group: click.Group, name: str, key: str | None = None) -> Callable[..., Any]:
    """A command of a group, with the options that all have. key: what its sentences are called, if not its name."""
    return lambda function: group.command(name, cls=Command, key=key, add_help_option=False)(for_all(function))
