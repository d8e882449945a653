"""Short names of organisations: what they are made of, and what is read as one."""

import pytest

from graph.text.short_names import short_names, spoken


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Norges miljø- og biovitenskapelige universitet", "nmbu"),
        ("Universitetet i Oslo", "uio"),
        ("Norsk Helsenett SF", "nhn"),
        ("Politiets fellestjenester", "pft"),
        ("Norges vassdrags- og energidirektorat (NVE)", "nve"),
    ],
)
def test_first_letters_of_words_and_of_parts_of_compounds(name: str, short: str) -> None:
    assert short in short_names(name)


def test_what_is_too_short_is_no_name() -> None:
    assert not short_names("Oslo kommune")
    assert not short_names("")


def test_only_what_is_written_as_a_short_name_is_read_as_one() -> None:
    assert spoken("NMBU og UiO, ikke uio eller Oslo, X") == ["NMBU", "UiO"]
