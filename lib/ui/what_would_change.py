"""What would change the pick: weights at once, the rest when somebody asks for it."""

from dataclasses import dataclass

import streamlit as st

from lib import cares, charts
from lib.charts.variations import Along, Spot
from lib.engine.progress import Progress
from lib.scenario.record import Scenario
from lib.ui import plain, show
from lib.ui.reruns import run_each
from lib.ui.shell import Page
from lib.verdict import variations
from lib.verdict.case import Case
from lib.verdict.variations import BETWEEN, Rerun, Variation, What

TITLES: dict[What, str] = {
    "rows": "More or fewer rows",
    "flip": "More or fewer wrong labels",
    "members": "A model less",
}


def section(page: Page, case: Case) -> None:
    """A sentence and a small chart for each thing that can be changed."""
    verdict = case.verdict
    if verdict.problem:
        return
    is_tried = page.has(try_variations, case.scenario)
    tried = page.once(try_variations, case.scenario) if is_tried else None
    if tried:
        told = variations.decision_sentence(tried.standing.decision, tried.reruns)
        st.markdown(f"**{plain(told)}**")
    with st.grid("auto", min_column_width=300):
        with st.container():
            _weights(page, case)
            if limits := variations.limit_sentence(case):
                st.markdown(f"**Limits.** {plain(limits)}")
        if tried:
            for what in TITLES:
                _variation(page, what, tried)
        else:
            with st.container():
                is_wanted = _offer(case)
    if not tried and is_wanted:
        with page.told_here():
            page.once(try_variations, case.scenario)
        st.rerun()


def _offer(case: Case) -> bool:
    """What else can be tried, and whether it was asked for."""
    n = len(variations.variations(case.scenario))
    st.subheader("Rows, labels and models", anchor=False)
    st.markdown(
        "Run again with fewer and with more rows, with wrong labels, and with each model left out: "
        f"{n} variations, each as long as this page took, so that like is compared with like. You "
        "can leave, and what is done stays done."
    )
    is_counting = len(case.results.repeats) < case.scenario.repeats
    return st.button("Try variations", key="try_variations", disabled=is_counting)


def _weights(page: Page, case: Case) -> None:
    """The cost whose weight flips the pick first."""
    found = variations.scans(case)
    sentence = variations.weight_sentence(case, found)
    if not found or not found[0].flip:
        st.subheader("What matters", anchor=False)
        st.markdown(plain(sentence))
        return
    st.subheader("What matters", anchor=False)
    scan = found[0]
    spots = tuple(
        Spot(f"{weight:g}", variations.title_of(case, pick), weight == scan.now)
        for weight, pick in zip(scan.weights, scan.picks, strict=True)
    )
    what = f"Weight of “{cares.entries()[scan.care].label.lower()}”"
    _picture(page, "weights", Along(what, spots, sentence))


@dataclass(frozen=True, eq=False)
class Tried:
    """The scenario as it is, and every variation of it, with as many repeats each."""

    standing: Rerun
    reruns: tuple[Rerun, ...]


def try_variations(scenario: Scenario, progress: Progress) -> Tried:
    """Run every variation; what is done stays done for whoever asks again."""
    wanted = [Variation("rows", "", 0, scenario), *variations.variations(scenario)]
    cases = run_each([each.scenario for each in wanted], "variation", progress)
    reruns = [
        variations.rerun_of(each, found)
        if isinstance(found, Case)
        else Rerun(each, "too close", "", found)
        for each, found in zip(wanted, cases, strict=True)
    ]
    return Tried(reruns[0], tuple(reruns[1:]))


def _variation(page: Page, what: What, tried: Tried) -> None:
    """One kind of change: a sentence, a small chart, its table."""
    ran = [rerun for rerun in tried.reruns if rerun.variation.what == what]
    if not ran:
        return
    label, now = variations.as_it_is(page.scenario, what)
    spots = [
        (r.variation.value, Spot(r.variation.label, variations.DECISIONS[r.decision]))
        for r in ran
        if not r.problem
    ]
    spots.append((now, Spot(label, variations.DECISIONS[tried.standing.decision], True)))
    in_order = tuple(spot for _, spot in sorted(spots, key=lambda pair: pair[0]))
    with st.container():
        sentence = variations.rerun_sentence(what, tried.reruns, tried.standing)
        st.subheader(TITLES[what], anchor=False)
        _picture(page, what, Along(BETWEEN[what], in_order, sentence, "The decision"))


def _picture(page: Page, key: str, along: Along) -> None:
    show.figure(page, charts.entries()["variations"], along, f"flip_{key}")
