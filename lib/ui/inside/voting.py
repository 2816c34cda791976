"""The Voting tab: the models' answers about one row, put to the vote and written out."""

import numpy as np
import streamlit as st

from lib import combiners
from lib.catalogue.controls import Choice, Value, settings
from lib.combiners import BaseCombiner
from lib.combiners.rules.tally import Tally, number
from lib.combiners.weighted_vote import WEIGHTS, WeightedVote
from lib.engine.results import Results
from lib.inside import voting
from lib.inside.opened import Opened
from lib.inside.written import Names
from lib.scenario.record import Scenario
from lib.ui import controls
from lib.ui import show as vocabulary
from lib.ui.drawer import drawer
from lib.ui.evidence import Evidence
from lib.ui.inside import _opened, point
from lib.ui.plain import plain
from lib.ui.shell import Page
from lib.words import in_sentence

OWN = "weighted_vote"  # the rule whose weights the visitor sets


def show(page: Page, known: Evidence, results: Results) -> None:
    """Draw this part."""
    row = point.choose(page, known, results)
    opened = _opened.opened_at(page, known, results, row)
    names = _opened.names_of(known, opened)
    key = _choose_rule(page.scenario)
    rule = _rule(page.scenario, opened, key, names)
    answer, truth = opened.answer(rule, row), int(results.y[row])
    entry = combiners.entries()[key]
    title = f"the {in_sentence(entry.title)}" if entry.kind == "voting" else "their combination"
    page.write(_opened.headline_of(opened, row, title, answer), _opened.status(page, results, row))
    tally = voting.count(entry, rule, opened.said(row))
    _bars(opened, row, key, tally, answer, names)
    _written(tally, answer, truth, key, names)
    _same(page.scenario, known, key)
    _others(opened, row, {key: answer}, names)


def _choose_rule(scenario: Scenario) -> str:
    titles = {key: combiners.entries()[key].title for key in voting.rules()}
    choice = Choice("How the models are put together", titles, "soft_vote")
    return str(controls.lab(scenario, "vote", choice))


def _rule(scenario: Scenario, opened: Opened, key: str, names: Names) -> BaseCombiner:
    """The fitted rule; the weighted vote takes the weights set here, which fit nothing anew."""
    if key != OWN:
        return opened.fold.rules[key]
    set_there = str(settings({"weights": WEIGHTS}, scenario.knobs_of(OWN))["weights"])
    text = str(scenario.lab_choice("weights", WEIGHTS)) or set_there

    def change(now: Scenario, chosen: Value) -> Scenario:
        return now.with_lab_choice("weights", WEIGHTS, chosen)

    st.markdown("**How much each model counts.** Move a weight and watch the sum below.")
    with st.grid("auto", min_column_width=200):
        controls.draw(WEIGHTS, "lab.weights", text, change, [plain(name) for name in names.models])
    fold = opened.fold
    return WeightedVote(text).fit(fold.P_train, opened.task.y[fold.train])


def _bars(
    opened: Opened, row: int, key: str, tally: Tally, answer: np.ndarray, names: Names
) -> None:
    truth, said = int(opened.task.y[row]), opened.said(row)
    entry = combiners.entries()[key]
    st.subheader("What does each model say, and what do they say together?", anchor=False)
    votes = [names.classes[int(c)] for c in said.argmax(axis=1)]
    ballots = ", ".join(
        f"{name} says {vote}" for name, vote in zip(names.models, votes, strict=True)
    )
    words = (
        f"{ballots}. {entry.title} says {names.classes[int(answer.argmax())]}, at "
        f"{voting.percent(answer.max())}. In truth row {row} is {names.classes[truth]}."
    )
    st.markdown(plain(words))
    figure = voting.draw(
        [*names.models, entry.short], (said, answer), tally.weights, truth, names.classes
    )
    st.plotly_chart(figure, key="voting.bars", config=vocabulary.PLOTLY, alt=words)
    st.caption(
        "Each bar is one model's 100 %, shared out among the classes. The class with the longest "
        "part is the model's ballot: its mark stands beside the bar, with ✓ when it is right and ✗ "
        "when it is wrong. A thicker bar counts for more."
    )
    with drawer("Show as a table", "table_voting") as is_open:
        if is_open:
            frame = voting.table(names.models, said, tally.weights, names.classes)
            vocabulary.table(frame, f"What each model says about row {row}")


def _written(tally: Tally, answer: np.ndarray, truth: int, key: str, names: Names) -> None:
    st.subheader("The sum, written out", anchor=False)
    st.markdown(tally.how)
    if not tally.equations:
        st.latex(combiners.entries()[key].formula)
    with st.container(border=True):
        for c in voting.shown_classes(answer, truth):
            st.markdown(_line(tally, answer, c, names.classes[c]))
        left = len(answer) - len(voting.shown_classes(answer, truth))
        if left > 0:
            st.caption(f"The other classes, {left} of them, come out lower or level.")
        winner = names.classes[int(answer.argmax())]
        verdict = "that is right" if answer.argmax() == truth else "that is wrong"
        decision = f"The highest number wins: {winner}. The truth is {names.classes[truth]}: "
        st.markdown(plain(f"{decision}{verdict}."))
    if level := voting.tie(answer, names.classes):
        st.info(plain(level), icon=":material/balance:")
    st.caption("Numbers are shown with three digits; the computing keeps all of them.")


def _line(tally: Tally, answer: np.ndarray, c: int, name: str) -> str:
    """The sum of one class, its name in bold."""
    steps = [tally.equations[c]] if tally.equations else []
    if share := voting.share_equation(tally, c):
        steps.append(f"as a share of all classes: {share}")
    if not steps:
        steps = [number(float(answer[c]))]
    return f"**{plain(name)}**  \n{plain('; '.join(steps))}"


def _same(scenario: Scenario, known: Evidence, key: str) -> None:
    """Where another method must give the same numbers for these models."""
    members, facts = known.experiment.members, []
    for other, entry in combiners.entries().items():
        same = entry.same_as(members, settings(entry.controls, scenario.knobs_of(other)))
        if same and key in (other, same[0]) and other != OWN:
            facts.append(f"{entry.title}: {same[1]}")
    if facts:
        with drawer("The same numbers under other names", "voting.same") as is_open:
            if is_open:
                for fact in facts:
                    st.markdown(plain(fact))


def _others(opened: Opened, row: int, chosen: dict[str, np.ndarray], names: Names) -> None:
    """Every rule's answer to this row. chosen : the answer of the rule on screen, by its key."""
    truth = int(opened.task.y[row])
    st.subheader("Would another rule have said something else?", anchor=False)
    answers = {key: opened.answer(opened.fold.rules[key], row) for key in voting.rules()} | chosen
    titles = [combiners.entries()[key].title for key in answers]
    frame = voting.opinions(answers, titles, truth, names.classes)
    right = int((frame["Right"] == "yes").sum())
    st.markdown(
        f"{right} of these {len(frame)} rules have row {row} right. One row proves nothing about "
        "a rule: the Compare page counts all of them."
    )
    with drawer("What every rule says about this row", "table_rules") as is_open:
        if is_open:
            share = st.column_config.NumberColumn(format="percent")
            st.dataframe(
                frame,
                hide_index=True,
                column_config={"Probability of what it says": share},
                alt=f"What every rule says about row {row}",
            )
