"""One row put to the vote: ties, shares, the table and the bars."""

from dataclasses import replace

import numpy as np
import pytest

from lib import combiners
from lib.combiners.rules.tally import Tally
from lib.inside import voting
from lib.inside.voting import count, draw, opinions, share_equation, table, tie


def test_all_voting_and_the_fixed_rules_can_be_chosen():
    assert set(voting.rules()) >= {
        *[key for key, entry in combiners.entries().items() if entry.kind == "voting"],
        "late_median",
        "late_product",
        "borda",
    }
    assert not {"stacking_nonnegative", "best_single"} & set(voting.rules())


def test_a_rule_without_a_sum_still_has_an_answer():
    class Oracle(combiners.BaseCombiner):
        def predict_proba(self, P, X=None):
            return np.tile([0.2, 0.8], (len(P), 1))

    without_a_sum = replace(combiners.entries()["soft_vote"], explain=None)
    tally = count(without_a_sum, Oracle(), np.full((3, 2), 0.5))
    assert tally.equations == ()
    assert list(tally.support) == [0.2, 0.8]


@pytest.mark.parametrize(
    ("P", "says"),
    [
        ([0.5, 0.5], "a and b are level. A tie goes to the class that stands first"),
        ([0.3, 0.7], ""),
        ([0.2, 0.4, 0.4], "b and c are level"),
        ([0.5, 0.5 + 1e-14], "luck"),
    ],
)
def test_ties_are_explained_as_the_code_breaks_them(P, says):
    sentence = tie(np.array(P), "abc")
    assert says in sentence
    assert bool(sentence) == bool(says)
    if sentence:
        assert sentence.endswith(f"{'abc'[int(np.argmax(P))]}.")


def test_no_support_at_all_is_said():
    tally = Tally(None, np.zeros(3), ("0 = 0",) * 3, True, "")
    assert share_equation(tally, 1) == "no class has any support, so each gets 1 / 3"


def test_the_winner_and_the_truth_are_always_written():
    combined = np.array([0.1, 0.5, 0.3, 0.06, 0.04])
    assert voting.shown_classes(combined, truth=4) == [1, 2, 4]
    assert voting.shown_classes(combined, truth=1) == [1, 2, 0]
    assert voting.shown_classes(np.array([0.4, 0.6]), truth=0) == [1, 0]


def test_table_has_ballot_weight_and_every_class():
    P = np.array([[0.2, 0.8], [0.6, 0.4]])
    frame = table(("A", "B"), P, np.array([0.3, 0.7]), ("no", "yes"))
    assert list(frame.columns) == ["Model", "Ballot", "Weight", "p(no)", "p(yes)"]
    assert list(frame["Ballot"]) == ["yes", "no"]
    np.testing.assert_allclose(frame[["p(no)", "p(yes)"]], P)


def test_opinions_say_who_is_right():
    answers = {"a": np.array([0.9, 0.1]), "b": np.array([0.3, 0.7])}
    frame = opinions(answers, ("A", "B"), 0, ("no", "yes"))
    assert list(frame["Says"]) == ["no", "yes"]
    assert list(frame["Right"]) == ["yes", "no"]
    assert list(frame["Probability of what it says"]) == [0.9, 0.7]


def test_bars_are_the_probabilities_end_to_end():
    P = np.array([[0.2, 0.5, 0.3], [0.6, 0.3, 0.1]])
    together = P.mean(axis=0)
    figure = draw(("A", "B", "vote"), (P, together), np.array([0.9, 0.1]), 1, ("x<b>", "y", "z"))
    bars = [trace for trace in figure.data if trace.type == "bar"]
    drawn = np.column_stack([bar.x for bar in bars])
    np.testing.assert_allclose(drawn.astype(float), np.vstack([P, together]))
    np.testing.assert_allclose(np.array(bars[2].base, float), drawn[:, :2].sum(axis=1))
    assert bars[0].width[0] > bars[0].width[1]  # thick where the weight is
    assert "<b>" not in "".join(trace.name for trace in figure.data if trace.name)
    scatters = [trace for trace in figure.data if trace.type == "scatter"]
    marks = [trace for trace in scatters if trace.mode == "markers+text"]
    words = [list(trace.text) for trace in marks if len(trace.text)]
    assert words == [["60 % ✗", "40 % ✗"], ["50 % ✓"]]  # y is the truth, and together they say x


def test_rows_are_as_high_as_their_labels():
    P = np.full((2, 2), 0.5)
    views = [f"{each} (sees a sensor with a long name)" for each in "AB"]
    short, long = (
        draw([*names, "vote"], (P, P[0]), np.full(2, 0.5), 1, ("x", "y")) for names in ("AB", views)
    )
    n_lines = long.layout.yaxis.ticktext[0].count("<br>") + 1
    assert n_lines > 3
    assert long.layout.height - short.layout.height >= 3 * 12 * (n_lines - 3)
