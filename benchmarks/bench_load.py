"""Twenty visitors at once on pages whose results are known: how many reruns a second in all?

The visitors are a process of their own that speaks Streamlit's protocol without drawing anything.
"""

import asyncio
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks._figure import Figure, at_least, at_most
from tests.browser import APP, serve

VISITORS, SECONDS = 20, 5.0
PAGES = {  # title -> (address, reruns a second that are asked for)
    "default page": ("", 65),
    "Compare": ("compare", 60),
    "Verdict": ("verdict", 25),
}
ONE_WAITS = 0.030  # seconds, on a page that is known


def figures() -> list[Figure]:
    """Reruns a second in all, and how long one visitor waits for one."""
    found = []
    with (
        serve(APP) as app,
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere,
    ):
        for title, (page, asked) in PAGES.items():
            alone = elsewhere.submit(_visit_for_a_while, app, page, 1).result()
            waits = elsewhere.submit(_visit_for_a_while, app, page, VISITORS).result()
            rate = len(waits) / SECONDS
            found += [
                at_most(ONE_WAITS, f"one visitor on {title}: a rerun", median(alone), "s"),
                at_least(asked, f"{VISITORS} visitors on {title}: reruns in all", rate, "1/s"),
                Figure(f"{VISITORS} visitors on {title}: a rerun", median(waits), "s"),
            ]
    return found


def _visit_for_a_while(app: str, page: str, visitors: int) -> list[float]:
    """Seconds that each rerun took, of all visitors together."""
    address = f"ws{app.removeprefix('http')}/_stcore/stream"
    return asyncio.run(_all_visitors(address, page, visitors))


async def _all_visitors(address: str, page: str, visitors: int) -> list[float]:
    await _visit(address, page, 0)  # from now on results are known
    everybody = await asyncio.gather(*[_visit(address, page, SECONDS) for _ in range(visitors)])
    return [wait for waits in everybody for wait in waits]


async def _visit(address: str, page: str, seconds: float) -> list[float]:
    """Open the page, then ask for it again and again."""
    known: set[str] = set()
    waits = []
    async with connect(address, subprotocols=["streamlit"], max_size=None) as wire:
        await _rerun(wire, page, known)
        end = time.monotonic() + seconds
        while (started := time.monotonic()) < end:
            await _rerun(wire, page, known)
            waits.append(time.monotonic() - started)
    return waits


async def _rerun(wire: ClientConnection, page: str, known: set[str]) -> None:
    """One run of the script to its end. Large messages are kept, as browsers do, by their hash."""
    ask = BackMsg()
    ask.rerun_script.page_name = page
    ask.rerun_script.cached_message_hashes.extend(known)
    await wire.send(ask.SerializeToString())
    while True:
        message = ForwardMsg.FromString(await wire.recv())
        if message.hash and message.metadata.cacheable:
            known.add(message.hash)
        if (
            message.WhichOneof("type") == "script_finished"
            and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        ):
            return
