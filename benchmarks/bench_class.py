"""A teacher and fifty phones in one room: how long until a vote is in the tally, and what it costs
the server that all of them look at the room every two seconds.

The phones are a process of their own. CLASS="10 6" is ten of them, watched for six seconds.
"""

import asyncio
import os
import random
import re
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from multiprocessing import get_context

import psutil
from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks._figure import Figure, at_most
from benchmarks._visitors import PATIENCE, Diary, Visitor, print_errors, visitor
from lib import lessons
from lib.ui import plain
from lib.ui.class_mode import LOOK_SECONDS, SURE
from tests.browser import COLD_APP, start

PHONES, SECONDS = (int(each) for each in os.environ.get("CLASS", "50 30").split())
STEP = "weak_judges-1"
GUESS = lessons.entries()["weak_judges"].steps[0].guess
OPTIONS = [plain(words) for words in GUESS.options.values()]  # as the browser has them
WIDGET = "$$ID-"
ENDS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
ANSWER, ALL_IN, RESULT, LOAD = 0.5, 4.0, 6.0, 60.0

State = bool | str | list[str]


@dataclass
class Seat:
    """A browser in the room. widgets : what it has, by key. fragment : what it looks at again."""

    visitor: Visitor
    link: str
    widgets: dict[str, str] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    fragment: str = ""

    async def ask(
        self, states: Mapping[str, State], press: str = "", is_whole: bool = False
    ) -> str:
        """Choose this, press that button, and give what is said in the run that follows."""
        self.states |= states
        ask = BackMsg()
        run = ask.rerun_script
        run.page_name, run.query_string = "learn", self.link
        run.fragment_id = "" if is_whole else self.fragment
        for key, value in self.states.items():
            state = run.widget_states.widgets.add(id=self.widgets[key])
            if isinstance(value, list):
                state.string_array_value.data.extend(value)
            elif isinstance(value, bool):
                state.bool_value = value
            else:
                state.string_value = value
        if press:
            run.widget_states.widgets.add(id=self.widgets[press]).trigger_value = True
        await self.visitor.wire.send(ask.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            return await self._listen()

    async def _listen(self) -> str:
        said: list[str] = []
        is_ours = False
        while True:
            message = ForwardMsg.FromString(await self.visitor.wire.recv())
            kind = message.WhichOneof("type")
            if kind == "new_session":
                is_ours = True
            elif kind == "auto_rerun":
                self.fragment = message.auto_rerun.fragment_id
            elif kind == "delta":
                self.widgets |= {each.split("-", 2)[2]: each for each in _widgets(message.delta)}
                element = message.delta.new_element
                said.append(element.markdown.body or element.alert.body)
                if element.WhichOneof("type") == "exception":
                    self.visitor.diary.errors.append(element.exception.message)
            elif kind == "script_finished" and is_ours and message.script_finished in ENDS:
                return "\n".join(said)

    async def look_until(self, words: str) -> float:
        """Look again and again as a browser does; seconds until these words are there."""
        began = time.monotonic()
        await asyncio.sleep(random.uniform(0, LOOK_SECONDS))
        while words not in await self.ask({}):
            if time.monotonic() - began > PATIENCE:
                raise TimeoutError(words)
            await asyncio.sleep(LOOK_SECONDS)
        return time.monotonic() - began


def _widgets(message: Message) -> Iterator[str]:
    """The names of all widgets in it."""
    for part, value in message.ListFields():
        if isinstance(value, Message):
            yield from _widgets(value)
        elif part.name == "id" and value.startswith(WIDGET):
            yield value


def figures() -> list[Figure]:
    """Seconds that phones and the teacher wait, and the share of one core that looking takes."""
    with (
        start(COLD_APP) as (app, process),
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere,
    ):
        waits = elsewhere.submit(_lesson, app, process.pid).result()
    print_errors(waits.pop("errors"))
    who = f"{PHONES} phones: "
    return [
        Figure(f"{who}until all are in the room", waits["join"], "s"),
        at_most(ANSWER, f"{who}the slowest vote is taken", waits["vote"], "s"),
        at_most(ALL_IN, f"{who}until the tally has all votes", waits["tally"], "s"),
        at_most(RESULT, f"{who}until the last one is told what happens", waits["reveal"], "s"),
        at_most(LOAD, f"{who}of a core, for looking at the room", waits["load"], "%"),
    ]


def _lesson(app: str, server: int) -> dict:
    return asyncio.run(_class(app, psutil.Process(server)))


async def _class(app: str, server: psutil.Process) -> dict:
    diary, waits = Diary(), {}
    async with AsyncExitStack() as seats:
        teacher = Seat(await seats.enter_async_context(visitor(app, diary)), f"lesson={STEP}")
        await teacher.ask({})
        await teacher.ask({"teacher": True})
        said = await teacher.ask({}, press="open_room")
        code = re.findall(r"Code  \*\*(\w+)\*\*", said)[0]
        wires = [await seats.enter_async_context(visitor(app, diary)) for _ in range(PHONES)]
        phones = [Seat(wire, f"room={code}") for wire in wires]
        waits["join"] = await _time(*[phone.ask({}) for phone in phones])
        before, began = sum(server.cpu_times()[:2]), time.monotonic()
        await asyncio.gather(*[_watch(phone) for phone in [teacher, *phones]])
        waits["load"] = 100 * (sum(server.cpu_times()[:2]) - before) / (time.monotonic() - began)
        tally = asyncio.create_task(teacher.look_until(f"**{PHONES} answers**"))
        votes = await asyncio.gather(*[_vote(phone, code) for phone in phones])
        waits["vote"] = max(took for took, _ in votes)
        last, seen = max(at for _, at in votes), 0.0
        await tally
        seen = time.monotonic()
        waits["tally"] = seen - last
        phones_see = [phone.look_until("What happens:") for phone in phones]
        reveal = teacher.ask({}, press="reveal", is_whole=True)
        waits["reveal"] = await _time(reveal, *phones_see)
    return waits | {"errors": diary.errors}


async def _time(*doings) -> float:
    began = time.monotonic()
    await asyncio.gather(*doings)
    return time.monotonic() - began


async def _watch(seat: Seat) -> None:
    await asyncio.sleep(random.uniform(0, LOOK_SECONDS))
    for _ in range(round(SECONDS / LOOK_SECONDS)):
        await seat.ask({})
        await asyncio.sleep(LOOK_SECONDS)


async def _vote(phone: Seat, code: str) -> tuple[float, float]:
    """Within ten seconds. How long sending took, and when it was done."""
    await asyncio.sleep(random.uniform(0, 10))
    await phone.ask({f"room.answer.{code}.0": random.choice(OPTIONS)})
    await phone.ask({f"room.sure.{code}.0": [random.choice(list(SURE.values()))]})
    began = time.monotonic()
    said = await phone.ask({}, press=f"send.{code}.0")
    if "Sent." not in said:
        raise RuntimeError(f"A vote was not taken: {said}")
    return time.monotonic() - began, time.monotonic()
