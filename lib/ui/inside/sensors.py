"""The sensor lab: one view breaks while the models are in use, and every method feels it."""

from collections.abc import Mapping

import numpy as np
import streamlit as st

from lib.base_models import Member
from lib.catalogue.controls import Choice
from lib.datasets import Dataset
from lib.engine.folds import DataError
from lib.engine.results import Results
from lib.inside import sensor_charts as _sensor_charts
from lib.inside import sensor_words as _sensor_words
from lib.inside import sensors
from lib.inside.sensors import DAMAGES, WITHOUT, Bench, Breakage
from lib.metrics import METRICS
from lib.scenario.record import ONE_VIEW, Scenario
from lib.ui import controls, evidence, state
from lib.ui import show as pages
from lib.ui import views as who_sees_what
from lib.ui.drawer import drawer
from lib.ui.evidence import Evidence
from lib.ui.inside import point
from lib.ui.plain import plain
from lib.ui.shell import Page
from lib.ui.view_editor import EDITOR

EXAMPLE = Scenario(
    dataset="flaky_sensors",
    members=(Member("logistic_regression"), Member("gaussian_naive_bayes")),
    sees=ONE_VIEW,
    tab="sensors",
)


def show(page: Page, known: Evidence, results: Results) -> None:
    """Choose what breaks, see what is left, and read what it means."""
    dataset = known.experiment.dataset
    views = {name: columns for name, columns in dataset.views.items() if columns}
    if len(views) < 2:
        _only_one_view(page, views)
        return
    page_place = st.container()
    who_sees_what.switch(page.scenario, known)
    view, how = _what_breaks(page.scenario, dataset, views)
    try:
        breakage = _measure(page, known, results, view, how)
    except DataError as problem:
        page.write("The sensor lab cannot be set up here", "")
        st.warning(plain(str(problem)), icon=":material/rule:")
        return
    at = _how_much(page.scenario, breakage)
    with page_place:
        _head(page, breakage, at, results)
    _panels(breakage, at)
    _words(page, known, breakage, at)
    _one_row(page, known, results, (breakage, at))


def _only_one_view(page: Page, views: Mapping[str, tuple[int, ...]]) -> None:
    page.write("There is only one view here, so no sensor can be lost", "")
    st.info(
        "All columns are in one view. To break one of several, group the columns under "
        f"“{EDITOR}” in the sidebar; with two columns, make each axis a sensor of "
        "its own. Or open an example that has two sensors.",
        icon=":material/rule:",
    )
    st.button("Open the lab with two flaky sensors", on_click=state.put, args=(EXAMPLE,))


def _what_breaks(
    scenario: Scenario, dataset: Dataset, views: Mapping[str, tuple[int, ...]]
) -> tuple[str, str]:
    """The view and the way, chosen side by side; a link's wish that cannot be met is said."""
    empty = [name for name in dataset.views if name not in views]
    if empty:
        st.caption(plain(f"Without columns, so nothing to break: {', '.join(empty)}."))
    words = {name: f"{name} ({pages.counted(len(c), 'column')})" for name, c in views.items()}
    asked = dict(scenario.lab).get("view")
    if asked is not None and asked not in words:
        first = next(iter(words))
        st.info(plain(f"These data have no view called “{asked}”; {first} is broken instead."))
    left, right = st.columns(2)
    with left:
        view = str(
            controls.lab(scenario, "view", Choice("Break which view?", words, next(iter(words))))
        )
    possible = sensors.damages_for(dataset, view)
    with right:
        ways = {key: damage.title for key, damage in possible.items()}
        how = str(controls.lab(scenario, "how", Choice("How?", ways, next(iter(ways)))))
    return view, how


def _how_much(scenario: Scenario, breakage: Breakage) -> int:
    """The position of the chosen amount; of one between two that were measured, the nearest."""
    amount = controls.lab(scenario, f"{breakage.how}_amount", DAMAGES[breakage.how].control)
    st.caption(DAMAGES[breakage.how].sentence)
    return int(np.abs(breakage.amounts - float(amount)).argmin())


def _measure(page: Page, known: Evidence, results: Results, view: str, how: str) -> Breakage:
    """Fits once for a question, and asks the fitted models once for each view and way."""

    def progress(done: int, total: int, title: str) -> None:
        page.say(done / total, f"Sensor lab: {title} ({done} of {total} fits)")

    def set_up() -> Bench:
        return sensors.set_up(known.experiment, results, progress)

    bench = evidence.once(known, "sensor bench", page.say, set_up)
    metric = page.scenario.metric
    return evidence.once(
        known,
        ("sensor", view, how),
        page.say,
        lambda: sensors.break_view(bench, view, how, metric, progress),
    )


def _head(page: Page, breakage: Breakage, at: int, results: Results) -> None:
    status = (
        f"{METRICS[breakage.metric].title} on held-back rows, {breakage.n_samples:,} rows, "
        f"{results.n_splits} folds, first repeat. Trained on clean rows; only the rows held back "
        f"are broken."
    )
    page.write(_sensor_words.headline(breakage, at, page.scenario.rope), status)


def _panels(breakage: Breakage, at: int) -> None:
    """The methods side by side, each in a card; those that cannot differ share one."""
    st.subheader("How much of the score is left?")
    metric = METRICS[breakage.metric]
    with st.grid("auto", min_column_width=250):
        for group in _sensor_charts.alike(breakage):
            key = group[0]
            title = " = ".join(breakage.short(each) for each in group)
            now, whole = (metric.format(breakage.interval(key, i).mean) for i in (at, 0))
            low, high = (metric.format(each) for each in _sensor_charts.limits(breakage, key, at))
            with st.container(border=True):
                st.metric(
                    plain(title),
                    now,
                    _sensor_words.change(breakage, key, at),
                    delta_color="off",
                    delta_arrow="off",
                )
                st.caption(f"95 % interval {low} to {high}; unbroken {whole}")
                st.plotly_chart(
                    _sensor_charts.panel(breakage, key, at),
                    key=f"sensor_{key}",
                    config=pages.PLOTLY,
                    alt=f"{title} against the amount of damage: unbroken {whole}, at the chosen "
                    f"amount {now}, at the largest "
                    f"{metric.format(breakage.interval(key, -1).mean)}.",
                )
    reference = " Dashed: the average without the models that see the broken view, as if we knew."
    st.caption(
        "Thick: this method, with its 95 % interval over the folds. Thin: the others. Ring: the "
        f"chosen amount. {'Higher' if metric.greater_is_better else 'Lower'} is better."
        + (reference if WITHOUT in breakage.keys else "")
    )
    with drawer("Show as a table", "table_sensors") as is_open:
        if is_open:
            pages.table(
                _sensor_charts.table(breakage), "Score of every method at every amount of damage"
            )


def _words(page: Page, known: Evidence, breakage: Breakage, at: int) -> None:
    """Was averaging robust, and how sure is the broken witness?"""
    st.subheader("Was averaging robust?")
    st.markdown(plain(_sensor_words.averaging(breakage, at, page.scenario.rope)))
    if WITHOUT not in breakage.keys and page.scenario.sees != ONE_VIEW:
        st.info(
            "Here every model sees everything, so a broken view hurts every one of them, and late "
            "fusion has nothing to fall back on. Let each model see one view to compare.",
            icon=":material/visibility:",
        )
    st.subheader("How sure is the model that is wrong?")
    words = _sensor_words.sureness(breakage, at)
    st.markdown(plain(words))
    if breakage.n_seeing:
        figure = _sensor_charts.sureness_chart(breakage, at)
        alt = f"How sure the models that see the broken view are, and how often right. {words}"
        st.plotly_chart(figure, key="sensor_sureness", config=pages.PLOTLY, alt=alt)


def _one_row(page: Page, known: Evidence, results: Results, broken: tuple[Breakage, int]) -> None:
    """What the damage does to the answers about the chosen row."""
    breakage, at = broken
    dataset = known.experiment.dataset
    st.subheader("What happens to one row?")
    row = point.choose(page, known, results)
    frame = _sensor_words.one_row(breakage, at, row, results.y)
    lost = [str(m) for m in frame["Method"][frame["right before"] & ~frame["right after"]]]
    truth = dataset.class_names[results.y[row]]
    if lost:
        text = f"Row {row} is {truth}. The damage costs its right answer: {', '.join(lost)}."
    else:
        text = f"Row {row} is {truth}. The damage takes no right answer away from it."
    st.markdown(plain(text))
    for column in ("before", "after"):
        frame[column] = [
            f"{'✓' if right else '✗'} {dataset.class_names[each]}"
            for each, right in zip(frame[column], frame[f"right {column}"], strict=True)
        ]
    frame = frame[["Method", "before", "after"]].rename(
        columns={"before": "Unbroken", "after": "At the chosen amount"}
    )
    pages.table(frame, f"Answers about row {row} before and after the damage")
