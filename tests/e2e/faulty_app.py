"""The app on a machine with faults, which tests switch on and off: /faults?broken=truth&clock=-60.

broken : "truth" fails while the Compare page is drawn, "put" when a choice is made. disk : "full"
for the temporary folder. clock : so many seconds the clock of the machine is moved.
"""

import errno
import tempfile
import time
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from lib.ui import compare, shell, state
from lib.ui.warm_up import routes
from tests.browser import ROOT
from tests.e2e.cold_app import nothing_beforehand

WORK = {"truth": (compare, compare.truth), "put": (state, state.put)}
TIME, FOLDER = time.time, tempfile.mkdtemp


def fail(*anything: Any, **more: Any) -> None:
    raise ZeroDivisionError("a value of the data")


def full(*anything: Any, **more: Any) -> str:
    raise OSError(errno.ENOSPC, "No space left on device")


async def faults(request: Request) -> Response:
    wanted = request.query_params
    for name, (module, work) in WORK.items():
        setattr(module, name, fail if wanted.get("broken") == name else work)
    tempfile.mkdtemp = full if "disk" in wanted else FOLDER
    moved = float(wanted.get("clock", 0))
    time.time = lambda: TIME() + moved
    return PlainTextResponse("so be it")


app = st.App(
    ROOT / "app.py",
    lifespan=nothing_beforehand,
    routes=[*routes(), Route("/faults", faults)],
    on_script_error=shell.failed,
)
