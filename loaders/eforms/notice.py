"""What a notice is: its identity over versions and publishers, its dates, and its own properties."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.ids import doffin_id, eforms_id, slug
from graph.model import Document, Node
from loaders.eforms.agreements import earlier_notices
from loaders.eforms.awards import Outcome
from loaders.eforms.codes import notice_type
from loaders.eforms.dates import day
from loaders.eforms.fields import Context, plain, total, without_empty
from loaders.eforms.lots import Lot, estimated, group_maximum, places, purposes
from loaders.eforms.tree import NOTHING, Part

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_DOFFIN = re.compile(r"(?<!\d)(20\d{2}-\d{6})(?!\d)")
_TED = re.compile(r"0*(\d{1,8})-(20\d{2})")
_OJS = re.compile(r"(20\d{2})/S \d{3}-0*(\d{1,8})")
_VERSION = re.compile(r"\d{1,4}")
#: Where Doffin shows notices, and where it keeps those from before eForms, whose number is their identifier.
_DOFFIN_SITE = "https://www.doffin.no/notices/"
_OLD_DOFFIN = "https://classic.doffin.no/Notice/Details/"
_NORWEGIAN = "anskaffelser.no"


@dataclass(frozen=True, slots=True)
class Label:
    """Which notice a file holds. key: the same in every version and at every publisher. version: BT-757."""

    key: str
    version: int
    node_id: str

    @property
    def document_id(self) -> str:
        """The id of this version of the notice as a document."""
        return document_id(self.key, self.version)


def document_id(key: str, version: int) -> str:
    """The id of a version of a notice as a document: "<uuid>-01"."""
    return f"{key}-{version:02d}"


def label(root: Part) -> Label | None:
    """The notice's identity: BT-701, or its publication number where that is missing. None if it bears neither."""
    version = int(found[0]) if (found := _VERSION.fullmatch(root.says("VersionID"))) else 1
    key = key_of(root.says("ID"))
    if key:
        return Label(key, version, doffin_id(key) if _DOFFIN.fullmatch(key) else eforms_id(key))
    number = next(iter(own_publications(root)), None)
    return Label(number, version, number) if number else None


def key_of(identifier: str) -> str:
    """A notice identifier (BT-701) as it is compared: a uuid in small letters, else a slug."""
    return identifier.lower() if _UUID.fullmatch(identifier) else slug(identifier)


def reference_id(text: str) -> str | None:
    """The id or former id of a notice that another one refers to, by uuid (and version), TED or Doffin number."""
    bare = text.strip()
    if found := _UUID.match(bare):
        return eforms_id(found[0])
    return _publication(bare)


def references(root: Part) -> list[str]:
    """Ids of notices that this one goes back to: changed ones (BT-758), earlier ones of the procedure (BT-125)."""
    said = [
        *root.texts("Changes", "ChangedNoticeIdentifier"),
        *root.texts("TenderingProcess", "NoticeDocumentReference", "ID"),
        *root.texts("ProcurementProjectLot", "TenderingProcess", "NoticeDocumentReference", "ID"),
        *earlier_notices(root),
    ]
    return list(dict.fromkeys(found for found in map(reference_id, said) if found))


def own_publications(root: Part) -> list[str]:
    """The notice's own publication numbers as former ids ("ted-129266-2024").

    A number it also gives as that of an earlier notice is not its own: converted notices repeat it in the wrong place.
    """
    said = [number for text in root.texts("Publication", "NoticePublicationID") if (number := _publication(text))]
    earlier = references(root) if said else []
    return [number for number in dict.fromkeys(said) if number not in earlier]


def published(root: Part, context: Context) -> str | None:
    """The day it became known: publication, else dispatch (BT-05), else transmission."""
    ways = (("Publication", "PublicationDate"), ("IssueDate",), ("TransmissionDate",))
    for way in ways:
        for text in root.texts(*way):
            found = day(text)
            if found:
                return found
            context.notes.warn("eforms_bad_date", field=way[-1], text=text)
    return None


def doffin_reference(root: Part, file_name: str) -> str | None:
    """The Doffin number: BT-701 of older notices, or the address it gives.

    A Norwegian notice may have it from its file's name alone, which is how Doffin hands it out.
    """
    said = root.says("ID")
    if _DOFFIN.fullmatch(said):
        return said
    texts = [uri for uri in root.texts("URI") if "doffin" in uri]
    if _NORWEGIAN in root.says("CustomizationID"):
        texts.append(file_name)
    return next((found[1] for found in map(_DOFFIN.search, texts) if found), None)


def notice_node(
    root: Part,
    which: Label,
    kind: Mapping[str, str],
    *,
    file_name: str,
    retrieved_at: str | None,
    lots: Sequence[Lot],
    outcome: Outcome,
    context: Context,
) -> Node:
    """The notice itself. `kind`: as `kind_of` tells it."""
    project = root.first("ProcurementProject") or NOTHING
    doffin = doffin_reference(root, file_name)
    own = own_publications(root)
    props = {
        "title": context.words(project.all("Name")) or (lots[0].title if lots else {}),
        "description": context.words(project.all("Description")) or _lot_description(root, context),
        **kind,
        "procedure": _procedure(root),
        "published": published(root, context),
        "deadline": min((lot.deadline for lot in lots if lot.deadline), default=None),
        **_values(root, project, lots, outcome, context),
        "innovation": _reasons("innovation", project, lots),
        "strategic": _reasons("strategic", project, lots),
        "contract_nature": project.says("ProcurementTypeCode") or next((lot.nature for lot in lots if lot.nature), ""),
        "language": context.language,
        "places": list(dict.fromkeys([*places(project), *(place for lot in lots for place in lot.places)])),
        "lots": [lot.record(outcome.results.get(lot.id, {})) for lot in lots],
        "term": [{"lot": lot.id, **lot.term} for lot in lots if lot.term],
        "procedure_folder": root.says("ContractFolderID"),
        "version": f"{which.version:02d}",
        "doffin_ref": doffin,
        "former_ids": [other for other in [*own, *([doffin_id(doffin)] if doffin else [])] if other != which.node_id],
        "url": _address(root, doffin, own),
    }
    kept = without_empty(props)
    title = next(iter(kept.get("title", {}).values()), which.node_id)
    document = Document(which.document_id, title, kept.get("url"), kept.get("published"), retrieved_at)
    return Node(which.node_id, "notice", kept, document)


def kind_of(root: Part, name: str) -> dict[str, str]:
    """type, stage and subtype; `name` is the root element's.

    A notice that corrects another is a change; its stage stays that of what it says.
    """
    code = root.first("NoticeTypeCode") or NOTHING
    subtype = root.says("NoticeSubType", "SubTypeCode")
    stage = notice_type(code.text, code.attribute("listName"), subtype, name)
    return {"type": "change" if root.all("Changes") else stage, "stage": stage, "subtype": subtype}


def _reasons(purpose: str, project: Part, lots: Sequence[Lot]) -> list[str]:
    found = [*purposes(project), *(said for lot in lots for said in lot.purposes)]
    return list(dict.fromkeys(code for reason, code in found if reason == purpose))


def _procedure(root: Part) -> str:
    found = root.says("TenderingProcess", "ProcedureCode")
    return "" if found.upper() == "UNKNOWN" else found


def _values(root: Part, project: Part, lots: Sequence[Lot], outcome: Outcome, context: Context) -> dict[str, Any]:
    """Estimated value: of the procedure, else of the lots, else of the groups of lots. Awarded: BT-161, BT-720."""
    estimate = estimated(project, context)
    if estimate is None:
        estimate = total(lot.amount for lot in lots if lot.amount) or total(group_maximum(root, context))
    awarded = outcome.total
    found: dict[str, Any] = {}
    if estimate:
        found |= {"estimated_value": plain(estimate[0]), "currency": estimate[1]}
    if awarded:
        found |= {"awarded_value": plain(awarded[0]), "currency": estimate[1] if estimate else awarded[1]}
        if estimate and estimate[1] != awarded[1]:
            found["awarded_currency"] = awarded[1]
    return found


def _lot_description(root: Part, context: Context) -> dict[str, str]:
    return context.words(root.all("ProcurementProjectLot", "ProcurementProject", "Description"))


def _address(root: Part, doffin: str | None, publications: Sequence[str]) -> str | None:
    said = next((uri for uri in root.texts("URI") if uri.startswith("https://")), None)
    if said or doffin:
        old = doffin == root.says("ID")
        return said or f"{_OLD_DOFFIN if old else _DOFFIN_SITE}{doffin}"
    ted = next((number.removeprefix("ted-") for number in publications if number.startswith("ted-")), None)
    return f"https://ted.europa.eu/en/notice/-/detail/{ted}" if ted else None


def _publication(text: str) -> str | None:
    """A publication number as an id: "00129266-2024", "2023/S 193-601506" → "ted-129266-2024", "ted-601506-2023"."""
    bare = text.strip()
    if found := _DOFFIN.fullmatch(bare):
        return doffin_id(found[1])
    if found := _TED.fullmatch(bare):
        return f"ted-{found[1]}-{found[2]}"
    if found := _OJS.fullmatch(bare):
        return f"ted-{found[2]}-{found[1]}"
    return None
