"""Votes written out must be what the fitted objects say."""

from dataclasses import replace

import numpy as np
import pytest

from lib import combiners
from lib.combiners.rules.averages import Tally
from lib.combiners.rules.ties import NUDGE, ballots, tied
from lib.inside.row_fold import Answered, open_row_fold
from lib.inside.voting.displays import VOTE
from lib.inside.voting.words import (
    rules,
    share_equation,
    share_of_ties,
    shown_classes,
    tally_of,
    tie,
)
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from tests.inside.records import vote as answered

SCENARIOS = {
    "two classes": Scenario(dataset_knobs=(("rows", 120),), folds=3),
    "ten classes": Scenario(dataset="digits", dataset_knobs=(("rows", 300),), folds=3),
}


@pytest.fixture(scope="module", params=SCENARIOS.values(), ids=SCENARIOS.keys())
def opened(request):
    experiment = prepare(request.param)
    return open_row_fold(experiment, experiment.run(0), 1, rules())


def test_all_voting_and_the_fixed_rules_can_be_chosen():
    assert set(rules()) >= {
        *[key for key, entry in combiners.entries().items() if entry.kind == "voting"],
        "late_median",
        "late_product",
        "borda",
    }
    assert not {"stacking_nonnegative", "best_single"} & set(rules())


def test_a_rule_without_a_sum_still_has_an_answer():
    class Oracle(combiners.BaseCombiner):
        def predict_proba(self, P, X=None):
            return np.tile([0.2, 0.8], (len(P), 1))

    asked = answered(np.full((3, 2), 0.5), "", ("a", "b"), ("A", "B", "C"))
    tally = tally_of(replace(asked, key="stacking_logistic", rule=Oracle()))
    assert tally.equations == ()
    assert list(tally.support) == [0.2, 0.8]
    nobody = Tally(None, np.zeros(3), ("0 = 0",) * 3, True, "")
    assert share_equation(nobody, 1) == "no class has any support, so each gets 1 / 3"


@pytest.mark.parametrize(
    ("P", "says"),
    [
        (
            [0.5, 0.5],
            "a and b are level. Nothing tells them apart, so it is the class that stands first",
        ),
        ([0.3, 0.7], ""),
        ([0.2, 0.4, 0.4], "b and c are level"),
        ([0.5 - NUDGE / 2, 0.5 + NUDGE / 2], "higher sum of the models' probabilities: b."),
    ],
)
def test_ties_are_explained_as_the_code_breaks_them(P, says):
    sentence = tie(np.array(P), "abc")
    assert says in sentence
    assert bool(sentence) == bool(says)
    if sentence:
        assert sentence.endswith(f"{'abc'[int(np.argmax(P))]}.")


def test_the_share_of_ties_is_that_of_the_votes(opened):
    fold, key = opened.fold, "majority_vote"
    votes = ballots(fold.P_test).mean(axis=1)
    top = np.sort(votes, axis=1)
    share = np.isclose(top[:, -1], top[:, -2]).mean()
    said = share_of_ties(Answered(opened, int(fold.test[0]), key, fold.rules[key]))
    expected = f"Classes tie in {100 * share:.0f} % of the {len(fold.test)} rows held back here."
    assert said == (expected if share else "")
    assert share or len(opened.names.classes) == 2
    assert not tied(np.array([[0.6, 0.4]])).any()


def test_the_winner_and_the_truth_are_always_written():
    combined = np.array([0.1, 0.5, 0.3, 0.06, 0.04])
    assert shown_classes(combined, truth=4) == [1, 2, 4]
    assert shown_classes(combined, truth=1) == [1, 2, 0]
    assert shown_classes(np.array([0.4, 0.6]), truth=0) == [1, 0]


def test_table_has_ballot_weight_and_every_class():
    P = np.array([[0.2, 0.8], [0.6, 0.4]])
    frame = VOTE.table(answered(P, "3-7", ("no", "yes")))
    assert list(frame.columns) == ["Model", "Ballot", "Weight", "p(no)", "p(yes)"]
    assert list(frame["Ballot"]) == ["yes", "no", "yes"]
    np.testing.assert_allclose(frame["Weight"][:2], [0.3, 0.7])
    np.testing.assert_allclose(frame[["p(no)", "p(yes)"]], [*P, [0.48, 0.52]])


def test_bars_are_the_probabilities_end_to_end():
    P = np.array([[0.2, 0.5, 0.3], [0.6, 0.3, 0.1]])
    vote = answered(P, "1-3", ("x", "y", "z"))
    figure = VOTE.draw(vote)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    lengths = np.column_stack([bar.x for bar in bars])
    np.testing.assert_allclose(lengths.astype(float), [*P, 0.25 * P[0] + 0.75 * P[1]])
    np.testing.assert_allclose(np.array(bars[2].base, float), lengths[:, :2].sum(axis=1))
    assert bars[0].width[0] < bars[0].width[1]  # thick where the weight is
    scatters = [trace for trace in figure.data if trace.type == "scatter"]
    marks = [trace for trace in scatters if trace.mode == "markers+text"]
    words = [list(trace.text) for trace in marks if len(trace.text)]
    assert words == [["60 % ✗", "50 % ✗"], ["50 % ✓"]]  # y is the truth, and together they say x
    assert VOTE.words(vote).startswith("A says y, B says x. Weighted vote says x, at 50 %.")


def test_rows_are_as_high_as_their_labels():
    P = np.full((2, 2), 0.5)
    views = tuple(f"{each} (sees a sensor with a long name)" for each in "AB")
    short, long = (
        VOTE.draw(answered(P, "1-1", ("x", "y"), names)) for names in (("A", "B"), views)
    )
    n_lines = long.layout.yaxis.ticktext[0].count("<br>") + 1
    assert n_lines > 3
    assert long.layout.height - short.layout.height >= 3 * 12 * (n_lines - 3)
