"""What workers are given to do in tests. They import this and nothing else: they start quickly."""

import os
import signal
import time


class FussyError(Exception):
    """An exception that can be pickled, and not unpickled."""

    def __init__(self, one, two=None, *, three=None):
        super().__init__()
        if two is None and three is None:
            raise TypeError("missing")


def pid_and_sleep(file, seconds):
    """Write down which process does this, then be busy."""
    with open(file, "a", encoding="ascii") as pids:
        pids.write(f"{os.getpid()}\n")
    time.sleep(seconds)
    return os.getpid()


def die_at_first(file):
    """The first process that tries this is killed, as for want of memory."""
    if not file.exists():
        file.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "answered"


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(text, kind=ValueError):
    raise kind(text) if kind is ValueError else FussyError(1, 2)


def unspeakable():
    return lambda: 1


def begun(file):
    """The processes that wrote themselves down."""
    return [int(pid) for pid in file.read_text().split()] if file.exists() else []


def write(file, name):
    with open(file, "a", encoding="ascii") as written:
        written.write(name)


def nice_after(seconds):
    """How much this process gives way, when it has been busy for so long."""
    began = time.process_time()
    while time.process_time() - began < seconds:
        pass
    return os.nice(0)


def sum_of(shared):
    return float(shared.value.sum())


def value_of(shared):
    return shared.value
