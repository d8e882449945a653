"""Lots (and parts of planning notices): title, categories, value, deadline and term of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from loaders.eforms.codes import country
from loaders.eforms.dates import moment, planned
from loaders.eforms.fields import Context, plain, without_empty
from loaders.eforms.tree import NOTHING, Part

#: Periods that end when offers or requests must be in, in the order they are asked for: BT-131, BT-1311, BT-630.
_DEADLINES = (
    "TenderSubmissionDeadlinePeriod",
    "ParticipationRequestReceptionPeriod",
    "InterestExpressionReceptionPeriod",
)
#: What a lot may say of why it is bought, by the list its code comes from: BT-776, BT-06, BT-774, BT-775.
_PURPOSES = {
    "innovative-acquisition": "innovation",
    "strategic-procurement": "strategic",
    "environmental-impact": "strategic",
    "social-objective": "strategic",
}
_NO_CODE = frozenset({"none", "n-inn", "other-none", ""})


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot. amount: estimated value (BT-27) or, failing that, a framework's maximum (BT-271), with currency."""

    id: str
    title: dict[str, str]
    main: list[str]
    additional: list[str]
    amount: tuple[float, str] | None
    deadline: str | None
    term: dict[str, Any]
    purposes: list[tuple[str, str]]
    places: list[str]
    nature: str

    def record(self, result: dict[str, Any]) -> dict[str, Any]:
        """The lot as the notice's list of lots holds it, with how it ended (`result`)."""
        value, currency = (plain(self.amount[0]), self.amount[1]) if self.amount else (None, None)
        props = {
            "id": self.id,
            "title": self.title,
            "category": next(iter(self.main), None),
            "categories": [*self.main[1:], *self.additional],
            "value": value,
            "currency": currency,
            "deadline": self.deadline,
            "nature": self.nature,
        }
        return without_empty({**props, **result})


def lots(root: Part, context: Context) -> list[Lot]:
    """The lots of a notice in order; groups of lots are none, but see `group_maximum`."""
    return [_lot(part, context) for part in root.all("ProcurementProjectLot") if not _is_group(part)]


def group_maximum(root: Part, context: Context) -> list[tuple[float, str]]:
    """The largest value of each group of lots (BT-157)."""
    groups = [part for part in root.all("ProcurementProjectLot") if _is_group(part)]
    parts = [
        part
        for group in groups
        for part in group.all("TenderingProcess", "FrameworkAgreement", "EstimatedMaximumValueAmount")
    ]
    return [amount for amount in map(context.amount, parts) if amount]


def estimated(project: Part, context: Context) -> tuple[float, str] | None:
    """The estimated value of a project (BT-27), else its framework's maximum (BT-271)."""
    said = project.first("RequestedTenderTotal", "EstimatedOverallContractAmount")
    return context.amount(said) or context.amount(project.first("RequestedTenderTotal", "FrameworkMaximumAmount"))


def purposes(project: Part) -> list[tuple[str, str]]:
    """(innovation or strategic, code) for each reason of that kind a project is bought for."""
    codes = project.all("ProcurementAdditionalType", "ProcurementTypeCode")
    found = [(_PURPOSES.get(part.attribute("listName"), ""), part.text) for part in codes]
    return [(purpose, code) for purpose, code in found if purpose and code not in _NO_CODE]


def places(project: Part) -> list[str]:
    """Where it is to be done: NUTS codes, else the country."""
    found = [
        address.says("CountrySubentityCode") or country(address.says("Country", "IdentificationCode"))
        for address in project.all("RealizedLocation", "Address")
    ]
    return [place for place in dict.fromkeys(found) if place]


def _is_group(part: Part) -> bool:
    said = part.first("ID")
    return said is not None and (said.attribute("schemeName") == "LotsGroup" or said.text.startswith("GLO-"))


def _lot(part: Part, context: Context) -> Lot:
    project = part.first("ProcurementProject") or NOTHING
    process = part.first("TenderingProcess") or NOTHING
    main, additional = context.codes(project)
    return Lot(
        id=part.says("ID"),
        title=context.words(project.all("Name")),
        main=main,
        additional=additional,
        amount=estimated(project, context),
        deadline=_deadline(process, context),
        term=_term(process, project, context),
        purposes=purposes(project),
        places=places(project),
        nature=project.says("ProcurementTypeCode"),
    )


def _deadline(process: Part, context: Context) -> str | None:
    for name in _DEADLINES:
        period = process.first(name) or NOTHING
        if end := period.says("EndDate"):
            found = moment(end, period.says("EndTime"))
            if found is None:
                context.notes.warn("eforms_bad_date", field="BT-131", text=end)
            return found
    return None


def _term(process: Part, project: Part, context: Context) -> dict[str, Any]:
    """Start, end, duration, renewals, framework and purchasing system of a lot."""
    term = planned(project)
    extension = project.first("ContractExtension") or NOTHING
    renewals = extension.says("MaximumNumberNumeric")
    term["renewals"] = int(renewals) if renewals.isdecimal() else None
    term["renewal"] = context.words(extension.all("Renewal", "Period", "Description"))
    term["options"] = context.words(extension.all("OptionsDescription"))
    for system in process.all("ContractingSystem", "ContractingSystemTypeCode"):
        name = {"framework-agreement": "framework", "dps-usage": "dps"}.get(system.attribute("listName"))
        if name and system.text not in _NO_CODE:
            term[name] = system.text
    largest = context.amount(project.first("RequestedTenderTotal", "FrameworkMaximumAmount"))
    if largest:
        term |= {"framework_maximum": plain(largest[0]), "currency": largest[1]}
    return without_empty(term)
