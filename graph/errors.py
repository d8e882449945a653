"""What can go wrong, as a person is told it.

    InngangError              every error of ours; `key` names the sentence in data/messages, `values` fill it
    ├── BadInput              a file, a field or an option that cannot be taken          exit 2
    │   ├── UnknownThing      an id, kind, type or source that is not there; says the nearest known
    │   └── AmbiguousName     a name that fits several things; says which
    ├── StoreError            the store cannot be used                                   exit 2
    │   ├── StoreMissing      nothing has been loaded yet
    │   ├── StoreForeign      the file is not ours, or of another schema version
    │   └── StoreBusy         another process is writing
    └── LoadRefused           a load that would break its source's own promises          exit 2

Every error can be said in each language (`text("nb")`); `str(error)` is English.
"""

from __future__ import annotations

from typing import Any

from graph.wording import say


class InngangError(Exception):
    """An error a person can act on.

    key: the sentence in `data/messages/`; its hint, what to do next, is the sentence `<key>_hint`, if there is one.
    values: what fills the sentence's {fields}; a function of the language ("nb" or "en") is asked for its words.
    """

    kind = "error"

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values: dict[str, Any] = values

    def text(self, lang: str = "en") -> str:
        """The one line that says what is wrong, in `lang`."""
        return say(lang, self.key, **self._in(lang))

    def hint(self, lang: str = "en") -> str:
        """What to do about it, in `lang`; empty where nothing more can be said."""
        return say(lang, f"{self.key}_hint", missing="", **self._in(lang))

    def _in(self, lang: str) -> dict[str, Any]:
        return {name: value(lang) if callable(value) else value for name, value in self.values.items()}

    def __str__(self) -> str:
        return self.text("en")


class BadInput(InngangError):
    kind = "bad_input"


class UnknownThing(BadInput):
    kind = "unknown"


class AmbiguousName(BadInput):
    kind = "ambiguous"


class StoreError(InngangError):
    kind = "store"


class StoreMissing(StoreError):
    kind = "store_missing"


class StoreForeign(StoreError):
    kind = "store_foreign"


class StoreBusy(StoreError):
    kind = "store_busy"


class LoadRefused(InngangError):
    kind = "load_refused"
