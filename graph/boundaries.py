"""Where the boroughs of Oslo lie: their boundaries as flat shapes, ready to draw. No map from elsewhere is needed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians

from graph.tables import DATA, table

#: Units of the drawing that the map is wide; points that fall on the same unit are drawn once.
WIDTH = 600
Ring = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Shape:
    """One borough. orgnr: its organisation number; rings: closed outlines; label: its name in lines, around `middle`."""

    orgnr: str
    name: str
    rings: Sequence[Ring]
    label: Sequence[str]
    middle: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Boundaries:
    """All shapes of a map, in a frame `width` by `height`. credit: whose they are, and the licence."""

    shapes: Sequence[Shape]
    width: int
    height: int
    credit: str


@cache
def boroughs() -> Boundaries:
    """The boroughs of Oslo, from `data/boundaries/oslo_boroughs.geojson` (WGS 84), labelled by `oslo_labels.toml`.

    Equirectangular projection: a degree of longitude is as wide as one of latitude times the cosine of the middle
    latitude, which over one city is off by less than a line's width.
    """
    read = json.loads((DATA / "boundaries" / "oslo_boroughs.geojson").read_text("utf-8"))
    outlines = {feature["properties"]["orgnr"]: _outlines(feature["geometry"]) for feature in read["features"]}
    points = [point for rings in outlines.values() for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = cos(radians((south + north) / 2))
    scale = WIDTH / ((east - west) * narrow)

    def placed(ring: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
        spots = [(round((x - west) * narrow * scale), round((north - y) * scale)) for x, y in ring]
        return [spot for place, spot in enumerate(spots) if not place or spot != spots[place - 1]]

    labels = table("boundaries/oslo_labels")
    shapes = []
    for feature in read["features"]:
        said = feature["properties"]
        rings = [ring for ring in map(placed, outlines[said["orgnr"]]) if len(ring) > 3]  # noqa: PLR2004  (a triangle, closed)
        label = labels[said["orgnr"]]
        x, y = label["middle"]
        shapes.append(Shape(said["orgnr"], said["name"], rings, label["lines"], (x, y)))
    return Boundaries(shapes, WIDTH, round((north - south) * scale), read["attribution"])


def _outlines(geometry: dict[str, list[list[list[list[float]]]]]) -> list[list[tuple[float, float]]]:
    return [[(x, y) for x, y in ring] for polygon in geometry["coordinates"] for ring in polygon]
