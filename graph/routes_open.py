"""What opens or closes each way in: one small judge a route, over the limits in force, the amount and what is known.

Where a rule needs to know what nobody said, such as the amount or whether a service is research, the answer is None and
the sentence says what decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph.amounts import money
from graph.model import Node
from graph.rulebook import Limit, Limits
from graph.schema import caption
from graph.wording import pick, say

#: Programmes named in one sentence.
NAMED = 3
SPECIAL, RESEARCH = "special_services", "rd"


@dataclass(frozen=True, slots=True)
class Case:
    """What a way in is tried on. programmes: those known to be open on the day; unsure: those nobody knows of."""

    limits: Limits
    value: float | None
    day: str
    lang: str
    programmes: Sequence[Node]
    unsure: Sequence[Node]

    def say(self, key: str, *used: Limit | None, open_: bool | None) -> Verdict:
        """A verdict with the sentence `routes_<key>`, its amounts filled in."""
        limits, lang = self.limits, self.lang
        text = say(
            lang,
            f"routes_{key}",
            value=money(self.value or 0, lang),
            act=self._amount(limits.act),
            national=self._amount(limits.national),
            eea=self._eea(),
            contract=say(lang, f"routes_class_{limits.contract_class}", missing=limits.contract_class),
            day=self.day,
        )
        return Verdict(open_, text, tuple(limit.id for limit in used if limit))

    def _amount(self, limit: Limit | None) -> str:
        if limit is None:
            return ""
        amount = money(limit.amount, self.lang, limit.currency)
        return say(self.lang, "routes_since", amount=amount, day=limit.valid_from) if limit.valid_from else amount

    def _eea(self) -> str:
        """The EEA limit; where the class of the buyer is unknown, that of each class."""
        if len(self.limits.eea) < 2:  # noqa: PLR2004  (one class, or none known)
            return "".join(self._amount(limit) for limit in self.limits.eea)
        return " / ".join(
            say(self.lang, f"routes_buyer_{limit.buyer_class}", amount=self._amount(limit)) for limit in self.limits.eea
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """Open or not, why, and the nodes (rules, programmes) it rests on."""

    open: bool | None
    why: str
    ids: tuple[str, ...] = ()


def verdict(node: Node, case: Case) -> Verdict:
    """Whether the way in that `node` describes is open in this case; one without a judge tells its own condition."""
    judge = JUDGES.get(node.props.get("route", ""))
    return judge(case) if judge else Verdict(None, pick(node.props.get("condition"), case.lang))


def _direct_purchase(case: Case) -> Verdict:
    act = case.limits.act
    if act is None:
        return case.say("no_limit", open_=None)
    if case.value is None:
        return case.say("direct_ask", act, open_=None)
    below = case.value < act.amount
    return case.say("direct_open" if below else "direct_closed", act, open_=below)


def _part_i(case: Case) -> Verdict:
    act, national, eea = case.limits.act, case.limits.national, case.limits.eea
    if act is None or national is None:
        return case.say("no_limit", open_=None)
    if case.value is None:
        return case.say("part_i_ask", act, national, open_=None)
    if case.value < act.amount:
        return case.say("part_i_below", act, open_=False)
    if case.value < national.amount:
        return case.say("part_i_open", act, national, open_=True)
    if case.limits.contract_class == SPECIAL and eea and case.value < eea[-1].amount:
        return case.say("part_i_special", national, *eea, open_=None)
    return case.say("part_i_closed", national, open_=False)


def _national(case: Case) -> Verdict:
    national, eea = case.limits.national, case.limits.eea
    if national is None or not eea:
        return case.say("no_limit", open_=None)
    if case.value is None:
        return case.say("national_ask", national, *eea, open_=None)
    if case.value < national.amount:
        return case.say("national_below", national, open_=False)
    if case.limits.contract_class == SPECIAL:
        return case.say("national_special", national, *eea, open_=None)
    return _below_eea(case, national, *eea)


def _below_eea(case: Case, national: Limit, *eea: Limit) -> Verdict:
    if case.value is not None and case.value < eea[0].amount:
        return case.say("national_open", national, *eea, open_=True)
    if case.value is not None and case.value < eea[-1].amount:
        return case.say("buyer_decides", *eea, open_=None)
    return case.say("national_closed", *eea, open_=False)


def _eea(case: Case) -> Verdict:
    eea = case.limits.eea
    if not eea:
        return case.say("no_limit", open_=None)
    if case.value is None:
        return case.say("eea_ask", *eea, open_=None)
    if case.value < eea[0].amount:
        return case.say("eea_closed", *eea, open_=False)
    if case.value < eea[-1].amount:
        return case.say("buyer_decides", *eea, open_=None)
    return case.say("eea_special" if case.limits.contract_class == SPECIAL else "eea_open", *eea, open_=True)


def _research(case: Case) -> Verdict:
    coded = case.limits.contract_class == RESEARCH
    return case.say("research_code" if coded else "research", open_=None)


def _design(case: Case) -> Verdict:
    act = case.limits.act
    if act and case.value is not None and case.value < act.amount:
        return case.say("design_below", act, open_=False)
    return case.say("design", act, open_=None)


def _programme(case: Case) -> Verdict:
    known = case.programmes or case.unsure
    key = "programme_open" if case.programmes else "programme_unsure" if case.unsure else "programme_none"
    names = ", ".join(caption(node, case.lang) for node in known[:NAMED])
    rest = len(known) - NAMED
    if rest > 0:
        names = say(case.lang, "routes_and_more", names=names, rest=rest)
    open_ = True if case.programmes else None if case.unsure else False
    return Verdict(
        open_, say(case.lang, f"routes_{key}", names=names, day=case.day), tuple(n.id for n in known[:NAMED])
    )


def _always(key: str, *, open_: bool | None) -> Callable[[Case], Verdict]:
    return lambda case: case.say(key, open_=open_)


#: The judge of each route of `data/routes.csv`, in the order in which a reader meets them.
JUDGES: Mapping[str, Callable[[Case], Verdict]] = {
    "direct_purchase": _direct_purchase,
    "part_i_purchase": _part_i,
    "national_competition": _national,
    "eea_competition": _eea,
    "market_dialogue": _always("dialogue", open_=True),
    "programme": _programme,
    "framework": _always("framework", open_=None),
    "dynamic_purchasing_system": _always("dps", open_=None),
    "rd_exemption": _research,
    "pre_commercial_procurement": _always("pre_commercial", open_=None),
    "innovation_partnership": _always("partnership", open_=None),
    "design_contest": _design,
}
