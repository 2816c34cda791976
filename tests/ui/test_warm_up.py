"""What the server does before its first visitor."""

import asyncio
import socket

from lib.ui import warm_up
from lib.ui.warm_up import send_at_once


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
    monkeypatch.setattr(warm_up.sidebar, "pictures", lambda: done.append("gallery"))

    async def first_visitor() -> list[str]:
        async with warm_up.warm_up(None):
            return sorted(done)

    assert asyncio.run(first_visitor()) == ["answer", "gallery"]
