"""Addresses that between them show every page, with and without an answer, and every state a page can be in."""

from __future__ import annotations

from ui.packed import pack

ALNA = "no-orgnr-970534644"
POLICE = "no-orgnr-974778742"
#: A unit that has ended, and one whose posts have dated holders.
ENDED, HEALTH = "no-orgnr-985987246", "unit-no-orgnr-958935420-byraadsavdeling-for-helse"

#: The table twin of a picture.
TABLE = pack({"view": "table"})
#: name → address without a language.
PLACES = {
    "find": "/find",
    "answer": "/find?q=tolketjeneste+p%C3%A5+video",
    "turned answer": f"/find?q=tolketjeneste&w=need:2&without=79540000&vs={ALNA}&vs={POLICE}&contact={ALNA}&add=renhold",
    "nothing": "/find?q=qwxzqwxz",
    "unit": f"/unit?id={POLICE}",
    "ended unit": f"/unit?id={ENDED}",
    "unit over time": f"/unit?id={HEALTH}",
    "unknown unit": "/unit?id=nobody",
    "paths": "/paths",
    "three paths": f"/paths?from={ALNA}&to={POLICE}",
    "no path": f"/paths?from={ALNA}&to={POLICE}&max=1",
    "plan": "/plan",
    "a plan": "/plan?q=tolketjeneste+p%C3%A5+video&value=400000",
    "bounded plan": f"/plan?q=psykologtjenester&type=borough&size=small&w=size:0&without=80420000&unit={ALNA}",
    "data": "/data",
    "explore": f"/explore?id={ALNA}",
    "table": f"/explore?id={ALNA}&picture={TABLE}",
    "my list": "/mylist",
    "bad view": "/find?view=nobody",
    "no page": "/nowhere",
}
