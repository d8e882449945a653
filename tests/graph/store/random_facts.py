"""Small random loads by three overlapping sources: what stores are tried with, so that nothing depends on the order."""

from __future__ import annotations

from hypothesis import strategies as st

from graph.model import Document, Node, Relation, Source
from graph.when import On

IDS = ["n0", "n1", "n2", "n3"]
DAYS = ["2020-01-01", "2021", "2022-05-01"]
ASKED = [
    On(day, undated) for day in ("2019-06-01", "2020-06-01", "2021-12-31", "2026-01-01") for undated in (False, True)
]
SOURCES = [
    Source("a", {"en": "A"}, "p", "l", trust=3),
    Source("b", {"en": "B"}, "p", "l", trust=1, mode="documents"),
    Source("c", {"en": "C"}, "p", "l", trust=1, mode="documents"),
]

dates = st.sampled_from([None, *DAYS])
documents = st.fixed_dictionaries(
    {
        name: st.builds(
            Document, st.just(name), st.just("title"), published=dates, retrieved_at=st.sampled_from(DAYS[1:])
        )
        for name in ("d0", "d1", "d2")
    }
)
unit_props = st.fixed_dictionaries(
    {},
    optional={
        "name": st.dictionaries(st.sampled_from(["nb", "en"]), st.sampled_from(["skole", "tolk"]), min_size=1),
        "mandate": st.just({"nb": "renovasjon"}),
        "type": st.sampled_from(["borough", "agency"]),
        "aliases": st.lists(st.sampled_from(["x", "y", "z"]), min_size=1, max_size=2, unique=True),
        "valid_from": st.sampled_from([*DAYS, "2030"]),
        "valid_to": st.sampled_from(DAYS),
    },
)
supplier_props = st.fixed_dictionaries({"name": st.just("firma")}, optional={"country": st.just("NO")})
ends = st.lists(st.sampled_from([*IDS, "nowhere"]), min_size=2, max_size=2, unique=True)
relation_props = st.fixed_dictionaries(
    {},
    optional={
        "role": st.sampled_from(["r", "s"]),
        "valid_from": st.sampled_from(DAYS),
        "valid_to": st.sampled_from(DAYS),
        "note": st.dictionaries(st.sampled_from(["nb", "en"]), st.just("n"), min_size=1),
    },
)
doc_names = st.sampled_from(["d0", "d1", "d2"])
node_facts = st.tuples(
    st.one_of(
        st.builds(Node, st.sampled_from(IDS), st.just("unit"), unit_props),
        st.builds(Node, st.sampled_from(IDS), st.just("unit"), unit_props),
        st.builds(Node, st.sampled_from(IDS), st.just("supplier"), supplier_props),
    ),
    doc_names,
)
relation_facts = st.tuples(
    st.builds(
        lambda pair, kind, props: Relation(pair[0], kind, pair[1], props),
        ends,
        st.sampled_from(["part_of", "post_in", "holds"]),
        relation_props,
    ),
    doc_names,
)
facts = st.lists(st.one_of(node_facts, relation_facts), max_size=10)
