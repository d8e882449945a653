"""Why a unit: its score as a bar of parts that adds up, and each part told with its source."""

from __future__ import annotations

from collections.abc import Sequence

from graph.amounts import number
from graph.answers import Evidence
from ui.cited import cite
from ui.here import Here
from ui.markup import Safe, el, join
from ui.tongue import sentence

#: What adds nothing and takes nothing is not drawn.
_NOTHING = 0.0005
#: What two decimals show as nought is drawn, but not named below the bar.
_LEAST_TOLD = 0.005


def bar(here: Here, evidence: Sequence[Evidence], score: float, widest: float) -> Safe:
    """The parts of `score` side by side; `widest` is the sum of positive parts that fills the whole width.

    What holds back (a joint agreement, say) is drawn over the end of the bar, hatched: what is left is the score.
    """
    adding = [piece for piece in evidence if piece.contribution > _NOTHING]
    taking = [piece for piece in evidence if piece.contribution < -_NOTHING]
    unit = 100 / max(widest, 1e-9)
    parts = [_part(here, piece, piece.contribution * unit) for piece in adding]
    brake = min(sum(-piece.contribution for piece in taking), sum(piece.contribution for piece in adding))
    if taking:
        parts.append(el("span", class_="brake", style=f"width:{brake * unit:.2f}%;margin-left:-{brake * unit:.2f}%"))
    drawn = el("div", *parts, class_="bar", role="img", aria_label=in_words(here, evidence, score))
    by_feature: dict[str, float] = {}
    for piece in [*adding, *taking]:
        by_feature[piece.feature] = by_feature.get(piece.feature, 0) + piece.contribution
    names = [_legend(here, name, value) for name, value in by_feature.items() if abs(value) >= _LEAST_TOLD]
    return join(drawn, el("p", *names, class_="legend", aria_hidden="true"))


def in_words(here: Here, evidence: Sequence[Evidence], score: float) -> str:
    """The bar for who cannot see it: "Need 0.62 + size 0.30 − agreement 0.10 = 0.82"."""
    told = ""
    for piece in evidence:
        if abs(piece.contribution) <= _NOTHING:
            continue
        sign = " − " if piece.contribution < 0 else " + " if told else ""
        told += f"{sign}{feature(here, piece.feature)} {_points(abs(piece.contribution), here.lang)}"
    return f"{told} = {_points(score, here.lang)}"


def lines(here: Here, evidence: Sequence[Evidence]) -> Safe:
    """Every piece of evidence: its name, its sentence, what it adds, its sources."""
    return el("ol", *[_line(here, piece) for piece in evidence], class_="evidence")


def feature(here: Here, name: str) -> str:
    """A feature's name for people."""
    return here.word(f"feature_{name}", missing=name.replace("_", " "))


def points(here: Here, value: float) -> str:
    """A score or part of one, with two decimals and its sign if it takes away."""
    return f"{'−' if value < 0 else ''}{_points(abs(value), here.lang)}"


def _legend(here: Here, name: str, value: float) -> Safe:
    sign = "brake" if value < 0 else f"f-{_slug(name)}"
    return el(
        "span", el("span", class_=f"key {sign}"), f"{feature(here, name)} {points(here, value)}", class_="part-name"
    )


def _part(here: Here, piece: Evidence, width: float) -> Safe:
    title = f"{feature(here, piece.feature)}: {_points(piece.contribution, here.lang)}"
    return el("span", class_=f"part f-{_slug(piece.feature)}", style=f"width:{width:.2f}%", title=title)


def _line(here: Here, piece: Evidence) -> Safe:
    takes = piece.contribution < -_NOTHING
    value = points(here, piece.contribution)
    shown = value if takes else f"+{value}" if piece.contribution > _NOTHING else "0"
    return el(
        "li",
        el("span", class_="brake key" if takes else f"key f-{_slug(piece.feature)}", aria_hidden="true"),
        el(
            "div",
            el("b", feature(here, piece.feature)),
            join(" ", sentence(here, piece.text, [piece])),
            cite(here, piece.sources),
            class_="said",
        ),
        el(
            "span",
            shown,
            class_="adds",
            title=here.word("weight_times", weight=number(piece.weight, here.lang), value=points(here, piece.value)),
        ),
        class_="takes" if takes else None,
    )


def _points(value: float, lang: str) -> str:
    text = f"{value:.2f}"
    return text.replace(".", ",") if lang == "nb" else text


def _slug(name: str) -> str:
    return "".join(char for char in name if char.isalpha())
