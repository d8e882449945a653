"""Why the costliest hop of a path is the one most likely to fail, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from graph.model import Node, Relation
from graph.paths_cost import busy, relation_cost
from graph.paths_known import Known
from graph.schema import caption
from graph.store.ties import last_held
from graph.wording import say

#: A kind of this weight says what two have in common, not that they ever met (see data/paths.toml).
IN_COMMON = 2.5
#: A hop is old from this age factor on (2 half-lives are 1.75), and a node a hub from so many relations on.
OLD, HUB = 1.5, 40


def why_weak(known: Known, relation: Relation, nodes: Mapping[str, Node], lang: str) -> str:
    """What makes `relation` weak: that it has ended, is something in common only, passes a hub, is old or undated.

    The one that makes it dearest is named; empty where it is only the dearest of sound hops.
    """
    weight = float(known.settings["weight"][relation.kind])
    age = relation_cost(relation, known.on, known.settings) / weight
    ends = (relation.from_id, relation.to_id)
    hub = max(ends, key=lambda id_: (known.passing(id_), id_))
    held = last_held(relation.props, relation.published)
    reasons = {
        "paths_weak_common": weight / IN_COMMON,
        "paths_weak_hub": known.passing(hub) / busy(HUB),
        "paths_weak_ended" if relation.current is False else "paths_weak_old" if held else "paths_weak_undated": age
        / OLD,
    }
    key = max(reasons, key=lambda name: reasons[name])
    if reasons[key] < 1:
        return ""
    return say(lang, key, name=caption(nodes[hub], lang), count=known.degree(hub), day=held or "")
