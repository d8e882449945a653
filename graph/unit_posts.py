"""The posts of a unit and who holds or held them."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers import Holder, PostRef
from graph.cite import refs
from graph.model import Relation
from graph.schema import caption
from graph.store.base import View
from graph.when import On

#: Posts of one unit, and holders of one post, that a profile lists.
POSTS_SHOWN = 200
HOLDERS_SHOWN = 20


def posts(view: View, id_: str, on: On, lang: str, cut: list[str]) -> list[PostRef]:
    """The posts in unit `id_`, by role and title, each with its holders: who holds it first, who held it last after.

    Appends "posts" to `cut` where there are more than POSTS_SHOWN.
    """
    found = posts_of(view, [id_], on, lang)[id_]
    if len(found) > POSTS_SHOWN:
        cut.append("posts")
    return found[:POSTS_SHOWN]


def posts_of(view: View, ids: Sequence[str], on: On, lang: str) -> dict[str, list[PostRef]]:
    """The posts of several units at once, by unit id, ordered as `posts` orders them; one more than POSTS_SHOWN at most."""
    found = view.neighbours(ids, kinds=["post_in"], direction="in", on=on, cap=POSTS_SHOWN + 1).relations if ids else ()
    nodes = view.get({relation.from_id for relation in found}, on)
    cited = refs(view, [*nodes, *(relation.id for relation in found)], on)
    holders = _holders(view, list(nodes), on, lang)
    listed: dict[str, list[PostRef]] = {id_: [] for id_ in ids}
    for relation in found:
        node = nodes.get(relation.from_id)
        if node is None:
            continue
        post = PostRef(
            id=node.id,
            title=caption(node, lang),
            role=str(node.props.get("role", "")),
            holders=holders.get(node.id, []),
            sources=cited[relation.from_id],
        )
        listed[relation.to_id].append(post)
    return {
        id_: sorted(some, key=lambda post: (not post.holders, post.role, post.title, post.id))
        for id_, some in listed.items()
    }


def _holders(view: View, ids: list[str], on: On, lang: str) -> dict[str, list[Holder]]:
    """The holders of each post, newest first within those who hold it, may hold it, and held it."""
    relations = view.neighbours(ids, kinds=["holds"], direction="in", on=on, cap=HOLDERS_SHOWN).relations if ids else ()
    people = view.get({relation.from_id for relation in relations}, on)
    cited = refs(view, [relation.id for relation in relations], on)
    by_post: dict[str, list[Holder]] = {}
    for relation in sorted(relations, key=_newest_first, reverse=True):
        if relation.from_id not in people:
            continue
        holder = Holder(
            name=caption(people[relation.from_id], lang),
            valid_from=relation.props.get("valid_from"),
            valid_to=relation.props.get("valid_to"),
            current=relation.current,
            last_seen=relation.published if relation.current is None else None,
            sources=cited[relation.id],
        )
        by_post.setdefault(relation.to_id, []).append(holder)
    return by_post


def _newest_first(relation: Relation) -> tuple[int, str, str]:
    standing = {True: 2, None: 1, False: 0}[relation.current]
    return standing, str(relation.props.get("valid_from") or ""), relation.from_id
