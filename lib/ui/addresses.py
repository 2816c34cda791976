"""The address of a page as this visitor reaches the app, to be copied or photographed."""

from io import BytesIO
from urllib.parse import urlencode

import segno
import streamlit as st

from lib.scenario.link import to_query
from lib.scenario.record import Scenario
from lib.ui.shell import links

TOO_LONG = (
    "This link is too long for a QR code, most likely because of a drawing or of pins. Send the "
    "link itself, or unpin what the class does not need."
)


def address(page: str, scenario: Scenario, **more: str) -> str:
    """The link to a page, as this visitor reaches the app; from "/" on where that is unknown.
    more : of the query, beside the scenario's own."""
    root = (st.context.url or "").split("?")[0].rstrip("/")
    for each in links().values():
        root = root.removesuffix(f"/{each.url_path}") if each.url_path else root
    query = urlencode(to_query(scenario) | more)
    return f"{root}/{links()[page].url_path}?{query}"


def show_link(link: str, width: int = 220) -> None:
    """A link to be copied, and as a QR code, made here."""
    st.code(link, language=None, wrap_lines=True)
    if "://" not in link:
        st.caption("Put the address of this app in front: the server does not know it.")
    image = qr(link)
    if image is None:
        st.caption(TOO_LONG)
    else:
        st.image(image, width=width, alt="QR code of the link above")


def qr(link: str) -> bytes | None:
    """The link as PNG, black on white in either theme; None where it is too long."""
    try:
        code = segno.make(link, error="l", micro=False)
    except segno.DataOverflowError:
        return None
    image = BytesIO()
    code.save(image, kind="png", scale=6, border=4)
    return image.getvalue()
