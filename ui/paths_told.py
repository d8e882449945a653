"""Paths as lists of sentences: each hop with its source and date, the weakest one named and why."""

from __future__ import annotations

from graph.answers import Path, PathsAnswer, Step
from ui.cited import cite, readers_days
from ui.here import Here
from ui.markup import Safe, el


def paths_told(here: Here, answer: PathsAnswer) -> Safe:
    """All paths, the cheapest first."""
    return el("div", *[_path(here, number, path) for number, path in enumerate(answer.paths, 1)], class_="paths")


def path_name(here: Here, number: int) -> str:
    """What a path is called, in the list and in the picture."""
    return here.word("path_name", number=number)


def _path(here: Here, number: int, path: Path) -> Safe:
    count = here.word("path_hop") if path.hops == 1 else here.word("path_hops", count=path.hops)
    return el(
        "section",
        el("h3", _light(here, number), el("span", count, class_="tally")),
        el("ol", *[_hop(here, step, alone=path.hops == 1) for step in path.steps]),
        class_="path",
    )


def _light(here: Here, number: int) -> Safe:
    """The name of a path; pressed, it lights the path in the picture (`ui/selection.js`)."""
    title = here.word("path_light", number=number)
    return el("button", path_name(here, number), type="button", title=title, data_path=number - 1, aria_pressed="false")


def _hop(here: Here, step: Step, *, alone: bool) -> Safe:
    weak = step.weakest and not alone
    why = readers_days(step.because, here.lang)
    return el(
        "li",
        el("span", readers_days(step.text, here.lang)),
        el("p", el("b", here.word("weakest")), " – " + why if why else "", class_="weak") if weak else None,
        cite(here, step.sources, named=True),
        class_="weakest" if weak else None,
    )
