"""The Voting tab: the models' answers about one row, put to the vote and written out."""

import streamlit as st

from lib import combiners
from lib.catalogue.controls import Choice, Value, settings
from lib.charts.row_by_row import BARCODE, EASY, ORDERS, barcode_of
from lib.combiners import BaseCombiner
from lib.combiners.weighted_vote import WEIGHTS, WeightedVote
from lib.inside.points import points_of
from lib.inside.row_fold import ROUNDED, Answered, RowFold
from lib.inside.voting import words
from lib.inside.voting.displays import VOTE
from lib.scenario.record import Scenario
from lib.ui import controls, drawer, plain, state
from lib.ui.inside import point
from lib.ui.shell import Page
from lib.ui.show import display, table
from lib.verdict.case import Case

HATCHED = (
    "A column is a row that was held back, a line is who answers about it. Colour and mark say "
    "which class is named; hatched is wrong. The thick frame is the row that you follow."
)


def show(page: Page, case: Case) -> None:
    """Draw this part."""
    row = point.choose(page, case)
    opened = point.fold_of(page, case, row)
    label = "How the models are put together"
    key = point.choose_method(page.scenario, "vote", label, words.rules(), "soft_vote")
    answered = Answered(opened, row, key, _rule(page, opened, key))
    point.write_head(page, case, answered, words.in_headline(answered.entry))
    display(page, VOTE, answered, "voting")
    st.caption(words.BARS)
    _written(answered)
    if facts := words.same_numbers(case, key):
        with drawer("The same numbers under other names", "voting.same") as is_open:
            for fact in facts if is_open else ():
                st.markdown(plain(fact))
    _every_row(page, case, answered)


def _rule(page: Page, opened: RowFold, key: str) -> BaseCombiner:
    """The fitted rule; the weighted vote takes the weights set here, which fit nothing anew."""
    if key != words.OWN:
        return opened.fold.rules[key]
    scenario = page.scenario
    set_there = settings(combiners.entries()[key].controls, scenario.knobs_of(key))
    text = str(scenario.lab_choice("weights", WEIGHTS) or set_there["weights"])

    def change(now: Scenario, chosen: Value) -> Scenario:
        return now.with_lab_choice("weights", WEIGHTS, chosen)

    st.markdown(words.WEIGHTS)
    with st.grid("auto", min_column_width=200):
        names = [plain(name) for name in opened.names.models]
        controls.draw(WEIGHTS, "lab.weights", text, change, names)
    return page.once(weighted_vote, opened, text, str(set_there["rule"]))


def weighted_vote(opened: RowFold, weights: str, rule: str) -> BaseCombiner:
    """The vote with the visitor's own weights."""
    fold = opened.fold
    return WeightedVote(weights, rule).fit(fold.P_train, opened.task.y[fold.taught])


def _written(answered: Answered) -> None:
    tally, entry = words.tally_of(answered), answered.entry
    st.header("The sum, written out", anchor=False)
    st.markdown(tally.how)
    if not tally.equations:
        st.latex(entry.formula)
    with st.container(border=True):
        for name, text in words.sums(answered).items():
            st.markdown(f"**{plain(name)}**  \n{plain(text)}")
        if left := words.not_shown(answered):
            st.caption(left)
        st.markdown(plain(words.decision(answered)))
    level = words.tie(answered.proba, answered.names.classes), words.share_of_ties(answered)
    if any(level):
        st.info(plain(" ".join(filter(None, level))), icon=":material/balance:")
    st.caption(ROUNDED)


def _every_row(page: Page, case: Case, answered: Answered) -> None:
    """Everybody's answers to this row among the rows about which they disagree."""
    with drawer(f"{BARCODE.question} Every model, and the best of each way", "barcode") as is_open:
        if not is_open:
            return
        row, points = answered.row, page.once(points_of, case.results)
        order = controls.lab(page.scenario, "order", Choice("Order of the rows", ORDERS, EASY))
        record = barcode_of(case, str(order), row, answered.key)
        st.markdown(plain(BARCODE.words(record)))
        point.clickable(BARCODE.draw(record), BARCODE.alt(record), "inside.barcode", points)
        if len(record.rows) > 1:
            st.select_slider(
                "Follow another column: click it above, or move along",
                record.rows.tolist(),
                format_func=lambda each: f"row {each}",
                **state.bind(
                    "inside.column", row, lambda now, each: point.with_row(points, now, int(each))
                ),
            )
        st.caption(HATCHED)
        table(BARCODE.table(record), BARCODE.alt(record))
