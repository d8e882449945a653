"""What a page shows when it has no answer: no graph yet, a graph it cannot read, nothing found, a bad link, a fault."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from graph.errors import InngangError, StoreError, StoreMissing
from ui.graph_store import BUNDLED, load, why_read_only
from ui.here import Here
from ui.markup import el

_LOG = logging.getLogger("inngang")


@contextmanager
def guarded(here: Here) -> Iterator[None]:
    """Whatever goes wrong inside is shown as one calm message with what to do; nothing technical reaches the page."""
    try:
        yield
    except StoreMissing:
        no_store(here)
    except StoreError as error:
        told(here, error, "store_trouble")
        if st.button(here.word("try_again"), key="try_again"):
            st.rerun()
    except InngangError as error:
        told(here, error)
    except Exception:  # noqa: BLE001 — the last net: it is logged, and the page stays a page
        _LOG.exception("a page broke")
        notice(here.word("broken"), here.word("broken_text"), [here.word("broken_hint")], kind="trouble")


def told(here: Here, error: InngangError, title: str = "cannot") -> None:
    """An error of ours in the page: what is wrong, and what to do about it."""
    notice(here.word(title), error.text(here.lang), [error.hint(here.lang)], kind="trouble")


def notice(title: str, text: str, hints: Sequence[str] = (), *, kind: str = "empty") -> None:
    """A designed message: what is the case, and what to try."""
    tips = [el("li", hint) for hint in hints if hint]
    st.html(
        el(
            "section",
            el("h2", title),
            el("p", text) if text else None,
            el("ul", *tips) if tips else None,
            class_=f"notice {kind}",
            role="status",
        )
    )


def no_store(here: Here) -> None:
    """No graph stands yet: offers to build the bundled one, here and now, where this app may."""
    closed = why_read_only(here)
    notice(here.word("no_store"), here.word(closed or "no_store_text"))
    if closed is None and st.button(here.word("no_store_build"), type="primary", key="build"):
        load(here, BUNDLED)
        st.rerun()
