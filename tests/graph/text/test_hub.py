"""A model from a hub that cannot be had is one clear line, with what to do; nothing falls back in silence."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from graph.errors import BadInput
from graph.text.embed import default_embedder
from graph.text.embedder import SETTING


def test_a_model_that_cannot_be_had_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "fastembed:nobody/no-such-model")
    with pytest.raises(BadInput) as wrong:
        default_embedder()
    assert wrong.value.key == ("embed_not_fetched" if find_spec("fastembed") else "embed_not_installed")
    assert len(wrong.value.text("nb").splitlines()) == 1
    assert wrong.value.hint("nb")
