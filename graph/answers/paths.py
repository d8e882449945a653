"""What `paths` answers."""

from __future__ import annotations

from graph.answers.base import Answer, SourceRef


class NodeRef(Answer, frozen=True):
    id: str
    kind: str
    name: str
    type: str | None = None


class Step(Answer, frozen=True):
    """One hop, told in words in the direction walked. from_ and to are ids; relation: its kind.

    weakest: the costliest hop of the path; because: what makes it weak, empty where it is only the dearest of sound ones.
    """

    from_: str
    relation: str
    to: str
    text: str
    valid_from: str | None = None
    valid_to: str | None = None
    current: bool | None = None
    forward: bool = True
    cost: float = 0.0
    weakest: bool = False
    because: str = ""
    sources: list[SourceRef] = []


class Path(Answer, frozen=True):
    cost: float
    hops: int
    nodes: list[NodeRef]
    steps: list[Step]


class PathsAnswer(Answer, frozen=True):
    """reason: None | "same" | "none" — with `nearest` what stands nearest where there is no path, and `text` that says it."""

    from_: list[NodeRef]
    to: list[NodeRef]
    on: str
    paths: list[Path]
    reason: str | None = None
    text: str = ""
    nearest: list[NodeRef] = []
    truncated: bool = False
