"""What the browser needs to take a method into the hand, sent when it is on the right."""

from lib.engine.plane import Plane
from lib.engine.progress import Progress
from lib.engine.results import STACK, Repeat
from lib.scenario.experiment import Experiment
from lib.ui import by_hand
from lib.ui.components.stage import SentPicture, add, more
from lib.ui.sources_by_hand import fused_by_hand, hand_of_sources
from lib.ui.stack_by_hand import stacked_by_hand, surfaces_of
from lib.ui.visit import Visit
from lib.verdict.case import Case


def methods_of(experiment: Experiment, first: Repeat) -> tuple[str, ...]:
    """Keys of the methods for which something is sent."""
    if by_hand.is_weighed(experiment):
        return ()
    return (*fused_by_hand(experiment, first), *stacked_by_hand(experiment, first))


def add_what_it_needs(
    page: Visit, case: Case, picture: SentPicture, plane: Plane, right: str
) -> None:
    """To the stage of that picture, which is drawn already. right : key of the method."""
    experiment, first = case.experiment, case.results.repeats[0]
    if right not in page.once(methods_of, experiment, first):
        return
    if case.results.method(right).way == STACK:
        add(page.once(_of_stack, experiment, first, picture, right), "stage")
    else:
        add(page.once(_of_sources, experiment, first, picture, plane), "stage")


def _of_sources(
    experiment: Experiment, first: Repeat, picture: SentPicture, plane: Plane, progress: Progress
) -> bytes:
    return more(picture, hand_of_sources(experiment, first, plane, progress))


def _of_stack(experiment: Experiment, first: Repeat, picture: SentPicture, key: str) -> bytes:
    return more(picture, surfaces=surfaces_of(experiment, first, key))
