"""All ways to combine on the Explore page, behind one opening: which of them are compared."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from lib import combiners
from lib.catalogue.controls import settings
from lib.combiners import Combiner, Models
from lib.drawing.methods import WAYS
from lib.engine.results import MODEL, ONE, SOURCES, STACK, VOTE, Failure, Method
from lib.scenario.edits import with_methods
from lib.scenario.experiment import Experiment
from lib.scenario.record import DEFAULT, Scenario
from lib.ui import drawer, state
from lib.ui.components.more_ways import Combination, Fixed, combination_groups, more_ways
from lib.ui.shell import Page
from lib.ui.ways import wiring_of_entry
from lib.verdict.case import Case
from lib.words import in_sentence

GROUPS = (VOTE, STACK, SOURCES, MODEL, ONE)
ALWAYS = "Always compared: the one to beat."
ONE_SOURCE = "Takes no part here: these data have one source."


def choose(page: Page, case: Case) -> None:
    """Every combiner with a switch; nothing is made or sent before it is opened."""
    if "methods" in page.scenario.locks:
        return
    with drawer("More ways to combine", "more_ways") as is_open:
        if not is_open:
            return
        st.caption("What is switched on is compared here and on every other page.")
        groups = page.once(groups_of, case.experiment, case.results.failures)
        more_ways(groups, page.scenario.compared, DEFAULT.compared, "more_ways_list", _compare)


def _compare(keys: Sequence[str]) -> None:
    state.put(with_compared(state.current(), keys))


def with_compared(scenario: Scenario, keys: Sequence[str]) -> Scenario:
    """These are compared, and what is on the large pictures stays there if it is among them."""
    then = with_methods(scenario, keys)
    gone = set(combiners.entries()) - set(then.compared)
    left, right = ("" if key in gone else key for key in (scenario.left, scenario.right))
    return replace(then, left=left, right=right)


def groups_of(experiment: Experiment, failures: tuple[Failure, ...]) -> list[dict[str, Any]]:
    """All combiners by what they do with these models."""
    models, found = experiment.models, {way: list[Combination]() for way in GROUPS}
    methods = [combination.method for combination in experiment.task.combinations]
    for key, entry in combiners.entries().items():
        takes_part = entry.combines(models, settings(entry.controls, ()))
        fixed: Fixed = "on" if key == "best_single" else "" if takes_part else "off"
        note = ALWAYS if fixed == "on" else _note(key, entry, methods, failures)
        found[way_of(entry, models)].append(
            Combination(
                key=key,
                title=entry.title,
                sentence=entry.summary,
                wiring=wiring_of_entry(key, entry, models),
                note=note if takes_part else ONE_SOURCE,
                fixed=fixed,
            )
        )
    return combination_groups((WAYS[way], items) for way, items in found.items())


def way_of(entry: Combiner, models: Models) -> str:
    """One of `WAYS`. A vote of models that read one source each fuses sources."""
    reads = {voter.view for voter in models.voters}
    if entry.family == "ensembling" and len(reads) > 1 and all(reads):
        return SOURCES
    return Method("", "", "", entry.family, entry.kind).way


def _note(key: str, entry: Combiner, methods: Sequence[Method], failures: Sequence[Failure]) -> str:
    """Why it is not a row of its own, of those compared."""
    for failure in failures:
        if failure.title == entry.title:
            return f"Left out: {failure.reason}."
    for method in methods:
        for name in method.also:
            if name.key == key:
                return f"Shares a row with {in_sentence(method.title)}: {name.reason}"
    return ""
