"""What all layouts share: a spot, and the room that a node and its label take, in the picture's own units."""

from __future__ import annotations

Spot = tuple[float, float]

ROOM_X, ROOM_Y = 190.0, 92.0
