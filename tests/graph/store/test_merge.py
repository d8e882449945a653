"""What is worked out in fewer steps for an entity of one claim is what the steps for any number of claims give."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Claim, Document
from graph.store.days import NEVER, known_from
from graph.store.merge import Rules, alone, full_from, said, spells

dates = st.sampled_from([None, "2019-01-01", "2021", "2030"])
props = st.fixed_dictionaries(
    {}, optional={"name": st.just("a"), "note": st.just("b"), "valid_from": dates.filter(bool)}
)
lasting = st.one_of(st.none(), st.frozensets(st.sampled_from(["name", "note", "valid_from"])))


@given(dates, props, lasting)
def test_one_claim_alone_is_as_among_many(published, props, lasting) -> None:
    rules = Rules({}, lasting)
    claims = [said(Claim("x", "s", Document("d", "d", published=published), props), "unit", rules)]
    spans = [spells(claims, undated=undated) for undated in (False, True)]
    assert all(len(span) <= 1 and all(last == NEVER for _, last in span) for span in spans)
    lows = [span[0][0] if span else NEVER for span in spans]
    full = [full_from(claims, undated=undated) for undated in (False, True)]
    assert alone(known_from(published), props, rules) == (*lows, *full)
