"""A person's own workspace as people read it in a terminal."""

from __future__ import annotations

from graph.answers import ConnectionsAnswer, ContactsAnswer, MergedAnswer, ShortlistAnswer, TallyRef
from graph.wording import say
from graph.workspace.records import Tie
from terminal.tables import as_text, heading, wrapped

#: Names and remarks of one kind that a terminal shows; --json has all.
_SHOWN = 20


def shown_contacts(answer: ContactsAnswer, lang: str) -> str:
    """Each contact with employer, whom they know, and the id by which they are removed."""
    if not answer.contacts:
        return say(lang, "workspace_contacts_empty")
    lines: list[str] = []
    for one in answer.contacts:
        about = " · ".join(filter(None, (one.position, one.company, one.id)))
        lines += wrapped(f"{one.name} – {about}")
        if one.knows:
            lines += wrapped(
                ", ".join(_tie(tie, lang) for tie in one.knows), first=f"  {say(lang, 'workspace_knows')} "
            )
    return as_text(lines)


def shown_shortlist(answer: ShortlistAnswer, lang: str) -> str:
    """Units by how far they have come, with the changes before and the note."""
    if not answer.shortlist:
        return say(lang, "workspace_shortlist_empty")
    lines: list[str] = []
    for status in dict.fromkeys(one.status for one in answer.shortlist):
        lines += heading(say(lang, f"workspace_status_{status}"))
        for one in answer.shortlist:
            if one.status != status:
                continue
            gone = "" if one.now else f" ({say(lang, 'workspace_gone')})"
            lines += wrapped(
                f"{one.name}{gone} · {one.id} · {say(lang, 'workspace_since', day=one.since)}", indent=2, hang=2
            )
            before = [f"{step.day} {say(lang, f'workspace_status_{step.status}')}" for step in one.steps[:-1]]
            for text in filter(None, (" → ".join(before), *one.note.splitlines())):
                lines += wrapped(text, indent=4)
    return as_text(lines)


def shown_merged(answer: MergedAnswer, lang: str) -> str:
    """What taking in a file did."""
    parts = (("contacts", answer.contacts), ("shortlist", answer.shortlist), ("views", answer.views))
    return as_text([line for name, tally in parts for line in _tally(name, tally, lang)])


def shown_connections(answer: ConnectionsAnswer, lang: str) -> str:
    """What taking in connections did."""
    lines = [*_tally("contacts", answer.contacts, lang), *wrapped(say(lang, "connections_tied", count=answer.tied))]
    if answer.nameless:
        lines += wrapped(say(lang, "connections_nameless", count=answer.nameless))
    if answer.several:
        lines += wrapped(say(lang, "connections_several", names=", ".join(answer.several[:_SHOWN])))
    return as_text(lines + [line for one in answer.unread[:_SHOWN] for line in wrapped(f"{one.where}: {one.why}")])


def _tally(name: str, tally: TallyRef, lang: str) -> list[str]:
    what = say(lang, f"workspace_{name}")
    told = say(lang, "workspace_tally", what=what, added=tally.added, changed=tally.changed, unchanged=tally.unchanged)
    return wrapped(told)


def _tie(tie: Tie, lang: str) -> str:
    strength = f" ({say(lang, f'workspace_strength_{tie.strength}')})" if tie.strength else ""
    return f"{tie.name or tie.to}{strength}"
