"""What an address says, and nothing more than it may."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.address import MOST_TEXT, Asked, asked

TEXT = st.text(max_size=60).map(lambda text: "".join(char for char in text if char.isprintable()).strip())
WEIGHTS = st.dictionaries(st.sampled_from(["need", "size"]), st.integers(0, 40).map(lambda tenths: tenths / 10))


@given(TEXT, TEXT.map(lambda text: text[:40].strip()), WEIGHTS, st.integers(0, 99))
def test_an_address_says_what_was_asked(offering: str, value: str, weights: dict[str, float], more: int) -> None:
    question = Asked(offering=offering, value=value, weights=weights, types=("borough",), without=("7954",), more=more)
    query = {name: said if isinstance(said, list) else [said] for name, said in question.params().items()}
    assert asked(query) == question


@given(st.dictionaries(st.sampled_from(["q", "value", "on", "type", "w", "without", "more"]), st.lists(st.text())))
def test_no_address_breaks_the_page(query: dict[str, list[str]]) -> None:
    question = asked(query)
    assert len(question.offering) <= MOST_TEXT
    assert question.offering.isprintable()
