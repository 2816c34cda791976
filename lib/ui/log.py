"""One line in the log for each question that a page asks: JSON, for whoever runs the service.

A line holds what was asked in numbers, what it took and how it ended; nothing says who asked, and
nothing that a visitor typed is in it. The README explains the fields.
"""

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lib.datasets import DataError
from lib.engine.line import Ticket, WorkersDiedError
from lib.scenario.record import Scenario
from lib.ui.cost import HeldError

LOGGER = logging.getLogger("better_together")

# How it ended, by what was raised; the first that fits.
OUTCOMES: tuple[tuple[type[BaseException], str], ...] = (
    (HeldError, "stopped"),  # by the visitor, in the middle
    (WorkersDiedError, "failed"),
    (DataError, "refused"),  # it cannot be answered on these data, and the page says why
    (Exception, "failed"),
    (BaseException, "left"),  # Streamlit ends a run that nobody wants any more
)


@dataclass
class Line:
    """What becomes known while a question is answered. rows : of its data. found, passes : how
    many passes there were before, and are now. tickets : of the work done for it, unused where
    somebody else had asked for the same before."""

    rows: int | None = None
    found: int = 0
    passes: int = 0
    tickets: list[Ticket] = field(default_factory=list)


def open_log() -> None:
    """Let the lines be written to standard error, whatever else is logged there, and how."""
    if not LOGGER.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(message)s"))
        LOGGER.addHandler(handler)
        LOGGER.setLevel(logging.INFO)
        LOGGER.propagate = False


@contextmanager
def asked(question: Scenario, wanted: int) -> Iterator[Line]:
    """Around the answering of a question in so many passes: one line at its end."""
    line, outcome, started = Line(), "answered", time.monotonic()
    try:
        yield line
    except BaseException as problem:
        outcome = next(name for kind, name in OUTCOMES if isinstance(problem, kind))
        raise
    finally:
        _write(question, wanted, line, outcome, time.monotonic() - started)


def held(question: Scenario, wanted: int) -> None:
    """It is not computed before the visitor agrees, or not at all, because it would take long."""
    _write(question, wanted, Line(), "held", 0.0)


def _write(question: Scenario, wanted: int, line: Line, outcome: str, waited: float) -> None:
    fields = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "event": "question",
        "data": question.dataset,
        "rows": line.rows,
        "models": len(question.members),
        "methods": len(question.compared),
        "folds": question.folds,
        "wanted": wanted,
        "found": line.found,
        "passes": line.passes,
        "cached": line.found >= wanted,
        "waited_s": round(waited, 3),
        "computed_s": round(sum(ticket.used for ticket in line.tickets), 3),
        "outcome": outcome,
    }
    LOGGER.info(json.dumps(fields))
