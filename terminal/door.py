"""What every command of the terminal shares: the store, the language, how answers and errors leave, the exit code.

Answers go to stdout, everything else to stderr. Exit 0: answered; 1: the answer is "none"; 2: bad use or input.
"""

from __future__ import annotations

import json
import locale
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.errors import InngangError
from graph.wording import LANGUAGES, say

if TYPE_CHECKING:
    from graph.store.base import Store, View

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_STORE = f"sqlite:///{ROOT / 'store' / 'inngang.db'}"
NONE, BAD, STOPPED = 1, 2, 130
_ENGLISH = "en"
_NORWEGIAN = ("nb", "nn", "no")


@dataclass(slots=True)
class Door:
    """How this one call is to be answered."""

    lang: str
    json: bool
    store: str

    @classmethod
    def of(cls, args: Sequence[str]) -> Door:
        """Read from the arguments before they are parsed, so that a mistake in them is told in the right form."""
        lang = _spoken(_after(args, "--lang")) or _spoken(os.environ.get("INNGANG_LANG")) or usual_language()
        return cls(lang=lang, json="--json" in args, store=os.environ.get("INNGANG_STORE") or DEFAULT_STORE)

    def say(self, key: str, **values: object) -> str:
        """A sentence in the language of this call."""
        return say(self.lang, key, missing=None, **values)

    @contextmanager
    def open(self) -> Iterator[Store]:
        """The store, closed again after use. Raises StoreError where it cannot be used."""
        from graph.store.address import open_store  # noqa: PLC0415 — --help must not wait for it

        store = open_store(self.store)
        try:
            yield store
        finally:
            store.close()

    @contextmanager
    def asking(self) -> Iterator[Store]:
        """The store, to be asked; people who wait for more than a second are told so."""
        from terminal.waiting import waiting  # noqa: PLC0415 — as above

        with waiting("" if self.json else self.say("cli_asking")), self.open() as store:
            yield store

    def own_view(self, store: Store) -> View:
        """The graph with the contacts of this machine's workspace laid over it."""
        from graph.workspace.layer import with_contacts  # noqa: PLC0415
        from graph.workspace.places import workspace_path  # noqa: PLC0415
        from graph.workspace.workspace import Workspace  # noqa: PLC0415

        return with_contacts(store.view(), Workspace(workspace_path(self.store)))

    def answer(self, answer: Any, shown: Callable[[Any, str], str]) -> None:
        """Puts an answer on stdout: as JSON, or as `shown` writes it for people."""
        if self.json:
            self.line(answer, indent=2)
        else:
            click.echo(shown(answer, self.lang).encode(_encoding(), "replace"))

    def line(self, answer: Any, *, indent: int = 0) -> None:
        """Puts JSON on stdout: UTF-8, keys in the order of the answer's definition."""
        import msgspec  # noqa: PLC0415

        encoded = msgspec.json.encode(answer)
        click.echo(msgspec.json.format(encoded, indent=indent) if indent else encoded)

    def note(self, key: str, **values: object) -> None:
        """A remark on stderr, for people; machines that asked for JSON are spared it."""
        if not self.json:
            click.echo(self.say(key, **values), err=True)

    def none(self) -> None:
        """Ends the call with the exit code for "the answer is none"."""
        click.get_current_context().exit(NONE)

    def bad(self) -> None:
        """Ends the call, already answered, with the exit code for bad input."""
        click.get_current_context().exit(BAD)

    def stopped(self, key: str, **values: object) -> None:
        """Ends the call that the user broke off, with what that left."""
        click.echo(self.say(key, **values), err=True)
        click.get_current_context().exit(STOPPED)

    def guard(self, call: Callable[[], object]) -> int:
        """Runs a call and returns its exit code; whatever goes wrong is told in a line or two, never as a traceback."""
        try:
            call()
            sys.stdout.flush()
            return 0  # noqa: TRY300 — what follows is what can go wrong
        except click.exceptions.Exit as end:
            return end.exit_code
        except BrokenPipeError:
            _hush()
            return 0
        except (KeyboardInterrupt, click.Abort):
            click.echo(self.say("cli_stopped"), err=True)
            return STOPPED
        except InngangError as error:
            self.tell(error.kind, error.text(self.lang), error.hint(self.lang))
        except click.ClickException as error:
            self.tell("usage", usage_text(error, self.lang), self.say("cli_usage_hint"))
        except Exception as error:
            if os.environ.get("INNGANG_DEBUG"):
                raise
            said = " ".join(str(error).split())[:300]
            self.tell("internal", self.say("cli_internal", what=f"{type(error).__name__}: {said}"), "")
        return BAD

    def tell(self, kind: str, message: str, hint: str) -> None:
        """An error on stderr."""
        if self.json:
            said = {"error": {"kind": kind, "message": message, "hint": hint}}
            click.echo(json.dumps(said, ensure_ascii=False).encode("utf-8", "replace"), err=True)
            return
        text = self.say("cli_error", message=message) + (f"\n{hint}" if hint else "")
        click.echo(text.encode(_encoding(), "replace"), err=True)


def usual_language() -> str:
    """The language of the machine's user: bokmål where any Norwegian is set, else English."""
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    said = next((name for name in names if name), "") or (locale.getlocale()[0] or "")
    return "nb" if said.lower().startswith((*_NORWEGIAN, "norwegian")) else _ENGLISH


def usage_text(error: click.ClickException, lang: str) -> str:
    """What click found wrong, in our words; only what it says of rare cases stays English."""
    if isinstance(error, click.NoSuchOption):
        near = f" ({', '.join(error.possibilities)}?)" if error.possibilities else ""
        return say(lang, "cli_no_option", option=error.option_name, near=near)
    if isinstance(error, click.MissingParameter) and error.param is not None and error.ctx is not None:
        return say(lang, "cli_missing", what=error.param.make_metavar(error.ctx))
    if isinstance(error, click.BadOptionUsage):
        return say(lang, "cli_option_value", option=error.option_name)
    return say(lang, "cli_usage_other", what=error.format_message())


def _spoken(text: str | None) -> str | None:
    """A language we speak that `text` asks for, if any."""
    if not text:
        return None
    short = text.lower().replace("_", "-").split("-")[0]
    return "nb" if short in _NORWEGIAN else short if short in LANGUAGES else None


def _after(args: Sequence[str], option: str) -> str | None:
    """The value of an option in unparsed arguments."""
    for place, arg in enumerate(args):
        if arg == option:
            return args[place + 1] if place + 1 < len(args) else None
        if arg.startswith(f"{option}="):
            return arg.partition("=")[2]
    return None


def _encoding() -> str:
    return sys.stdout.encoding or "utf-8"


def _hush() -> None:
    """Nobody reads on: what is still to be written goes nowhere, and Python does not complain when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 — open until the process ends
