"""Who the reader is where the app stands behind a sign-in (OpenID Connect, set up in Streamlit's secrets), and the way in and out."""

from __future__ import annotations

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from ui.here import Here
from ui.markup import el


def person() -> str | None:
    """What the sign-in calls the reader, the same at every visit; None where nobody signed in."""
    if not getattr(st.user, "is_logged_in", False):
        return None
    said = {name: str(value) for name, value in st.user.to_dict().items() if value}
    return f"{said.get('iss', '')} {said['sub']}" if "sub" in said else said.get("email")


def way_in(here: Here) -> None:
    """A button that leads to the sign-in; nothing where none is set up."""
    if _set_up() and person() is None:
        st.button(here.word("sign_in"), type="primary", key="sign_in", on_click=st.login)


def way_out(here: Here) -> None:
    """Who is signed in, with a button that ends it; nothing where nobody is."""
    if person() is None:
        return
    said = st.user.to_dict()
    name = str(said.get("name") or said.get("email") or said.get("sub") or "")
    with st.container(key="signed_in", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(el("p", here.word("signed_in", name=name), class_="muted"), width="content")
        st.button(here.word("sign_out"), key="sign_out", on_click=st.logout)


def _set_up() -> bool:
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False
