"""Contracts that an award settled (SettledContract), as agreements with their parties and term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.ids import cpv_id, named_id
from graph.model import Node, Relation
from loaders.eforms.awards import Contract, Outcome, contract_amount, supplier_identity, winning_organisations
from loaders.eforms.fields import plain, without_empty
from loaders.eforms.lots import Lot
from loaders.eforms.parties import Buyer, Organisation, Organisations
from loaders.eforms.tree import Part
from loaders.identities import Identities


def agreements(
    outcome: Outcome,
    *,
    lots: Sequence[Lot],
    buyers: Sequence[Buyer],
    known: Organisations,
    resolver: Identities,
    notice: Node,
) -> Iterator[Node | Relation]:
    """An agreement for each contract that has a reference or a date of its own, a buyer and a winner."""
    for contract in outcome.contracts:
        winners = winning_organisations(outcome, contract, known)
        if not buyers or not winners or not (contract.reference or contract.signed or contract.decided):
            continue
        mine = _lots_of(contract, outcome, lots)
        node = _agreement(contract, outcome, notice, lots=mine, buyers=buyers, winners=winners)
        yield node
        yield Relation(notice.id, "led_to", node.id, {}, notice.document)
        for buyer in buyers:
            yield Relation(buyer.id, "party_to", node.id, {"role": "buyer"}, notice.document, key="buyer")
        for winner in winners:
            identity = supplier_identity(resolver, winner)
            yield Relation(identity.id, "party_to", node.id, {"role": "supplier"}, notice.document, key="supplier")
        for code in dict.fromkeys(code for lot in mine for code in lot.main[:1]):
            yield Relation(node.id, "classified_as", cpv_id(code), {"main": True}, notice.document)


def earlier_notices(root: Part) -> list[str]:
    """Notices a contract modification or a contract says it goes back to (BT-1501, BT-1252)."""
    return [
        *root.texts("ContractModification", "ChangedNoticeIdentifier"),
        *root.texts("NoticeResult", "SettledContract", "NoticeDocumentReference", "ID"),
    ]


def _agreement(
    contract: Contract,
    outcome: Outcome,
    notice: Node,
    *,
    lots: Sequence[Lot],
    buyers: Sequence[Buyer],
    winners: Sequence[Organisation],
) -> Node:
    title = contract.title or notice.props.get("title", {})
    name = next(iter(title.values()), "") or contract.reference
    starts = {lot.term["start"] for lot in lots if "start" in lot.term}
    ends = {lot.term["end"] for lot in lots if "end" in lot.term}
    amount = contract_amount(outcome, contract)
    props = {
        "name": name,
        "subject": notice.props.get("title"),
        "state": "framework" if contract.framework or any("framework" in lot.term for lot in lots) else "contract",
        "owner_text": ", ".join(buyer.name for buyer in buyers),
        "supplier_text": ", ".join(winner.name for winner in winners),
        "value": plain(amount[0]) if amount else None,
        "currency": amount[1] if amount else None,
        "valid_from": min(starts) if starts else contract.signed,
        "valid_to": max(ends) if ends else None,
    }
    # A later notice on the same contract repeats its reference, not always its title or the lots' ids.
    told_apart_by = contract.reference or f"{notice.id} {contract.id}"
    return Node(
        named_id("agreement", name, buyers[0].id, told_apart_by), "agreement", without_empty(props), notice.document
    )


def _lots_of(contract: Contract, outcome: Outcome, lots: Sequence[Lot]) -> list[Lot]:
    """The lots of a contract's tenders; all of the notice's where none is named."""
    named = {tender.lot for tender in outcome.winners if tender.id in contract.tenders}
    return [lot for lot in lots if lot.id in named] or list(lots)
