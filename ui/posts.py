"""Posts that decide, and who holds or held them as of when: nobody is today's holder who is not known to be."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers import Holder, PostRef
from ui.cited import cite, day, span
from ui.here import Here
from ui.markup import Safe, el


def posts(here: Here, found: Sequence[PostRef], *, most: int | None = None) -> Safe:
    """The posts as a list, one a title with all its roles, at most `most`; what is left out is counted."""
    titles: dict[str, list[PostRef]] = {}
    for post in found:
        titles.setdefault(post.title, []).append(post)
    shown = list(titles.values())[:most]
    rest = len(titles) - len(shown)
    more = el("li", here.word("more_posts", count=rest), class_="rest") if rest else None
    nobody = None if any(post.holders for post in found) else el("li", here.word("no_holder"), class_="rest")
    return el("ul", *[_post(here, same) for same in shown], more, nobody, class_="posts")


def _post(here: Here, same: Sequence[PostRef]) -> Safe:
    roles = dict.fromkeys(here.word(f"role_{post.role}", missing="") for post in same)
    holders = {(holder.name, holder.valid_from): holder for post in same for holder in post.holders}
    return el(
        "li",
        el(
            "div",
            el("span", same[0].title, class_="post"),
            el("span", ", ".join(filter(None, roles)), class_="muted"),
            cite(here, list(dict.fromkeys(source for post in same for source in post.sources))),
            class_="line",
        ),
        *[_holder(here, holder) for holder in holders.values()],
    )


def _holder(here: Here, holder: Holder) -> Safe:
    if holder.current is True:
        state = here.word("holds_now")
    elif holder.current is False:
        state = here.word("held_before")
    else:
        state = (
            here.word("held_when_seen", day=day(holder.last_seen, here.lang))
            if holder.last_seen
            else here.word("held_unknown")
        )
    time = span(here, holder.valid_from, holder.valid_to, current=holder.current)
    told = " · ".join(filter(None, [state, time]))
    return el(
        "span",
        el("span", holder.name, class_="name"),
        el("span", told, class_="when"),
        cite(here, holder.sources),
        class_="holder" if holder.current else "holder past",
    )
