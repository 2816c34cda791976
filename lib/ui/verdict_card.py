"""The verdict card: pick, reasons with their facts, when to use what, and what it does not show."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from lib import combiners
from lib.scenario.edits import TUNED, with_strong_model
from lib.scenario.record import MAX_REPEATS, Scenario
from lib.ui import drawer, passes, plain, show, state
from lib.ui.shell import Page
from lib.verdict import advice, caveats, grounds, notes, reasons, sentences
from lib.verdict.case import Case
from lib.verdict.reasons import Point
from lib.words import counted

UNTIL_CLEAR = (
    "Runs twice as many repeats, and again twice as many, until the answer is clear or "
    f"{MAX_REPEATS} are done."
)
OUTCOMES = {
    "single": "Keep your best single model",
    "ensembling": "Ensembling",
    "fusion": "Fusion",
    "tuned single": "One model is enough",
    "too close": "No clear pick: too close to call",
}
NO_PICK = {
    "all ruled out": "No pick: your limits rule everything out",
    "no score": "No pick: nothing can be said here",
    "too few rows": "No pick: nothing can be said here",
}


def pick(case: Case) -> None:
    """The pick and why, in one sentence with numbers."""
    with st.container(border=True):
        st.caption("Recommended pick")
        verdict = case.verdict
        title = NO_PICK.get(verdict.problem, OUTCOMES[verdict.outcome])
        if verdict.pick and verdict.outcome not in ("single", "too close"):
            title = f"{case.results.method(verdict.pick).title} ({title.lower()})"
        elif verdict.outcome == "single":
            title = f"{title}: {verdict.facts.single_title}"
        st.header(plain(title), anchor=False)
        st.markdown(f"**Why.** {plain(grounds.why(case))}")
        for note in (notes.rescued_broken, notes.against_tuned, notes.region_note):
            if line := note(case):
                st.markdown(plain(line))
        if verdict.pick and verdict.pick in combiners.entries():
            st.caption(plain(combiners.entries()[verdict.pick].summary))
        with drawer("What do these words mean exactly?", "terms") as is_open:
            for term, meaning in caveats.terms(case) if is_open else ():
                st.markdown(f"**{plain(term)}.** {plain(meaning)}")


def chosen_among(page: Page, case: Case) -> None:
    """The best score as measured and without the luck of being the best of so many."""
    verdict = case.verdict
    if verdict.problem:
        return
    found = page.once(notes.selected, case)
    metric = case.metric
    st.subheader("What was it worth to choose the best?", anchor=False)
    with st.container(horizontal=True):
        of_all = f"best of {counted(found.n_candidates, 'candidate')}"
        st.metric(f"As measured, {of_all}", metric.format(found.raw), width="content")
        st.metric("Corrected for the choice", metric.format(found.corrected), width="content")
    st.markdown(plain(notes.why_selected(case, found)))
    with drawer("Show the candidates", "candidates") as is_open:
        if is_open:
            show.table(_candidates(case), "The candidates, the best mean first")


def _candidates(case: Case) -> pd.DataFrame:
    """One row a candidate, named before anything was fitted."""
    verdict, metric = case.verdict, case.metric
    return pd.DataFrame(
        {
            "Candidate": [each.title for each in verdict.candidates],
            metric.title: [metric.format(each.score.mean) for each in verdict.candidates],
            "Against the best single model": [
                "is the reference" if each.key == verdict.reference else each.word
                for each in verdict.candidates
            ],
        }
    )


def more_repeats(page: Page, case: Case) -> None:
    """What more repeats could still do, and a button that runs them until the answer is clear."""
    scenario = page.scenario
    note = notes.repeats_note(case, MAX_REPEATS)
    if not note or len(case.results.repeats) < scenario.repeats:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(note))
        goes_on = notes.more_repeats(case, MAX_REPEATS) is not None
        if not (goes_on and st.button("Run more repeats", key="more_repeats", help=UNTIL_CLEAR)):
            return
    while after := notes.more_repeats(case, MAX_REPEATS):
        scenario = replace(scenario, repeats=after)
        found = passes.run_passes(scenario.question, after, page.progress)
        case = page.once(passes.case_of, scenario.judged, found)
    state.put(scenario)
    st.rerun()


def against_one_strong_model(scenario: Scenario) -> None:
    """A switch: is a combination better, or only bigger?"""
    st.toggle(
        "Also compare with one strong model given as many fits",
        help="A combination trains many models. This tunes one strong model with as many fits, in "
        "every fold, and lets it compete. Everything is run anew, which may take a minute.",
        **state.bind("tuned", TUNED in scenario.compared, with_strong_model),
    )


def for_and_against(case: Case) -> None:
    """For and against, each with the measured fact it rests on."""
    good, bad = reasons.pros(case), reasons.cons(case)
    if not (good or bad):
        return
    subject = case.verdict.subject
    about = case.results.method(subject).title if subject else ""
    st.subheader(plain(f"For and against: {about}"), anchor=False)
    left, right = st.columns(2)
    with left:
        _points("Pros", ":material/add_circle:", good)
    with right:
        _points("Cons", ":material/do_not_disturb_on:", bad)


def _points(title: str, icon: str, points: tuple[Point, ...]) -> None:
    st.markdown(f"{icon} **{title}**")
    if not points:
        st.caption("Nothing measured here speaks for this side.")
    for point in points:
        st.markdown(plain(point.sentence))
        st.caption(plain(point.fact))


def use_which(case: Case) -> None:
    """When each way is the right one, with what this run measured for it."""
    ways = advice.use_if(case)
    if not ways:
        return
    st.subheader("Use which, and when?", anchor=False)
    with st.grid("auto", min_column_width=260):
        for one in ways:
            with st.container(border=True):
                st.markdown(f"**{plain(one.title)}**")
                st.markdown(plain(one.sentence))
                st.caption(plain(one.fact))


def bottom_line(case: Case) -> None:
    """What to do, in one sentence."""
    st.subheader("Bottom line", anchor=False)
    st.markdown(plain(sentences.bottom_line(case)))


def limits(case: Case) -> None:
    """What the verdict does not show."""
    st.subheader("What this does not show", anchor=False)
    for sentence in caveats.caveats(case):
        st.markdown(f"- {plain(sentence)}")
