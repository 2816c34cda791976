"""What differs between scenarios is named, and nothing else is."""

from dataclasses import replace

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from lib.base_models import Member
from lib.scenario.differing import differences
from lib.scenario.edits import with_dataset, with_weights
from lib.scenario.record import DEFAULT
from tests.scenarios import unpinned

NO_WRONG_LABELS = replace(DEFAULT, dataset_knobs=(("flip", 0),))
NO_TREE = replace(DEFAULT, members=DEFAULT.members[:3])
LEFT_OUT = ("left", "tab", "row", "lab", "lesson", "layer", "slide", "voice")
FIELDS = [name for name in vars(DEFAULT) if name not in (*LEFT_OUT, "pins", "question", "judged")]


@st.composite
def neighbours(draw):
    """Two to four scenarios that have most in common."""
    first, other = draw(unpinned()), draw(unpinned())
    assume(first.dataset == other.dataset or draw(st.booleans()))
    found = [first.pin, other.pin]
    for _ in range(draw(st.integers(0, 2))):
        names = draw(st.sets(st.sampled_from(FIELDS), max_size=2)) - {"dataset", "dataset_knobs"}
        changed = {n: getattr(other, n) for n in names - {"right"}}
        found.append(replace(found[0], right="", **changed).pin)
    # the best single model is compared whether it is named or not
    return [replace(one, methods=one.compared if one.methods else ()) for one in found]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(neighbours())
@example([DEFAULT, DEFAULT])
@example([DEFAULT, replace(DEFAULT, members=DEFAULT.members[::-1])])
@example([DEFAULT, replace(DEFAULT, members=())])
@example([replace(DEFAULT, views=(("a", (0,)), ("b", (n,)))) for n in (1, 2)])
@example([DEFAULT, *[replace(DEFAULT, members=DEFAULT.members * n) for n in (2, 3)]])
def test_scenarios_that_differ_have_other_words_and_equal_ones_the_same(some):
    told = differences(some)
    assert [(one == some[0]) == (words == told[0]) for one, words in zip(some, told, strict=True)]
    for i, one in enumerate(some):
        for j, other in enumerate(some):
            assert (one == other) == (told[i] == told[j])
    assert all(told) == (len(set(some)) > 1)
    assert all("None" not in words and words.strip() for each in told for words in each)


def test_only_what_differs_is_said_in_plain_words():
    assert differences([NO_WRONG_LABELS, NO_TREE]) == [
        ("wrong labels 0 %", "with the decision tree"),
        ("wrong labels 20 %", "without the decision tree"),
    ]
    lab, usual = replace(DEFAULT, tab="weights", left="soft_vote"), replace(DEFAULT, row="3")
    assert differences([lab, usual]) == [(), ()]
    assert differences([DEFAULT]) == [()]


def test_what_comes_with_other_data_is_not_said_and_what_was_chosen_is():
    iris = with_dataset(DEFAULT, "iris")
    assert differences([DEFAULT, iris]) == [("Two moons",), ("Iris",)]
    assert differences([NO_WRONG_LABELS, iris]) == [("Two moons",), ("Iris",)]  # by chance alike
    few = replace(iris, dataset_knobs=(("flip", 10),))
    assert differences([DEFAULT, few])[1] == ("Iris", "wrong labels 10 %")


def test_most_do_without_what_one_has_and_do_not_say_so():
    by_hand = with_weights(replace(DEFAULT, seed=4), [1, 0.5, 0.5, 0], "votes")
    asks = replace(DEFAULT, cares=(("latency", 3.0),), at_most=(("models", 2),))
    said = differences([by_hand, asks])
    assert {"also compares weighted vote", "seed 4"} < set(said[0])
    assert "weighted vote: weights 1 : 0.5 : 0.5 : 0" in said[0]
    assert said[1] == ("seed 0", "weight of quick answers 3", "at most so many models 2")
    assert differences([DEFAULT, asks])[0] == (
        "weight of quick answers 0",
        "no limit: at most so many models",
    )


def test_copies_are_counted_and_long_lists_cut():
    tree = Member("decision_tree")
    two = replace(DEFAULT, members=(*DEFAULT.members, tree))
    assert differences([DEFAULT, two])[1] == ("with the decision tree",)
    none = replace(DEFAULT, members=())
    assert differences([DEFAULT, none])[1][0].endswith("and 1 more")
