"""The procurement rules in force on a day: kinds of buyer and of contract, and the amounts that part the ways in.

The rules are nodes of kind `rule` (`data/procurement_rules.csv`, `buyer_class.csv`, `contract_class.csv`): one with an
amount is a limit, one with a unit type says which buyers are state, one with a CPV range what contract it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.answers import SourceRef
from graph.cite import refs
from graph.model import Node
from graph.store.base import View
from graph.when import On

COUNTRY = "NO"
ANY = "any"
#: Research and development has no limit of its own: that of goods and services counts.
_LIMIT_OF = {"rd": "goods_services"}
#: The class of what no code names: the widest range of all.
REST = "goods_services"


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount in force, without VAT, from `valid_from`. id: the rule's node; buyer_class may be "any"."""

    id: str
    amount: float
    currency: str
    buyer_class: str
    valid_from: str | None


@dataclass(frozen=True, slots=True)
class Limits:
    """What parts the ways in for one kind of buyer and contract on a day; None or empty where no rule is known.

    eea: one limit, or one for each class of buyer where the unit's class is unknown. ids: the rules behind the classes.
    """

    act: Limit | None
    national: Limit | None
    eea: tuple[Limit, ...]
    buyer_class: str | None
    contract_class: str
    ids: tuple[str, ...]


class Rulebook:
    """The rules that hold on a day, read once.

    routes: the ways in; programmes: those that have not ended; sources: what stands behind each of them, by id.
    """

    def __init__(
        self,
        rules: Iterable[Node],
        routes: Sequence[Node] = (),
        programmes: Sequence[Node] = (),
        sources: Mapping[str, Sequence[SourceRef]] | None = None,
    ) -> None:
        self.routes = routes
        self.programmes = [node for node in programmes if node.current is not False]
        self.sources = sources or {}
        here = [node for node in rules if node.current is not False and node.props.get("country", COUNTRY) == COUNTRY]
        self._limits = [node for node in here if "amount" in node.props]
        self._buyers = {node.props["unit_type"]: node for node in here if "unit_type" in node.props}
        self._ranges = [node for node in here if "cpv_from" in node.props]

    @classmethod
    def read(cls, view: View, on: On) -> Rulebook:
        """The rules that `view` knows on the day."""
        rules, routes, programmes = (list(view.scan(kind, on)) for kind in ("rule", "route", "programme"))
        return cls(rules, routes, programmes, refs(view, [node.id for node in (*rules, *routes, *programmes)], on))

    def limits(self, unit_type: str | None, cpv: Sequence[str]) -> Limits:
        """The limits for a unit of this type and a purchase whose main code comes first in `cpv` (eight digits each).

        An unknown type has no class of buyer: then every class's limit is told.
        """
        buyer = self._buyers.get(unit_type or "")
        buyer_class = buyer.props["buyer_class"] if buyer else None
        contract = self._contract(cpv[0]) if cpv else None
        contract_class = str(contract.props["contract_class"]) if contract else REST
        return Limits(
            act=self._one("act_lower_limit", buyer_class, contract_class),
            national=self._one("national_threshold", buyer_class, contract_class),
            eea=self._all("eea_threshold", buyer_class, contract_class),
            buyer_class=buyer_class,
            contract_class=contract_class,
            ids=tuple(node.id for node in (buyer, contract) if node),
        )

    def _contract(self, code: str) -> Node | None:
        """The row with the narrowest range around a code."""
        fits = [node for node in self._ranges if node.props["cpv_from"] <= code <= node.props["cpv_to"]]
        return min(fits, key=_width, default=None)

    def _one(self, rule: str, buyer_class: str | None, contract_class: str) -> Limit | None:
        return next(iter(self._all(rule, buyer_class, contract_class)), None)

    def _all(self, rule: str, buyer_class: str | None, contract_class: str) -> tuple[Limit, ...]:
        """The newest limit for each class of buyer that the unit can be, lowest first."""
        wanted = _LIMIT_OF.get(contract_class, contract_class)
        newest: dict[str, Limit] = {}
        for node in sorted(self._limits, key=lambda node: (node.props.get("valid_from", ""), node.id)):
            props = node.props
            buyer = props.get("buyer_class", ANY)
            fits_buyer = buyer == ANY or buyer_class in {None, buyer}
            if props["rule"] == rule and fits_buyer and props.get("contract_class", ANY) in {ANY, wanted}:
                newest[buyer] = Limit(
                    node.id, props["amount"], props.get("currency", "NOK"), buyer, props.get("valid_from")
                )
        return tuple(sorted(newest.values(), key=lambda limit: (limit.amount, limit.id)))


def limits(view: View, unit_type: str | None, cpv: Sequence[str], on: On) -> Limits:
    """The limits on the day for a unit of a type and a purchase; see `Rulebook.limits`."""
    return Rulebook.read(view, on).limits(unit_type, cpv)


def _width(node: Node) -> tuple[int, str]:
    return int(node.props["cpv_to"]) - int(node.props["cpv_from"]), node.id
