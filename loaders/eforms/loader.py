"""eForms notices → the graph. One function loops over the files, one maps a single notice.

Schema: UBL 2.3 with the eForms extensions (eForms SDK 1.3 and later; Norway's eforms-sdk-nor for national notices).
BT-, OPT- and OPP-numbers in this folder are eForms' names of its fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import BadInput
from graph.ids import cpv_id
from graph.model import Document, Fact, Node, Purge, Relation
from loaders.eforms.agreements import agreements
from loaders.eforms.awards import Outcome, awards, outcome
from loaders.eforms.codes import KNOWN_TOP, ROOTS, is_norwegian, language, norwegian
from loaders.eforms.fields import Context, Notes
from loaders.eforms.lots import Lot, lots
from loaders.eforms.notice import Label, kind_of, label, notice_node, references
from loaders.eforms.parties import Buyer, Organisations, buyers
from loaders.eforms.private import Scrubber
from loaders.eforms.procedures import Procedures
from loaders.eforms.tree import SUFFIXES, Part, parse
from loaders.eforms.versions import Versions
from loaders.files import Entry
from loaders.identities import Identities
from loaders.source import Reading

#: The root of notices before eForms (TED schema R2.0.9 and older).
_OLD_ROOT = "TED_EXPORT"


def load(reading: Reading) -> Iterator[Fact]:
    """Facts of every notice in the input, the newest version of each; then what ties notices to procedures."""
    mapper = _Mapper(reading)
    for done, entry in enumerate(reading.entries(SUFFIXES), start=1):
        try:
            incoming = _accept(entry, reading)
        except BadInput as error:
            reading.skip(entry.where, error.key, **error.values)
        else:
            if incoming is not None:
                yield from mapper.facts(incoming)
        reading.on_step(done)
    yield from mapper.procedures.relations()


@dataclass(frozen=True, slots=True)
class Incoming:
    """A notice read from a file. where: for people. file_name: the file's own. kind: type, stage and subtype."""

    where: str
    file_name: str
    root: Part
    which: Label
    kind: Mapping[str, str]


def _accept(entry: Entry, reading: Reading) -> Incoming | None:
    """The notice in a file; None for a sound one that is not for this graph. Raises BadInput for what is none."""
    name, root = parse(entry.read())
    if name == _OLD_ROOT:
        raise BadInput("eforms_old_schema")
    if name not in ROOTS:
        raise BadInput("eforms_other_root", root=name)
    kind = kind_of(root, name)
    if kind["stage"] == "registration":
        reading.leave_out("eforms_registration")
        return None
    which = label(root)
    if which is None:
        raise BadInput("eforms_no_identifier")
    return Incoming(entry.where, entry.name, root, which, kind)


class _Mapper:
    """Maps one notice after the other, and keeps what only the whole load can tell."""

    def __init__(self, reading: Reading) -> None:
        self.procedures = Procedures(reading)
        self._reading = reading
        self._identities = Identities(reading)
        self._versions = Versions(reading)
        self._categories: set[str] = set()

    def facts(self, incoming: Incoming) -> Iterator[Fact]:
        """What a notice says; of a second copy (Doffin's and TED's) only its own numbers, of an old version nothing."""
        older = self._versions.superseded(incoming.which)
        if older is None:
            self._reading.leave_out("eforms_older_version")
            return
        yield from map(Purge, older)
        notes = Notes()
        yield from self._mapped(incoming, _context(incoming.root, notes))
        for key, values in notes.said:
            self._reading.warn(incoming.where, key, **values)
        for unknown in incoming.root.children.keys() - KNOWN_TOP:
            self._reading.unmapped[unknown] += 1

    def _mapped(self, incoming: Incoming, context: Context) -> Iterator[Fact]:
        root, which = incoming.root, incoming.which
        found, result = lots(root, context), outcome(root, context)
        notice = notice_node(
            root,
            which,
            incoming.kind,
            file_name=incoming.file_name,
            retrieved_at=self._reading.retrieved_at,
            lots=found,
            outcome=result,
            context=context,
        )
        first = self._versions.kept(which)
        if first is not None:
            numbers = {name: notice.props[name] for name in ("former_ids", "doffin_ref") if name in notice.props}
            yield Node(notice.id, "notice", numbers, first)
            return
        if notice.document is not None:
            self._versions.keep(which, notice.document)
        yield notice
        yield from self._classified(root, notice, found, context)
        yield from self._told_of(root, notice, found, result, context)

    def _told_of(
        self, root: Part, notice: Node, found: Sequence[Lot], result: Outcome, context: Context
    ) -> Iterator[Fact]:
        """Buyers, winners and contracts."""
        known = Organisations(root, context)
        units: list[Buyer] = []
        for fact in buyers(root, known, self._identities, notice, context):
            if isinstance(fact, Buyer):
                units.append(fact)
            else:
                yield fact
        intended = notice.props.get("stage") == "intent"
        yield from awards(result, known, self._identities, notice, context, intended=intended)
        if not intended:
            yield from agreements(
                result, lots=found, buyers=units, known=known, resolver=self._identities, notice=notice
            )
        self.procedures.add(notice, references(root), [unit.id for unit in units])

    def _classified(self, root: Part, notice: Node, found: Sequence[Lot], context: Context) -> Iterator[Fact]:
        """Categories of the notice and its lots. Where the notice names no main one, the main ones of the lots are."""
        project = root.first("ProcurementProject")
        main, additional = context.codes(project) if project else ([], [])
        main = main or [code for lot in found for code in lot.main]
        rest = [*additional, *(code for lot in found for code in (*lot.main, *lot.additional))]
        for code in dict.fromkeys([*main, *rest]):
            if code not in self._categories:
                self._categories.add(code)
                yield Node(cpv_id(code), "category", {"code": code}, Document(f"cpv-{code}", f"CPV {code}"))
            yield Relation(notice.id, "classified_as", cpv_id(code), {"main": code in main}, notice.document)


def _context(root: Part, notes: Notes) -> Context:
    scrub = Scrubber(root.all("Organizations", "Organization"))
    texts = [*root.all("ProcurementProject", "Name"), *root.all("ProcurementProject", "Description")]
    unsaid = [part.text for part in texts if is_norwegian(part.attribute("languageID"))]
    variant, own = norwegian(" ".join(unsaid)), root.says("NoticeLanguageCode")
    return Context(variant if is_norwegian(own) else language(own), variant, scrub, notes)
