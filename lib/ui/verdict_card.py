"""The verdict card: pick, reasons with their facts, when to use what, and what it does not show."""

import streamlit as st

from lib import combiners, datasets, verdict
from lib.controls import settings
from lib.results import Results
from lib.scenario import Scenario
from lib.ui.plain import plain
from lib.verdict import Point, Setting, Verdict

OUTCOMES = {
    "single": "Keep your best single model",
    "ensembling": "Ensembling",
    "fusion": "Fusion",
    "too close": "Too close to call",
}


def pick(results: Results, judged: Verdict) -> None:
    """The pick and why, in one sentence with numbers."""
    with st.container(border=True):
        st.caption("Recommended pick")
        title = OUTCOMES[judged.outcome]
        if judged.pick and judged.outcome in ("ensembling", "fusion"):
            title = f"{results.method(judged.pick).title} ({title.lower()})"
        elif judged.outcome == "single":
            title = f"{title}: {judged.facts.single_title}"
        st.header(plain(title), anchor=False)
        st.markdown(f"**Why.** {plain(verdict.why(results, judged))}")
        st.markdown(f"**So.** {plain(verdict.bottom_line(results, judged))}")
        if judged.pick and judged.pick in combiners.entries():
            st.caption(plain(combiners.entries()[judged.pick].summary))


def reasons(results: Results, judged: Verdict) -> None:
    """For and against, each with the measured fact it rests on."""
    good, bad = verdict.pros(results, judged), verdict.cons(results, judged)
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
    advice = verdict.use_if(results, judged)
    if not advice:
        return
    st.subheader("Use which, and when?", anchor=False)
    with st.grid("auto", min_column_width=260):
        for one in advice:
            with st.container(border=True):
                st.markdown(f"**{plain(one.title)}**")
                st.markdown(plain(one.sentence))
                st.caption(plain(one.fact))


def bottom_line(results: Results, judged: Verdict) -> None:
    """What to do, in one sentence."""
    st.subheader("Bottom line", anchor=False)
    st.markdown(plain(verdict.bottom_line(results, judged)))


def limits(scenario: Scenario, results: Results, judged: Verdict) -> None:
    """What the verdict does not show."""
    entry = datasets.entries()[scenario.dataset]
    flip = settings(entry.controls, scenario.dataset_knobs).get("flip", 0)
    setting = Setting(entry.title, scenario.seed, float(flip) / 100)
    st.subheader("What this does not show", anchor=False)
    for sentence in verdict.limits(results, judged, setting):
        st.markdown(f"- {plain(sentence)}")
