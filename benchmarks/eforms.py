"""Fill rates and speed of the eForms loader: `python -m benchmarks.eforms FOLDER`; figures: docs/eforms.md.

The XML is counted by element paths alone, without the loader's code.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from lxml import etree

from graph.model import Node, Relation
from graph.store.address import open_store
from graph.store.base import Found, Neighbours
from graph.when import On
from loaders.eforms.loader import load
from loaders.resolve import Resolver
from loaders.run import run_load
from loaders.source import LOADERS, Reading, declaration

PATHS = {
    "buyer": "//*[local-name()='ContractingParty']/*[local-name()='Party']/*[local-name()='PartyIdentification']",
    "buyer number": "//*[local-name()='Company'][*[local-name()='PartyIdentification']/*[local-name()='ID']"
    " = //*[local-name()='ContractingParty']/*[local-name()='Party']/*[local-name()='PartyIdentification']/*]"
    "/*[local-name()='PartyLegalEntity']/*[local-name()='CompanyID'][normalize-space()]",
    "main CPV": "//*[local-name()='MainCommodityClassification']",
    "value": "//*[local-name()='EstimatedOverallContractAmount' or local-name()='FrameworkMaximumAmount'"
    " or local-name()='TotalAmount' or local-name()='PayableAmount']",
    "deadline": "//*[local-name()='TenderSubmissionDeadlinePeriod' or local-name()='InterestExpressionReceptionPeriod'"
    " or local-name()='ParticipationRequestReceptionPeriod']",
    "winner": "//*[local-name()='TenderingParty']/*[local-name()='Tenderer']",
    "lot": "//*[local-name()='ProcurementProjectLot']",
}


class Nothing:
    """An empty graph, so that the loader alone is measured."""

    def get(self, *_: object) -> dict[str, Node]:
        return {}

    def search(self, *_: object, **__: object) -> Found:
        return Found()

    def neighbours(self, *_: object, **__: object) -> Neighbours:
        return Neighbours()


def main(folder: Path) -> None:
    """Prints notices that hold each field: in the XML, in the graph; then notices a second."""
    roots = [etree.parse(path) for path in sorted(folder.glob("*.xml"))]
    seconds, facts = min((_timed(folder) for _ in range(5)), key=lambda run: run[0])
    notices = [fact.props for fact in facts if isinstance(fact, Node) and fact.kind == "notice"]
    relations = [fact for fact in facts if isinstance(fact, Relation)]
    numbered = {
        fact.id
        for fact in facts
        if isinstance(fact, Node) and fact.kind == "unit" and (fact.props.get("orgnr") or fact.props.get("numbers"))
    }
    ours = {
        "buyer": len({fact.to_id for fact in relations if fact.kind == "published"}),
        "buyer number": len(
            {fact.to_id for fact in relations if fact.kind == "published" and fact.from_id in numbered}
        ),
        "main CPV": len(
            {fact.from_id for fact in relations if fact.kind == "classified_as" and fact.props.get("main")}
            & {fact.id for fact in facts if isinstance(fact, Node) and fact.kind == "notice"}
        ),
        "value": sum("estimated_value" in props or "awarded_value" in props for props in notices),
        "deadline": sum("deadline" in props for props in notices),
        "winner": len({fact.from_id for fact in relations if fact.kind == "awarded_to"}),
        "lot": sum("lots" in props for props in notices),
    }
    for name, path in PATHS.items():
        print(f"| {name} | {sum(bool(root.xpath(path)) for root in roots)} | {ours[name]} |")
    print(f"{len(notices)} notices; loader alone: {len(notices) / seconds:.0f} a second")
    print(f"whole load beside the bundled graph: {len(notices) / _whole(folder):.0f} a second")


def _timed(folder: Path) -> tuple[float, list[object]]:
    reading = Reading(declaration(LOADERS / "eforms"), (folder,), Resolver(Nothing(), On.today()))
    began = time.process_time()
    facts: list[object] = list(load(reading))
    return time.process_time() - began, facts


def _whole(folder: Path) -> float:
    """Seconds to load the folder into a store that holds the bundled graph."""
    with tempfile.TemporaryDirectory() as place:
        store = open_store(f"sqlite:///{place}/graph.db")
        run_load(store, "oslo")
        seconds = run_load(store, "eforms", [folder]).seconds
        store.close()
    return seconds


if __name__ == "__main__":
    main(Path(sys.argv[1]))
