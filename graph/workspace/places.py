"""Where a workspace lies: beside the graph, one for each person who signs in."""

from __future__ import annotations

import hashlib
import ipaddress
from pathlib import Path

from graph.store.address import SQLITE

#: The checkout's own folder for what it keeps.
STORE_FOLDER = Path(__file__).resolve().parents[2] / "store"


def workspace_path(store_url: str, person: str | None = None) -> Path:
    """The file of a workspace beside the graph at `store_url`; a graph on a server has it in the checkout's `store`.

    person: what the sign-in calls them; None for the one person of this machine.
    """
    folder = Path(store_url.removeprefix(SQLITE)).parent if store_url.startswith(SQLITE) else STORE_FOLDER
    if person is None:
        return folder / "workspace.db"
    return folder / f"workspace-{hashlib.sha256(person.encode('utf-8', 'replace')).hexdigest()[:24]}.db"


def is_loopback(host: str) -> bool:
    """Whether `host` (a name or an address) is this machine alone; an empty one is every address it has."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
