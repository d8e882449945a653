"""What an entry of the register becomes in the graph: public bodies are units, private ones suppliers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.ids import supplier_id, unit_id
from graph.model import Document, Fact, Node, Relation
from loaders.brreg.entities import Entity
from loaders.brreg.names import readable
from loaders.brreg.public import OTHER, unit_type
from loaders.resolve import BAD_NUMBER

#: Scheme of Norwegian organisation numbers in the list of organisation identifiers (org-id.guide).
SCHEME = "NO-BRC"
#: Ends the document id of a closing note: the register's last full entry stays beside it.
ENDED = "-ended"
#: Ends the document id of the roles.
ROLES = "-roles"

_ENTRY_URL = "https://data.brreg.no/enhetsregisteret/api/{kind}/{number}"


def supplier_node_id(entity: Entity) -> str:
    """The id of a private organisation: by number, or by name where the number fails its check."""
    return unit_id(entity.number) if entity.sound else supplier_id(readable(entity.name), "no")


def document(entity: Entity, retrieved_at: str | None) -> Document:
    """The entry as a source. The register says how things stand: it was read on a day, not published on one."""
    kind = "underenheter" if entity.sub_unit else "enheter"
    return Document(
        entity.number + (ENDED if entity.short else ""),
        f"Enhetsregisteret: {entity.name} ({entity.number})",
        _ENTRY_URL.format(kind=kind, number=entity.number) if entity.sound else None,
        retrieved_at=retrieved_at,
    )


def roles_document(number: str, retrieved_at: str | None) -> Document:
    """The roles of a unit as a source."""
    url = _ENTRY_URL.format(kind="enheter", number=number) + "/roller"
    return Document(number + ROLES, f"Enhetsregisteret: roller ({number})", url, retrieved_at=retrieved_at)


def unit_facts(entity: Entity, node_id: str, parent_id: str | None, said_in: Document) -> Iterator[Fact]:
    """A public body, and where it belongs."""
    name = readable(entity.name)
    kind = unit_type(form=entity.form, sector=entity.sector, industry=entity.industry, name=entity.name)
    props = {
        "name": {"nb": name},
        "register_name": entity.name,
        # A closing note holds too little to say "other"; the last full entry beside it knows better.
        "type": None if entity.short and kind == OTHER else kind,
        "aliases": [readable(alias) for alias in entity.aliases],
        "mandate": {"nn" if entity.nynorsk else "nb": entity.mandate} if entity.mandate else None,
        "org_form": entity.form,
        "sector_code": entity.sector,
        "industry_code": entity.industry,
        "municipality_code": entity.municipality,
        "country": entity.country or ("NO" if entity.municipality else ""),
        "seat": readable(entity.seat),
        "website": entity.website,
        "employees": entity.employees,
        "valid_from": entity.valid_from,
        "valid_to": entity.valid_to,
        **_numbers(entity),
    }
    yield Node(node_id, "unit", _said(props), said_in)
    if parent_id:
        term = {"valid_from": entity.valid_from, "valid_to": entity.valid_to}
        yield Relation(node_id, "part_of", parent_id, _said(term), said_in)


def supplier_facts(entity: Entity, node_id: str, said_in: Document) -> Iterator[Fact]:
    """A private organisation: someone a public body may buy from."""
    props = {
        "name": readable(entity.name),
        "aliases": [readable(alias) for alias in entity.aliases],
        "country": entity.country or "NO",
        **_numbers(entity),
    }
    yield Node(node_id, "supplier", _said(props), said_in)


def _numbers(entity: Entity) -> dict[str, Any]:
    if entity.sound:
        return {"orgnr": entity.number, "scheme": SCHEME}
    return {"numbers": [entity.number], "number_flag": BAD_NUMBER}


def _said(props: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in props.items() if value not in (None, "", [], {})}
