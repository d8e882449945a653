"""GEXF 1.2, written as a stream. Read back by NetworkX and Gephi."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from lxml import etree

from graph.export.attributes import node_attributes, node_columns, relation_attributes, relation_columns, xml_id
from graph.export.contents import Contents

NAMESPACE = "http://www.gexf.net/1.2draft"


def write(contents: Contents, out: BinaryIO) -> tuple[int, int]:
    """Writes `contents` and returns how many nodes and relations there were."""
    node_cols, edge_cols = node_columns(contents.node_kinds), relation_columns(contents.relation_kinds)
    nodes = relations = 0
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with (
            xml.element("gexf", xmlns=NAMESPACE, version="1.2"),
            xml.element("graph", defaultedgetype="directed", mode="static"),
        ):
            for prefix, target, columns in (("n", "node", node_cols), ("e", "edge", edge_cols)):
                with xml.element("attributes", {"class": target, "mode": "static"}):
                    for name, type_ in columns.items():
                        xml.write(etree.Element("attribute", id=f"{prefix}.{name}", title=name, type=type_))
            with xml.element("nodes"):
                for node in contents.nodes():
                    nodes += 1
                    attributes = node_attributes(node, node_cols)
                    head = {"id": xml_id(node.id), "label": xml_id(node.name)}
                    xml.write(_element("node", head, attributes))
            with xml.element("edges"):
                for row in contents.relations():
                    relations += 1
                    head = {"id": xml_id(row.id), "source": xml_id(row.from_id), "target": xml_id(row.to_id)}
                    xml.write(_element("edge", head, relation_attributes(row, edge_cols)))
    return nodes, relations


def _element(tag: str, head: Mapping[str, str], attributes: Mapping[str, Any]) -> Any:
    element = etree.Element(tag, dict(head))
    values = etree.SubElement(element, "attvalues")
    for name, value in attributes.items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        etree.SubElement(values, "attvalue", {"for": f"{tag[0]}.{name}", "value": text})
    return element
