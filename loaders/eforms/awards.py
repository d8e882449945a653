"""Who won what: LotResult → LotTender → TenderingParty → Organization, by the notice's own ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.model import Node, Relation
from loaders.eforms.dates import day
from loaders.eforms.fields import Context, plain, total, without_empty
from loaders.eforms.parties import Organisation, Organisations, is_private_person, supplier
from loaders.eforms.tree import Part
from loaders.identities import Identities
from loaders.resolve import Identity

#: BT-142: what closes a lot without a winner, and what leaves it open.
_NO_WINNER = frozenset({"clos-nw", "open-nw"})


@dataclass(frozen=True, slots=True)
class Tender:
    """A winning tender. tenderers: technical ids of its organisations, the group's leader first where one is named."""

    id: str
    lot: str
    amount: tuple[float, str] | None
    tenderers: list[str]
    leader: str | None


@dataclass(frozen=True, slots=True)
class Contract:
    """A settled contract. tenders: the ids of its tenders. signed: BT-145; decided: BT-1451; reference: BT-150."""

    id: str
    tenders: list[str]
    reference: str
    title: dict[str, str]
    decided: str | None
    signed: str | None
    framework: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a notice's lots ended. results: by lot, its code (BT-142) and winning tenders."""

    results: dict[str, dict[str, Any]] = field(default_factory=dict)
    winners: list[Tender] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    total: tuple[float, str] | None = None


def outcome(root: Part, context: Context) -> Outcome:
    """The winners, contracts and values of a notice; an empty outcome where it tells none."""
    result = root.first("NoticeResult")
    if result is None:
        return Outcome()
    tenders = _tenders(result, context)
    contracts = [_contract(part, context) for part in result.all("SettledContract")]
    signed = {tender for contract in contracts for tender in contract.tenders}
    results: dict[str, dict[str, Any]] = {}
    winners: dict[tuple[str, str], Tender] = {}
    for part in result.all("LotResult"):
        won = _won(part, tenders, signed)
        for lot in part.texts("TenderLot", "ID") or [""]:
            results.setdefault(lot, {}).update(without_empty({"result": part.says("TenderResultCode")}))
            winners |= {(tender.id, lot): _for_lot(tender, lot) for tender in won}
    found = list(winners.values())
    said = context.amount(result.first("TotalAmount"))
    return Outcome(results, found, contracts, said or total(_amounts(found)))


def awards(
    outcome: Outcome, known: Organisations, resolver: Identities, notice: Node, context: Context, *, intended: bool
) -> Iterator[Node | Relation]:
    """The winners as suppliers, and one `awarded_to` relation for each lot a supplier won.

    A supplier's values in one lot are added. Of a group, the leader alone carries the value, so that it counts once.
    """
    decided = {tender: contract.decided for contract in outcome.contracts for tender in contract.tenders}
    gathered: dict[tuple[str, str], dict[str, Any]] = {}
    for tender in outcome.winners:
        for technical in tender.tenderers:
            organisation = _taken(technical, known, context)
            if organisation is None:
                continue
            identity = supplier_identity(resolver, organisation)
            yield supplier(identity, organisation, notice.document)
            props = gathered.setdefault((identity.id, tender.lot), {"lot": tender.lot, "amounts": []})
            props["date"] = decided.get(tender.id) or props.get("date")
            props["role"] = "intended" if intended else "consortium" if len(tender.tenderers) > 1 else None
            if tender.amount and technical in {tender.leader, *tender.tenderers[: len(tender.tenderers) == 1]}:
                props["amounts"].append(tender.amount)
    for (winner, lot), props in gathered.items():
        amount = total(props.pop("amounts"))
        value = {"value": plain(amount[0]), "currency": amount[1]} if amount else {}
        yield Relation(notice.id, "awarded_to", winner, without_empty({**props, **value}), notice.document, key=lot)


def supplier_identity(resolver: Identities, organisation: Organisation) -> Identity:
    """The graph's identity of a winner."""
    return resolver.supplier(organisation.name, organisation.number or None, country=organisation.country)


def winning_organisations(outcome: Outcome, contract: Contract, known: Organisations) -> list[Organisation]:
    """The organisations a contract was made with, private persons left out."""
    tenderers = [
        technical for tender in outcome.winners if tender.id in contract.tenders for technical in tender.tenderers
    ]
    found = map(known.get, dict.fromkeys(tenderers))
    return [found for found in found if found and found.name and not is_private_person(found)]


def contract_amount(outcome: Outcome, contract: Contract) -> tuple[float, str] | None:
    """What a contract's tenders come to."""
    mine = {tender.id: tender for tender in outcome.winners if tender.id in contract.tenders}
    return total(_amounts(list(mine.values())))


def _taken(technical: str, known: Organisations, context: Context) -> Organisation | None:
    organisation = known.get(technical)
    if organisation is None or not organisation.name:
        context.notes.warn("eforms_unknown_winner", id=technical)
    elif is_private_person(organisation):
        context.notes.warn("eforms_private_winner", id=technical)
    else:
        return organisation
    return None


def _tenders(result: Part, context: Context) -> dict[str, tuple[Tender, int | None]]:
    """Tenders by id, each with its rank (BT-171)."""
    parties = {part.says("ID"): part for part in result.all("TenderingParty")}
    found = {}
    for part in result.all("LotTender"):
        members = [
            member
            for party in part.texts("TenderingParty", "ID")
            if party in parties
            for member in parties[party].all("Tenderer")
        ]
        leaders = [member.says("ID") for member in members if member.says("GroupLeadIndicator").lower() == "true"]
        tenderers = list(dict.fromkeys([*leaders, *(member.says("ID") for member in members)]))
        rank = part.says("RankCode")
        tender = Tender(
            id=part.says("ID"),
            lot=part.says("TenderLot", "ID"),
            amount=context.amount(part.first("LegalMonetaryTotal", "PayableAmount")),
            tenderers=[technical for technical in tenderers if technical],
            leader=next(iter(leaders), None),
        )
        found[tender.id] = (tender, int(rank) if rank.isdecimal() else None)
    return found


def _won(part: Part, tenders: dict[str, tuple[Tender, int | None]], signed: set[str]) -> list[Tender]:
    """The winning tenders among those a lot result lists.

    The ones a contract was made with; with no contract, the ones ranked first; without ranks, all it lists.
    """
    if part.says("TenderResultCode") in _NO_WINNER:
        return []
    listed = [tenders[tender] for tender in part.texts("LotTender", "ID") if tender in tenders]
    contracted = [tender for tender, _ in listed if tender.id in signed]
    ranked = [tender for tender, rank in listed if rank == 1]
    return contracted or ranked or [tender for tender, _ in listed]


def _for_lot(tender: Tender, lot: str) -> Tender:
    return (
        tender
        if tender.lot == lot or not lot
        else Tender(tender.id, lot, tender.amount, tender.tenderers, tender.leader)
    )


def _contract(part: Part, context: Context) -> Contract:
    reference = part.says("ContractReference", "ID")
    return Contract(
        id=part.says("ID"),
        tenders=part.texts("LotTender", "ID"),
        reference=reference if any(sign.isalnum() for sign in reference) else "",
        title=context.words(part.all("Title")),
        decided=day(part.says("AwardDate")),
        signed=day(part.says("IssueDate")),
        framework=part.says("ContractFrameworkIndicator").lower() == "true",
    )


def _amounts(tenders: list[Tender]) -> Iterator[tuple[float, str]]:
    """The amount of each tender once, however many lots it won."""
    return (tender.amount for tender in {tender.id: tender for tender in tenders}.values() if tender.amount)
