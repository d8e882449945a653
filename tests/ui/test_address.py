"""What an address says, and nothing more than it may."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.address import MOST_TEXT, Asked, asked

TEXT = st.text(max_size=60).map(lambda text: "".join(char for char in text if char.isprintable()).strip())
WEIGHTS = st.dictionaries(st.sampled_from(["need", "size"]), st.integers(0, 40).map(lambda tenths: tenths / 10))


IDS = st.lists(st.sampled_from(["unit-a", "unit-b", "no-orgnr-970534644", "duty-c"]), unique=True, max_size=4).map(
    tuple
)


@given(TEXT, TEXT.map(lambda text: text[:40].strip()), WEIGHTS, st.integers(0, 99), IDS, IDS)
def test_an_address_says_what_was_asked(
    offering: str, value: str, weights: dict[str, float], more: int, ids: tuple[str, ...], others: tuple[str, ...]
) -> None:
    question = Asked(
        offering=offering,
        value=value,
        weights=weights,
        types=("borough",),
        sizes=("small", "large"),
        places=ids,
        without=("7954",),
        without_duties=others,
        extra_duties=ids,
        more=more,
        compared=others,
        contact="unit-a",
        adding=value,
    )
    query = {name: said if isinstance(said, list) else [said] for name, said in question.params().items()}
    assert asked(query) == question


@given(
    st.dictionaries(
        st.sampled_from(
            ["q", "value", "on", "type", "w", "without", "more", "vs", "place", "size", "duty", "add", "contact"]
        ),
        st.lists(st.text()),
    )
)
def test_no_address_breaks_the_page(query: dict[str, list[str]]) -> None:
    question = asked(query)
    assert len(question.offering) <= MOST_TEXT
    assert question.offering.isprintable()
