"""GraphML, written as a stream: one element in memory at a time. Read back by NetworkX, yEd, Gephi."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from lxml import etree

from graph.export.attributes import node_attributes, node_columns, relation_attributes, relation_columns, xml_id
from graph.export.contents import Contents

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def write(contents: Contents, out: BinaryIO) -> tuple[int, int]:
    """Writes `contents` and returns how many nodes and relations there were."""
    node_cols, edge_cols = node_columns(contents.node_kinds), relation_columns(contents.relation_kinds)
    nodes = relations = 0
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("graphml", xmlns=NAMESPACE):
            for prefix, target, columns in (("n", "node", node_cols), ("e", "edge", edge_cols)):
                for name, type_ in columns.items():
                    key = {"id": f"{prefix}.{name}", "for": target, "attr.name": name, "attr.type": type_}
                    xml.write(etree.Element("key", key))
            with xml.element("graph", edgedefault="directed"):
                for node in contents.nodes():
                    nodes += 1
                    xml.write(_element("node", {"id": xml_id(node.id)}, node_attributes(node, node_cols)))
                for row in contents.relations():
                    relations += 1
                    ends = {"id": xml_id(row.id), "source": xml_id(row.from_id), "target": xml_id(row.to_id)}
                    xml.write(_element("edge", ends, relation_attributes(row, edge_cols)))
    return nodes, relations


def _element(tag: str, head: Mapping[str, str], attributes: Mapping[str, Any]) -> Any:
    element = etree.Element(tag, dict(head))
    for name, value in attributes.items():
        data = etree.SubElement(element, "data", key=f"{tag[0]}.{name}")
        data.text = str(value).lower() if isinstance(value, bool) else str(value)
    return element
