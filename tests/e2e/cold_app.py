"""The app without its warm-up, which would fit the first example for every worker of the tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from lib.ui import shell
from lib.ui.warm_up import routes
from tests.browser import ROOT


@asynccontextmanager
async def nothing_beforehand(app: st.App) -> AsyncIterator[None]:
    """Only import what a page needs; fits run in this process until the workers are ready."""
    from lib.ui import explore, passes, warm_up  # noqa: F401

    async with warm_up.serving():
        yield


app = st.App(
    ROOT / "app.py", lifespan=nothing_beforehand, routes=routes(), on_script_error=shell.failed
)
