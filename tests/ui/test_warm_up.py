"""What the server does before its first visitor, how well it says it is, and what it leaves."""

import asyncio
import signal
import socket
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import psutil
import pytest

from lib.ui import warm_up
from lib.ui.warm_up import Health, send_at_once
from tests.browser import COLD_APP, start
from tests.engine.test_line import until


def asks(one: socket.socket) -> bool:
    return bool(one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


def test_connections_to_a_listening_socket_send_at_once():
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert not asks(server)  # else there is nothing to mend any more
        send_at_once()
        with socket.create_connection(server.getsockname()), server.accept()[0] as accepted:
            assert asks(accepted)


def test_nothing_is_going_on_any_more_when_the_first_visitor_comes(monkeypatch):
    done = []
    monkeypatch.setattr(warm_up, "answer_the_first_question", lambda: done.append("answer"))
    monkeypatch.setattr(warm_up, "serving", nullcontext)  # others need the pool afterwards
    monkeypatch.setattr(warm_up.sidebar, "pictures", lambda: done.append("gallery"))

    async def first_visitor() -> list[str]:
        async with warm_up.warm_up(None):
            return sorted(done)

    with ThreadPoolExecutor(1) as apart:  # a browser may have a loop running in this thread
        assert apart.submit(asyncio.run, first_visitor()).result() == ["answer", "gallery"]


def is_well(url):
    """What a server says of itself; asked for a page that nobody made, it would send one too."""
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=60) as answer:
            return answer.read() == b"ok"
    except urllib.error.HTTPError as refusal:
        assert refusal.code == 503  # noqa: PT017
        return False


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_server_that_ends_leaves_no_process(how):
    with start(COLD_APP) as (url, process):
        until(lambda: is_well(url), 60)
        workers = psutil.Process(process.pid).children(recursive=True)
        assert workers
        process.send_signal(how)
        process.wait(timeout=20)
    until(lambda: not any(worker.is_running() for worker in workers))


class Limping:
    """A pool whose line may be asked for trifles."""

    def __init__(self):
        self.line, self.asked, self.is_well = self, 0, True

    def can_answer(self, seconds):
        self.asked += 1
        return self.is_well


def test_health_is_asked_of_the_workers_and_remembered_for_a_moment(monkeypatch):
    pool = Limping()
    monkeypatch.setattr(warm_up, "server_pool", lambda: pool)

    async def ask():
        health = Health()
        first = [(await health.answer(None)).status_code for _ in range(3)]
        monkeypatch.setattr(warm_up, "REMEMBERED_SECONDS", -1)
        pool.is_well = False
        return [*first, (await health.answer(None)).status_code]

    with ThreadPoolExecutor(1) as apart:  # a browser may have a loop running in this thread
        assert apart.submit(asyncio.run, ask()).result() == [200, 200, 200, 503]
    assert pool.asked == 2


def test_a_server_whose_workers_were_all_killed_is_well_again_soon():
    with start(COLD_APP) as (url, process):
        until(lambda: is_well(url), 60)
        workers = psutil.Process(process.pid).children(recursive=True)
        for worker in workers:
            worker.kill()
        time.sleep(warm_up.REMEMBERED_SECONDS)
        until(lambda: is_well(url), 30)
        assert len(psutil.Process(process.pid).children(recursive=True)) == len(workers)
