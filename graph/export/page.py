"""An HTML page with the picture, which can be moved and zoomed, and the same as a table. One file, nothing fetched.

Nodes, edges and options come from pyvis; its own page links style sheets from elsewhere, so the page is written here,
with the vis-network script that pyvis carries. Names are put in as data and as escaped text, never as markup.
"""

from __future__ import annotations

import json
from html import escape
from importlib.resources import files
from itertools import islice
from typing import Any, BinaryIO

import networkx as nx

from graph.export.contents import Contents, NodeRow, RelationRow
from graph.export.tables import sources_text
from graph.schema import schema
from graph.wording import say

#: Nodes in the picture and the table: more can neither be laid out soon nor read.
NODES_SHOWN = 400
#: A name longer than this is cut in the picture; the table has it whole.
LABEL_LENGTH = 34
#: Pixels between neighbours, roughly.
SPREAD = 140
_OPTIONS = {
    "physics": False,
    "interaction": {
        "hover": True,
        "tooltipDelay": 100,
        "navigationButtons": False,
        "keyboard": {"bindToWindow": False},
    },
    "nodes": {"size": 14},
    "edges": {"arrows": "to", "smooth": {"type": "dynamic"}, "color": {"color": "#9a9a9a"}, "font": {"size": 11}},
}
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
# Each kind's own outline, which vis-network does not know: drawn from its path in a box of 16 by 16, the name below. In a picture
# that is shown small both are drawn up to twice as large.
_SIGNS = """for (const node of graph.nodes) {
  const outline = new Path2D(graph.shapes[node.kind]);
  node.ctxRenderer = ({ ctx, x, y, label }) => {
    const grow = Math.min(2, Math.max(1, (0.75 * devicePixelRatio) / ctx.getTransform().a));
    return {
      drawNode() {
        ctx.translate(x - 14 * grow, y - 14 * grow);
        ctx.scale(1.75 * grow, 1.75 * grow);
        Object.assign(ctx, { fillStyle: node.color, strokeStyle: "#1a1a1a", lineWidth: 0.6 });
        ctx.fill(outline);
        ctx.stroke(outline);
      },
      drawExternalLabel() {
        Object.assign(ctx, { font: `${15 * grow}px system-ui, sans-serif`, textAlign: "center", lineWidth: 4 * grow });
        Object.assign(ctx, { strokeStyle: "#fff", fillStyle: "#1a1a1a" });
        ctx.strokeText(label, x, y + 29 * grow);
        ctx.fillText(label, x, y + 29 * grow);
      },
      nodeDimensions: { width: 28 * grow, height: 28 * grow },
    };
  };
}"""
_STYLE = """body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1a1a1a;background:#fff}
main{max-width:1200px;margin:auto;padding:1rem}
#picture{height:70vh;border:1px solid #ccc;border-radius:6px}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.875rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #ddd}
td:last-child{overflow-wrap:anywhere}
.ended{color:#666;font-style:italic}"""


def write(contents: Contents, out: BinaryIO) -> tuple[int, int]:
    """Writes the page with at most NODES_SHOWN nodes; returns how many nodes and relations it holds."""
    nodes = list(islice(contents.nodes(), NODES_SHOWN))
    ids = {node.id for node in nodes}
    relations = [row for row in contents.relations() if row.from_id in ids and row.to_id in ids]
    lang = contents.lang
    title = say(lang, "export_page_title", nodes=len(nodes), relations=len(relations))
    script = files("pyvis").joinpath("templates/lib/vis-9.1.2/vis-network.min.js").read_text("utf-8")
    script = script.replace("</script", "<\\/script")
    page = f"""<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>
<style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1>
<div id="picture" role="img" aria-label="{escape(say(lang, "export_page_picture"))}"></div>
{_table(relations, lang)}</main>
<script>{script}</script>
<script>const graph = {_data(nodes, relations, lang)};
{_SIGNS}
new vis.Network(document.getElementById("picture"),
  {{nodes: new vis.DataSet(graph.nodes), edges: new vis.DataSet(graph.edges)}}, graph.options);</script>
</body></html>
"""
    out.write(page.encode("utf-8", "replace"))
    return len(nodes), len(relations)


def _data(nodes: list[NodeRow], relations: list[RelationRow], lang: str) -> str:
    """The picture as a JSON literal that cannot end the script it stands in."""
    from pyvis.network import Network  # noqa: PLC0415 — a second to import, needed for this format alone

    net = Network(directed=True)
    places = _places(nodes, relations)
    kinds = schema().nodes
    for node in nodes:
        x, y = places[node.id]
        kind = kinds[node.kind]
        sign = {"kind": node.kind, "color": kind.colour, "shape": "custom", "x": x, "y": y}
        net.add_node(node.id, label=_short(node.name), title=_tooltip(node, lang), **sign)
    for row in relations:
        words = schema().relations[row.kind].title[lang]
        net.add_edge(row.from_id, row.to_id, title=words, dashes=row.current is False)
    shapes = {node.kind: kinds[node.kind].shape for node in nodes}
    shown = {"nodes": net.nodes, "edges": net.edges, "shapes": shapes, "options": _OPTIONS}
    text = json.dumps(shown)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _places(nodes: list[NodeRow], relations: list[RelationRow]) -> dict[str, tuple[float, float]]:
    """Where each node stands, in pixels: the same for the same graph."""
    graph: Any = nx.Graph()
    graph.add_nodes_from(node.id for node in nodes)
    graph.add_edges_from((row.from_id, row.to_id) for row in relations)
    if not nodes:
        return {}
    spread = SPREAD * max(len(nodes), 4) ** 0.5
    places = nx.spring_layout(graph, seed=7, iterations=60)
    return {node: (round(float(x) * spread, 1), round(float(y) * spread, 1)) for node, (x, y) in places.items()}


def _tooltip(node: NodeRow, lang: str) -> str:
    """Kind, whole name and sources; vis-network shows text, not markup."""
    kind = schema().nodes[node.kind].title[lang]
    return "\n".join(part for part in (node.name, kind, sources_text(node.sources)) if part)


def _short(name: str) -> str:
    return name if len(name) <= LABEL_LENGTH else f"{name[: LABEL_LENGTH - 1]}…"


def _table(relations: list[RelationRow], lang: str) -> str:
    heads = "".join(
        f'<th scope="col">{escape(say(lang, f"export_page_{column}"))}</th>'
        for column in ("from", "relation", "to", "dates", "sources")
    )
    rows = "\n".join(_row(row, lang) for row in relations)
    return f'<div class="scroll"><table><thead><tr>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table></div>'


def _row(row: RelationRow, lang: str) -> str:
    dates = " – ".join(str(row.props.get(end) or "") for end in ("valid_from", "valid_to")).strip(" –")
    cells = (row.from_name, schema().relations[row.kind].title[lang], row.to_name, dates, sources_text(row.sources))
    ended = ' class="ended"' if row.current is False else ""
    return f"<tr{ended}>" + "".join(f"<td>{escape(text)}</td>" for text in cells) + "</tr>"
