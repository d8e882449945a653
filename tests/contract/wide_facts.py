"""Random loads wider than those of `random_facts`: former ids, keys of relations, several texts with vectors."""

from __future__ import annotations

from hypothesis import strategies as st

from graph.model import Node, Relation
from tests.graph.store.random_facts import DAYS, doc_names, relation_props, supplier_props, unit_props

IDS = [f"n{number}" for number in range(7)]
#: Ids that things once had; one of them is another's present id.
FORMER = ["old0", "old1", "n6"]
KINDS = ["part_of", "post_in", "holds", "party_to", "awarded_to"]

_wide_props = st.builds(
    lambda props, more: {**props, **more},
    unit_props,
    st.fixed_dictionaries(
        {},
        optional={
            "former_ids": st.lists(st.sampled_from(FORMER), min_size=1, max_size=2, unique=True),
            "mandate": st.dictionaries(
                st.sampled_from(["nb", "en"]), st.sampled_from(["renovasjon", "tolketjeneste"]), min_size=1
            ),
        },
    ),
)
_notice_props = st.fixed_dictionaries(
    {"title": st.dictionaries(st.sampled_from(["nb", "en"]), st.sampled_from(["tolk", "skole"]), min_size=1)}
)
_tie_props = st.builds(
    lambda props, more: {**props, **more},
    relation_props,
    st.fixed_dictionaries({}, optional={"valid_from": st.sampled_from(DAYS)}),
)
_ends = st.lists(st.sampled_from([*IDS, "nowhere"]), min_size=2, max_size=2, unique=True)
_ids = st.sampled_from(IDS)
_node = st.one_of(
    st.builds(Node, _ids, st.just("unit"), _wide_props),
    st.builds(Node, _ids, st.just("unit"), _wide_props),
    st.builds(Node, _ids, st.just("supplier"), supplier_props),
    st.builds(Node, _ids, st.just("notice"), _notice_props),
)
_awards = st.fixed_dictionaries({}, optional={"lot": st.sampled_from(["1", "2"])})
_relation = st.one_of(
    st.builds(
        lambda pair, kind, props: Relation(pair[0], kind, pair[1], props),
        _ends,
        st.sampled_from(KINDS[:3]),
        _tie_props,
    ),
    st.builds(lambda pair, role: Relation(pair[0], "party_to", pair[1], role), _ends, st.just({"role": "buyer"})),
    st.builds(lambda pair, props: Relation(pair[0], "awarded_to", pair[1], props), _ends, _awards),
)
facts = st.lists(st.tuples(st.one_of(_node, _relation), doc_names), max_size=30)
#: A direction by the mark of a text: the same text has the same vector everywhere.
vectors = st.lists(st.tuples(*(st.integers(-3, 3) for _ in range(3))).filter(any), min_size=4, max_size=4)
