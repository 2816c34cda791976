"""The plane that the pictures of all tabs are drawn on: the one chosen on Explore."""

import streamlit as st

from lib.engine.plane import Plane, plane_for
from lib.ui.plain import plain
from lib.ui.shell import Page
from lib.verdict.case import Case


def chosen_plane(page: Page, case: Case, n: int) -> Plane:
    """`n` cells a side; the usual plane, with a notice, when the link asks for an impossible one.

    Raises ValueError when the data have too few numbers to span any picture.
    """
    try:
        return page.once(plane_for, case.dataset, page.scenario.plane, n)
    except ValueError as problem:
        st.info(plain(f"{problem} The usual picture is shown instead."))
        return page.once(plane_for, case.dataset, "", n)
