"""What every card of an answer is drawn with: who asks, what, and what their own workspace knows of the units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.answers import FindAnswer, ListedRef, Result
from graph.store.base import View
from graph.workspace.workspace import Workspace
from ui.address import MOST_COMPARED, Asked
from ui.here import Here
from ui.links import do, go
from ui.markup import Safe, el, join
from ui.own import attempt, known_here, listed, status_word

#: Units that the picture of the answer starts from.
PICTURED = 7
_SAVE = "save"


@dataclass(frozen=True, slots=True)
class Deck:
    """widest: the sum of positive parts that fills a bar; pictured: units that the picture starts from; own: the
    reader's workspace, if there is one; listing: what is on their list, known: whom they know, both by unit.
    """

    here: Here
    question: Asked
    widest: float
    pictured: tuple[str, ...]
    own: Workspace | None
    listing: Mapping[str, ListedRef]
    known: Mapping[str, Safe]

    @classmethod
    def of(
        cls,
        here: Here,
        question: Asked,
        answer: FindAnswer,
        graph: View,
        own: Workspace | None,
        pressed: tuple[str, str] | None,
    ) -> Deck:
        """The deck for an answer. pressed: a button of a card that was pressed, which is done first."""
        names = {found.id: found.name for found in answer.results}
        if own and pressed and pressed[0] == _SAVE and pressed[1] in names:
            attempt(own.enlist, pressed[1], name=names[pressed[1]])
        widest = max(sum(max(piece.contribution, 0) for piece in found.evidence) for found in answer.results)
        known = known_here(here, own, graph, names)
        return cls(here, question, widest, _pictured(answer), own, listed(here, own, graph), known)

    def compare_link(self, id_: str, name: str) -> Safe:
        """A link that puts a unit beside others, or takes it away again; a word where there is room for no more."""
        compared = self.question.compared
        chosen = id_ in compared
        if not chosen and len(compared) >= MOST_COMPARED:
            return el("span", self.here.word("compare_full"), class_="muted")
        units = tuple(one for one in compared if one != id_) if chosen else (*compared, id_)
        label = self.here.word("compare_drop" if chosen else "compare_add")
        return go(
            self.here,
            "find",
            replace(self.question, compared=units).params(),
            label,
            key=f"compare-{id_}",
            class_="act chosen" if chosen else "act",
            aria_label=f"{label}: {name}",
        )

    def plan(self, id_: str, name: str, label: str = "plan_from") -> Safe:
        """A link to the plan for this question that begins with a unit. label: the key of its text."""
        params = {**self.question.carried().params(), "unit": id_}
        said = self.here.word(label)
        return go(self.here, "plan", params, said, class_="act", aria_label=f"{said}: {name}")

    def show(self, id_: str) -> Safe | None:
        """A button that chooses a unit in the picture (`ui/selection.js`), where it is there."""
        if id_ not in self.pictured:
            return None
        return el("button", self.here.word("show_in_picture"), type="button", data_show=id_, class_="act")

    def save(self, id_: str, name: str) -> Safe | None:
        """A button that puts a unit on the reader's list; the status of one that is there."""
        if self.own is None:
            return None
        there = self.listing.get(id_)
        if there:
            status = status_word(self.here, there.status).lower()
            return go(self.here, "mylist", {}, self.here.word("on_list", status=status), class_="act chosen")
        label = self.here.word("list_add")
        return do(_SAVE, id_, label, key=f"save-{id_}", class_="act", aria_label=f"{label}: {name}")

    def meet(self, id_: str, name: str, *, named: bool = False) -> Safe | None:
        """A link that opens the form for somebody the reader knows at a unit. named: the link says at which."""
        if self.own is None:
            return None
        here, params = self.here, replace(self.question, contact=id_).params()
        if named:
            return go(here, "find", params, here.word("contact_add_at", name=name), key=f"meet-{id_}", class_="act")
        label = here.word("contact_add")
        return go(here, "find", params, label, key=f"contact-{id_}", class_="act", aria_label=f"{label}: {name}")

    def acquaintances(self, group: Sequence[Result]) -> Safe | None:
        """Whom the reader knows at the units of a card, or that they know nobody, with the way to add a contact."""
        if self.own is None:
            return None
        first, many = group[0], len(group) > 1
        met = [found for found in group if found.id in self.known]
        if many and met:
            return join(*[el("div", el("b", found.name), self.known[found.id]) for found in met])
        nobody = el("p", self.here.word("known_nobody_of" if many else "known_nobody"), class_="known muted")
        told = self.known[first.id] if met else nobody
        return el("div", told, self.meet(first.id, first.name, named=many), class_="acquaintances")


def _pictured(answer: FindAnswer) -> tuple[str, ...]:
    """The units that the picture starts from: the first of every card, then others by rank."""
    firsts: dict[int, str] = {}
    for found in answer.results:
        firsts.setdefault(found.rank, found.id)
    return tuple(dict.fromkeys([*firsts.values(), *(found.id for found in answer.results)]))[:PICTURED]
