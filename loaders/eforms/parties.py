"""Organisations of a notice and the part they play: who buys, on whose behalf, and who is neither."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.ids import valid_orgnr
from graph.model import Document, Node, Relation
from loaders.eforms.codes import country, is_firm
from loaders.eforms.fields import Context, without_empty
from loaders.eforms.tree import NOTHING, Part
from loaders.identities import Identities, number_props
from loaders.resolve import Identity
from loaders.unit_names import unit_type


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as the notice's list of organisations gives it (BT-500 to BT-514).

    names: by language. number: as written. natural: said to be a natural person (BT-633). central: a central
    purchasing body (OPP-050 …CPBIndicator). lead: leads a group of buyers.
    """

    names: dict[str, str]
    name: str
    number: str
    country: str
    natural: bool
    central: bool
    lead: bool


@dataclass(frozen=True, slots=True)
class Buyer:
    """A buyer resolved to a unit of the graph."""

    id: str
    name: str


class Organisations:
    """The notice's organisations by technical id (OPT-200), each read when first asked for.

    A touch point's id stands for its organisation.
    """

    def __init__(self, root: Part, context: Context) -> None:
        self._context = context
        self._made: dict[str, Organisation] = {}
        self._parts: dict[str, Part] = {}
        for part in root.all("Organizations", "Organization"):
            for body in ("Company", "TouchPoint"):
                for technical in part.texts(body, "PartyIdentification", "ID"):
                    self._parts.setdefault(technical, part)

    def get(self, technical: str) -> Organisation | None:
        """The organisation; None for an id the notice does not explain."""
        if technical not in self._made and technical in self._parts:
            self._made[technical] = _organisation(self._parts[technical], self._context)
        return self._made.get(technical)


def _organisation(part: Part, context: Context) -> Organisation:
    company = part.first("Company") or NOTHING
    names = context.words(company.all("PartyName", "Name"))
    own = names.get(context.language) or names.get("nb") or next(iter(names.values()), "")
    numbers = company.texts("PartyLegalEntity", "CompanyID")
    return Organisation(
        names=names,
        name=" ".join(own.split()),
        number=next((number for number in numbers if valid_orgnr(number)), next(iter(numbers), "")),
        country=country(company.says("PostalAddress", "Country", "IdentificationCode")),
        natural=_true(part, "NaturalPersonIndicator"),
        central=_true(part, "AcquiringCPBIndicator") or _true(part, "AwardingCPBIndicator"),
        lead=_true(part, "GroupLeadIndicator"),
    )


def buyer_ids(root: Part) -> list[str]:
    """The technical ids of the buyers (OPT-300), in order.

    Only `ContractingParty/Party` itself names a buyer: service providers stand deeper, review and mediation bodies
    elsewhere.
    """
    return list(dict.fromkeys(root.texts("ContractingParty", "Party", "PartyIdentification", "ID")))


def is_private_person(organisation: Organisation) -> bool:
    """Whether the notice says so and the name does not show a firm (the mark is often set by mistake)."""
    return organisation.natural and not is_firm(organisation.name)


def buyers(
    root: Part, known: Organisations, resolver: Identities, notice: Node, context: Context
) -> Iterator[Node | Relation | Buyer]:
    """Each buyer as unit, its place under its parent, its `published` relation to the notice, and the Buyer itself."""
    ids = buyer_ids(root)
    told: set[str] = set()
    for technical in ids:
        organisation = known.get(technical)
        if organisation is None or not (organisation.name or organisation.number):
            context.notes.warn("eforms_unknown_buyer", id=technical)
            continue
        identity = resolver.unit(organisation.name, organisation.number or None, country=organisation.country)
        yield _unit(identity, organisation, notice.document, again=identity.id in told)
        told.add(identity.id)
        if identity.parent_id and identity.parent_id != identity.id:
            yield Relation(identity.id, "part_of", identity.parent_id, {}, notice.document)
        props: dict[str, Any] = {"on_behalf": True} if organisation.central else {}
        if organisation.lead and len(ids) > 1:
            props["role"] = "lead"
        yield Relation(identity.id, "published", notice.id, props, notice.document)
        yield Buyer(identity.id, identity.name or organisation.name)


def _unit(identity: Identity, organisation: Organisation, document: Document | None, *, again: bool) -> Node:
    """The unit; where the notice named it before, by another name, that name alone."""
    name = identity.name or organisation.name
    here = "nb" if organisation.country == "NO" else next(iter(organisation.names), "und")
    props = {
        "name": {here: name} if name else {},
        "type": unit_type(name, organisation.country),
        **number_props(identity, organisation.number, organisation.country),
        "country": organisation.country,
    }
    if again:
        props = {"aliases": [name]}
    return Node(identity.id, "unit", without_empty(props), document)


def supplier(identity: Identity, organisation: Organisation, document: Document | None) -> Node:
    """The node of a winner."""
    name = identity.name or organisation.name
    numbers = number_props(identity, organisation.number, organisation.country)
    numbers.pop("numbers")
    props = {
        "name": name,
        **numbers,
        "country": organisation.country,
        "aliases": [organisation.name] if organisation.name and organisation.name != name else [],
    }
    return Node(identity.id, "supplier", without_empty(props), document)


def _true(part: Part, name: str) -> bool:
    return part.says(name).lower() in {"true", "1"}
