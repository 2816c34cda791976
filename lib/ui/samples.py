"""Other samples of the data, on demand: how much of a lead is luck, and when another way leads."""

import numpy as np
import streamlit as st

from lib import charts
from lib.datasets import DataError
from lib.drawing.display import Display
from lib.engine.progress import Progress
from lib.ui import cost, drawer, plain, show
from lib.ui.components.redraws import redraws, redraws_data
from lib.ui.reruns import run_each
from lib.ui.shell import Page
from lib.ui.visit import Visit
from lib.verdict import samples
from lib.verdict.case import Case
from lib.verdict.samples import Plan, Samples

NOTHING = "There is nothing to compare here: it takes one model and a way to combine."


def measure(plan: Plan, progress: Progress) -> Samples:
    """One pass over each sample. What is done stays done for whoever asks again."""
    scores, problem = [], ""
    for found in run_each(plan.every, "sample", progress):
        if isinstance(found, Case):
            scores.append(samples.scores_in(plan, found))
        else:
            problem = problem or found.removesuffix(".")
            scores.append(np.full(len(plan.stands), np.nan))
    shape = (len(plan.scenarios), plan.n_samples, len(plan.stands))
    return Samples(plan, np.reshape(scores, shape), problem)


def measured(visit: Visit, case: Case) -> tuple[tuple[Display[Samples], Samples], ...]:
    """What somebody has had measured already, with the display that shows it."""
    shown = charts.entries()
    plans = [samples.curve(case, what) for what in samples.curves(case.scenario)]
    return tuple(
        (shown["curves" if plan.what else "redraws"], visit.once(measure, plan))
        for plan in (samples.redraws(case), *plans)
        if plan and visit.has(measure, plan)
    )


def luck(page: Page, case: Case) -> None:
    """The same question on other samples, one after the other."""
    display = charts.entries()["redraws"]
    with drawer(display.question, "luck") as is_open:
        found = _found(page, case, samples.redraws(case), "Redraw the data") if is_open else None
        if found:
            sent = page.once(redraws_data, found)
            show.figure(page, display, found, "redraws", lambda: redraws(sent, "redraws"))


def along(page: Page, case: Case) -> None:
    """The ways along one thing that is changed."""
    display = charts.entries()["curves"]
    with drawer(display.question, "curves") as is_open:
        if not is_open:
            return
        there = {title: what for what, title in samples.curves(case.scenario).items()}
        title = st.segmented_control(
            "Along what?",
            list(there),
            default=next(iter(there)),
            required=True,
            key="curve_along",
            persist_state="session",
        )
        plan = samples.curve(case, there.get(str(title), next(iter(there.values()))))
        if found := _found(page, case, plan, "Draw this curve"):
            show.figure(page, display, found, f"along_{found.plan.what}")


def _found(page: Page, case: Case, plan: Plan | None, offer: str) -> Samples | None:
    """What is known of the samples, else what it costs to know, and a button."""
    why_not = samples.obstacle(case.scenario) if plan else NOTHING
    if plan is None or why_not:
        st.markdown(plain(why_not))
        return None
    if page.has(measure, plan):
        return page.once(measure, plan)
    try:
        seconds = sum(len(row) * cost.seconds_of(row[0].question) for row in plan.scenarios)
    except DataError as problem:
        st.markdown(plain(str(problem)))
        return None
    is_too_long = seconds > cost.MOST_SECONDS
    st.markdown(plain(f"{plan.redrawn} {_price(plan, seconds)}"))
    is_counting = len(case.results.repeats) < case.scenario.repeats
    if st.button(offer, key=f"sample_{plan.what}", disabled=is_counting or is_too_long):
        with page.told_here():
            page.once(measure, plan)
        st.rerun()
    return None


def _price(plan: Plan, seconds: float) -> str:
    """What it takes, and whether that is too much."""
    at = f" at each of {len(plan.labels)} values" if plan.what else ""
    said = (
        f"That is {plan.n_samples} samples{at}, one pass over the folds each with "
        f"{len(plan.stands)} methods: about {cost.in_words(seconds)}."
    )
    if seconds > cost.MOST_SECONDS:
        return f"{said} More than {cost.in_words(cost.MOST_SECONDS)} is not done here."
    return f"{said} You can leave, and what is done stays done."
