"""The Stacking tab: a second model learns whom to believe, and from which rows it may learn it."""

import streamlit as st

from lib.catalogue.controls import Toggle
from lib.inside.row_fold import ROUNDED, Answered
from lib.inside.stacking import words
from lib.inside.stacking.computing import (
    JudgedLeak,
    Leak,
    Weighed,
    leak,
    meta_table,
    rules,
    weighed,
)
from lib.inside.stacking.displays import FOLDS, LEAK, WEIGHTS
from lib.inside.stacking.words import Written, write_out
from lib.ui import controls, drawer, plain
from lib.ui.inside import point
from lib.ui.shell import Page
from lib.ui.show import display, figure, table
from lib.verdict.case import Case

LEAKING = Toggle(
    "Leak it",
    help="Train the second model on answers about rows the models had already seen. Never do this "
    "with your own data: here it is done once, to show what it does.",
)


def show(page: Page, case: Case) -> None:
    """Draw this part."""
    row = point.choose(page, case)
    opened = point.fold_of(page, case, row)
    key = point.choose_method(page.scenario, "stack", "The second model", rules())
    answered = Answered(opened, row, key, opened.fold.rules[key])
    written = write_out(answered.rule, answered)
    point.write_head(page, case, answered, "stacking")
    display(page, FOLDS, answered, "folds")
    _meta_features(answered)
    found = None  # a second model gone wrong; computed for all of them at once
    if page.scenario.lab_choice("leak", LEAKING):
        first, metric = case.results.repeats[0], page.scenario.metric
        found = page.once(leak, case.experiment, first, metric)[key]
    weights = page.once(weighed, answered, found)
    st.header(WEIGHTS.question, anchor=False)
    st.markdown(plain(f"{answered.entry.summary} {written.how}"))
    if weights:
        figure(page, WEIGHTS, weights, "weights")
    _score(answered, written)
    _leak(page, found, weights)


def _meta_features(answered: Answered) -> None:
    st.header(words.META, anchor=False)
    st.markdown(words.out_of_fold_table(answered))
    frame = meta_table(answered)
    three = st.column_config.NumberColumn(format="%.3f")
    columns = dict.fromkeys(frame.columns[4:], three)
    alt = "Out-of-fold answers of the models, some rows, with the truth"
    table(frame, alt, columns)
    if why := words.two_classes_need_one_column(answered.names.classes):
        st.caption(plain(why))


def _score(answered: Answered, written: Written) -> None:
    st.header(words.SCORE, anchor=False)
    with st.container(border=True):
        for line in (*written.lines, words.decision(answered)):
            st.markdown(plain(line))
    st.caption(ROUNDED)
    if written.terms is not None:
        with drawer("Every term of the sum as a table", "table_terms") as is_open:
            if is_open:
                table(written.terms, f"Every term of the score of row {answered.row}")


def _leak(page: Page, found: Leak | None, weights: Weighed | None) -> None:
    st.header(LEAK.question, anchor=False)
    st.markdown(words.LEAKS)
    controls.lab(page.scenario, "leak", LEAKING)
    if found is None:
        return
    figure(page, LEAK, JudgedLeak(found, page.scenario.rope), "leak")
    if weights:
        st.markdown(words.DIAMONDS)
    st.caption(words.under_the_leak(found))
