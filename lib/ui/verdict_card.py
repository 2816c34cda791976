"""The verdict card: pick, reasons with their facts, when to use what, and what it does not show."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from lib import combiners, datasets
from lib.catalogue.controls import settings
from lib.engine.results import Results
from lib.metrics import METRICS
from lib.scenario.record import MAX_REPEATS, Scenario, in_order
from lib.ui import evidence, show, state
from lib.ui.drawer import drawer
from lib.ui.evidence import Evidence
from lib.ui.plain import plain
from lib.ui.shell import Page
from lib.verdict import advice, caveats, notes, reasons, sentences, terms
from lib.verdict.caveats import Setting
from lib.verdict.reasons import Point
from lib.verdict.records import Verdict
from lib.verdict.rule import TUNED

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


def pick(results: Results, judged: Verdict) -> None:
    """The pick and why, in one sentence with numbers."""
    with st.container(border=True):
        st.caption("Recommended pick")
        title = NO_PICK.get(judged.problem, OUTCOMES[judged.outcome])
        if judged.pick and judged.outcome not in ("single", "too close"):
            title = f"{results.method(judged.pick).title} ({title.lower()})"
        elif judged.outcome == "single":
            title = f"{title}: {judged.facts.single_title}"
        st.header(plain(title), anchor=False)
        st.markdown(f"**Why.** {plain(sentences.why(results, judged))}")
        for line in (
            notes.rescued_broken(judged),
            notes.against_tuned(judged),
            notes.region_note(judged),
        ):
            if line:
                st.markdown(plain(line))
        if judged.pick and judged.pick in combiners.entries():
            st.caption(plain(combiners.entries()[judged.pick].summary))
        with drawer("What do these words mean exactly?", "terms") as is_open:
            for term, meaning in terms.terms(judged) if is_open else ():
                st.markdown(f"**{plain(term)}.** {plain(meaning)}")


def chosen_among(page: Page, known: Evidence, results: Results, judged: Verdict) -> None:
    """The best score as measured and without the luck of being the best of so many."""
    if judged.problem:
        return
    found = show.selected(page, known, results, judged)
    metric = METRICS[judged.metric]
    st.subheader("What was it worth to choose the best?", anchor=False)
    with st.container(horizontal=True):
        of_all = f"best of {show.counted(found.n_candidates, 'candidate')}"
        st.metric(f"As measured, {of_all}", metric.format(found.raw), width="content")
        st.metric("Corrected for the choice", metric.format(found.corrected), width="content")
    st.markdown(plain(notes.why_selected(judged, found)))
    with drawer("Show the candidates", "candidates") as is_open:
        if is_open:
            show.table(_candidates(judged), "The candidates, the best mean first")


def _candidates(judged: Verdict) -> pd.DataFrame:
    """One row a candidate, named before anything was fitted."""
    format_score = METRICS[judged.metric].format
    return pd.DataFrame(
        {
            "Candidate": [each.title for each in judged.candidates],
            METRICS[judged.metric].title: [format_score(c.score.mean) for c in judged.candidates],
            "Against the best single model": [
                "is the reference" if each.key == judged.reference else each.word
                for each in judged.candidates
            ],
        }
    )


def more_repeats(page: Page, known: Evidence, results: Results, judged: Verdict) -> None:
    """What more repeats could still do, and a button that runs them until the answer is clear."""
    scenario = page.scenario
    note = notes.repeats_note(judged, MAX_REPEATS)
    if not note or len(results.repeats) < scenario.repeats:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(note))
        goes_on = notes.more_repeats(judged, MAX_REPEATS) is not None
        if not (goes_on and st.button("Run more repeats", key="more_repeats", help=UNTIL_CLEAR)):
            return
    while after := notes.more_repeats(judged, MAX_REPEATS):
        scenario = replace(scenario, repeats=after)
        known = evidence.run_passes(scenario.question, after, page.say)
        judged = show.judge(page, known, known.results(after))
    state.put(scenario)
    st.rerun()


def against_one_strong_model(scenario: Scenario) -> None:
    """A switch: is a combination better, or only bigger?"""
    st.toggle(
        "Also compare with one strong model given as many fits",
        help="A combination trains many models. This tunes one strong model with as many fits, in "
        "every fold, and lets it compete. Everything is run anew, which may take a minute.",
        **state.bind("tuned", TUNED in scenario.compared, _with_strong_model),
    )


def _with_strong_model(scenario: Scenario, is_wanted: bool) -> Scenario:
    others = [key for key in scenario.compared if key != TUNED]
    return replace(scenario, methods=in_order([*others, TUNED] if is_wanted else others))


def for_and_against(results: Results, judged: Verdict) -> None:
    """For and against, each with the measured fact it rests on."""
    good, bad = reasons.pros(results, judged), reasons.cons(results, judged)
    if not (good or bad):
        return
    subject = judged.subject
    about = results.method(subject).title if subject else ""
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


def use_if(results: Results, judged: Verdict) -> None:
    """When each way is the right one, with what this run measured for it."""
    ways = advice.use_if(results, judged)
    if not ways:
        return
    st.subheader("Use which, and when?", anchor=False)
    with st.grid("auto", min_column_width=260):
        for one in ways:
            with st.container(border=True):
                st.markdown(f"**{plain(one.title)}**")
                st.markdown(plain(one.sentence))
                st.caption(plain(one.fact))


def bottom_line(results: Results, judged: Verdict) -> None:
    """What to do, in one sentence."""
    st.subheader("Bottom line", anchor=False)
    st.markdown(plain(sentences.bottom_line(results, judged)))


def limits(scenario: Scenario, results: Results, judged: Verdict) -> None:
    """What the verdict does not show."""
    entry = datasets.entries()[scenario.dataset]
    flip = settings(entry.controls, scenario.dataset_knobs).get("flip", 0)
    setting = Setting(entry.title, scenario.seed, float(flip) / 100)
    st.subheader("What this does not show", anchor=False)
    for sentence in caveats.limits(results, judged, setting):
        st.markdown(f"- {plain(sentence)}")
