"""The Stacking tab: a second model learns whom to believe, and from which rows it may learn it."""

from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from lib import combiners
from lib.catalogue.controls import Choice, Toggle
from lib.engine.results import Results
from lib.inside import leak as leaking
from lib.inside import stacking
from lib.inside.leak import Leak
from lib.inside.opened import Opened, members_task
from lib.inside.voting import percent
from lib.inside.written import MANY, Names, Written, share_by_model, weights_of, write_out
from lib.metrics import METRICS
from lib.scenario.record import Scenario
from lib.ui import controls, evidence
from lib.ui import show as vocabulary
from lib.ui.drawer import drawer
from lib.ui.evidence import Evidence
from lib.ui.inside import _opened, point
from lib.ui.plain import plain
from lib.ui.shell import Page

LEAK = Toggle(
    "Leak it",
    help="Train the second model on answers about rows the models had already seen. Never do this "
    "with your own data: here it is done once, to show what it does.",
)


def show(page: Page, known: Evidence, results: Results) -> None:
    """Draw this part."""
    row = point.choose(page, known, results)
    opened = _opened.opened_at(page, known, results, row)
    names = _opened.names_of(known, opened)
    key = _choose_rule(page.scenario)
    written = write_out(opened.fold.rules[key], opened, row, names)
    headline = _opened.headline_of(opened, row, "stacking", written.proba)
    page.write(headline, _opened.status(page, results, row))
    _who_saw_what(opened, results, row)
    _meta_features(opened, results, row, names)
    is_leaking = bool(page.scenario.lab_choice("leak", LEAK))
    leak = _leak_of(page, known, results)[key] if is_leaking else None
    _learned(opened, key, written, names, leak)
    _score(opened, row, written, names)
    _leak(page, results, leak, names)


def _choose_rule(scenario: Scenario) -> str:
    titles = {key: combiners.entries()[key].title for key in stacking.rules()}
    choice = Choice("The second model", titles, next(iter(titles)))
    return str(controls.lab(scenario, "stack", choice))


def _who_saw_what(opened: Opened, results: Results, row: int) -> None:
    folds, fold = results.repeats[0].folds, opened.fold
    st.subheader("Which rows did each model see?", anchor=False)
    words = (
        f"Row {row} and the other rows of fold {opened.number + 1} are set aside. In each of "
        f"{results.n_splits - 1} rounds every model is fitted without one more fold and answers "
        f"about it, so each of the {len(fold.train):,} answers the second model learns from comes "
        "from a model that had not seen that row. Last, every model is fitted on all of them and "
        f"answers about row {row}."
    )
    st.markdown(words)
    figure = stacking.draw_folds(folds, row)
    st.plotly_chart(figure, key="stacking.folds", config=vocabulary.PLOTLY, alt=words)


def _meta_features(opened: Opened, results: Results, row: int, names: Names) -> None:
    st.subheader("What does the second model learn from?", anchor=False)
    st.markdown(
        "From the models' answers alone, beside the truth: the out-of-fold table. Here are some of "
        f"its {len(opened.fold.train):,} rows, and last the chosen one, whose truth it must guess."
    )
    frame = stacking.meta_table(opened, row, results.repeats[0].folds, names.classes)
    three = st.column_config.NumberColumn(format="%.3f")
    columns = dict.fromkeys(frame.columns[4:], three)
    alt = "Out-of-fold answers of the models, some rows, with the truth"
    st.dataframe(frame, hide_index=True, column_config=columns, alt=alt)
    if len(names.classes) == 2:
        first, second = names.classes
        st.caption(
            plain(f"With two classes the probability of {second} says it all; {first} is the rest.")
        )


def _learned(opened: Opened, key: str, written: Written, names: Names, leak: Leak | None) -> None:
    st.subheader("What did it learn?", anchor=False)
    st.markdown(plain(f"{combiners.entries()[key].summary} {written.how}"))
    c = int(written.proba.argmax())
    rule = opened.fold.rules[key]
    honest = weights_of(rule, names, c)
    if honest is None:
        return
    leaky = weights_of(leak.rules[opened.number], names, c) if leak else None
    title, is_share = "Weight", len(honest) > MANY
    if is_share:
        honest = share_by_model(honest, names)
        leaky = None if leaky is None else share_by_model(leaky, names)
        title = "Share of all weight, signs left out"
    words = _weights_in_words(honest, leaky, is_share)
    st.markdown(plain(words))
    figure = stacking.draw_weights(honest, leaky, title)
    st.plotly_chart(figure, key="stacking.weights", config=vocabulary.PLOTLY, alt=words)
    with drawer("Show as a table", "table_weights") as is_open:
        if is_open:
            frame = pd.DataFrame({"Goes in": honest.index, "Honest": honest.to_numpy()})
            if leaky is not None:
                frame["Leaky"] = leaky.to_numpy()
            vocabulary.table(frame, words)


def _weights_in_words(honest: pd.Series, leaky: pd.Series | None, is_share: bool) -> str:
    largest = float(honest.abs().max())
    first = " and ".join(honest.index[np.isclose(honest.abs(), largest)])
    words = f"The largest weight, {largest:.2f} in size, goes to {first}."
    if is_share:
        words = f"The largest share of all weight, {percent(largest)}, goes to {first}."
    if (honest < 0).any():
        words += " A weight below zero speaks against what the model says, given all the others."
    if leaky is not None:
        before, after = (each.abs() / max(each.abs().sum(), 1e-12) for each in (honest, leaky))
        winner = int((after - before).to_numpy().argmax())
        words += (
            f" The leaky one shifts weight to {before.index[winner]}, from "
            f"{percent(before.iloc[winner])} of all weight to {percent(after.iloc[winner])}: on "
            "rows that models have seen, whoever knows them by heart looks best."
        )
    return words


def _score(opened: Opened, row: int, written: Written, names: Names) -> None:
    st.subheader("The final score, written out", anchor=False)
    truth, winner = int(opened.task.y[row]), int(written.proba.argmax())
    with st.container(border=True):
        for line in written.lines:
            st.markdown(plain(line))
        verdict = "that is right" if winner == truth else "that is wrong"
        st.markdown(
            plain(
                f"It says {names.classes[winner]}. The truth is {names.classes[truth]}: {verdict}."
            )
        )
    st.caption("Numbers are shown with three digits; the computing keeps all of them.")
    if written.terms is not None:
        with drawer("Every term of the sum as a table", "table_terms") as is_open:
            if is_open:
                vocabulary.table(written.terms, f"Every term of the score of row {row}")


def _leak_of(page: Page, known: Evidence, results: Results) -> dict[str, Leak]:
    """Every second model gone wrong; computed when the switch is turned the first time."""
    first, metric = results.repeats[0], page.scenario.metric
    task = members_task(known.experiment, first, stacking.rules())

    def progress(done: int, total: int, label: str) -> None:
        page.say(done / total, f"Leaking on purpose, {label} ({done} of {total})")

    compute = partial(leaking.leak, task, first, metric, progress, page.scenario.calibrate)
    return evidence.once(known, "leak", page.say, compute)


def _leak(page: Page, results: Results, leak: Leak | None, names: Names) -> None:
    scenario, n_rows = page.scenario, len(results.y)
    st.subheader("What if it learned from rows the models had already seen?", anchor=False)
    st.markdown(
        "A common mistake: fit the models, let them answer about their own training rows, and "
        "train the second model on that. This switch is the only place in the app that does so."
    )
    controls.lab(scenario, "leak", LEAK)
    if leak is None:
        return
    words = leaking.in_words(leak, scenario.metric, scenario.rope, n_rows)
    st.markdown(plain(words))
    if weights_of(leak.rules[0], names, 0) is not None:
        st.markdown("What it learned instead are the hollow diamonds among the weights above.")
    figure = leaking.draw(leak, scenario.metric, n_rows)
    st.plotly_chart(figure, key="stacking.leak", config=vocabulary.PLOTLY, alt=words)
    st.caption(
        f"{METRICS[scenario.metric].title}, mean over the {results.n_splits} folds of the first "
        "repeat, with 95 % intervals. The hollow mark and the cross belong to the leaky one."
    )
    with drawer("Show as a table", "table_leak") as is_open:
        if is_open:
            vocabulary.table(leaking.table(leak, scenario.metric, n_rows), words)
