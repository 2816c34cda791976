"""One run for one visitor: what was asked, and how to compute for it."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from lib.engine.progress import Progress
    from lib.scenario.record import Scenario

Value = TypeVar("Value")


class Visit:
    """What a page computes with. Imports nothing heavy before it is asked to compute."""

    def __init__(self, scenario: "Scenario", tell: "Progress | None" = None) -> None:
        self.scenario = scenario
        self._tell = tell

    def progress(self, share: float, text: str) -> None:
        """How far the computing is, for whoever watches: see `lib.engine.progress`."""
        if self._tell:
            self._tell(share, text)

    def once(self, function: Callable[..., Value], *arguments: Hashable) -> Value:
        """What `function(*arguments)` gives, computed once for everybody and kept beside the
        question that was asked: see `Cache.once`."""
        from lib.ui.cache import server_cache

        question = self.scenario.question
        return server_cache().once(question, self.progress, function, *arguments)

    def has(self, function: Callable[..., Any], *arguments: Hashable) -> bool:
        """Whether this was computed already."""
        from lib.ui.cache import server_cache

        return server_cache().has(self.scenario.question, function, *arguments)
