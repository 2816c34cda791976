"""The plane that the pictures of all tabs are drawn on: the one chosen on Explore."""

import streamlit as st

from lib.engine.boundary import Plane, plane_for
from lib.ui import evidence
from lib.ui.evidence import Evidence
from lib.ui.plain import plain
from lib.ui.shell import Page


def chosen_plane(page: Page, known: Evidence, n: int) -> Plane:
    """`n` cells a side; the usual plane, with a notice, when the link asks for an impossible one.

    Raises ValueError when the data have too few numbers to span any picture.
    """

    def made(choice: str) -> Plane:
        dataset = known.experiment.dataset
        found = evidence.once(
            known, ("plane", choice, n), page.say, lambda: plane_for(dataset, choice, n)
        )
        assert isinstance(found, Plane)
        return found

    try:
        return made(page.scenario.plane)
    except ValueError as problem:
        st.info(plain(f"{problem} The usual picture is shown instead."))
        return made("")
