"""What the cards of the first screen say: which, with what sentence, wiring and gain."""

from dataclasses import replace

import pytest

from lib.base_models import Member
from lib.engine.results import WAYS, Results
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from lib.ui.ways import TO_BEAT, cards_of, scores_of, wiring_of
from lib.verdict.case import Case
from lib.verdict.comparisons import versus

ASKED = Scenario(
    dataset_knobs=(("rows", 120),),
    members=(Member("logistic_regression"), Member("gaussian_naive_bayes")),
    methods=("soft_vote", "majority_vote", "stacking_logistic", "late_mean", "linear_average"),
    folds=3,
)


def case_of(scenario):
    experiment = prepare(scenario)
    dataset = experiment.dataset
    repeats = (experiment.run(0),)
    return Case(scenario, experiment, Results(dataset.y, dataset.class_names, repeats))


@pytest.fixture(scope="module")
def case():
    return case_of(ASKED)


def test_every_way_that_is_compared_has_a_card_with_its_usual_method(case):
    shown = cards_of(case)
    assert {card.way: card.method for card in shown.cards} == {
        "one": "best_single",
        "vote": "soft_vote",
        "stack": "stacking_logistic",
        "sources": "late_mean",
        "model": "linear_average",
    }
    assert shown.cards[1].sentence.startswith("Both answer")
    assert shown.pick == (case.verdict.pick or "")


def test_a_way_without_its_usual_method_is_represented_by_the_first(case):
    less = case_of(replace(ASKED, methods=("majority_vote",)))
    assert [(card.way, card.method) for card in cards_of(less).cards] == [
        ("one", "best_single"),
        ("vote", "majority_vote"),
    ]


def test_a_pick_that_has_words_of_its_own_represents_its_way(case):
    counted = Case(case.scenario, case.experiment, case.results)
    counted.__dict__["verdict"] = replace(case.verdict, pick="majority_vote")
    card = next(card for card in cards_of(counted).cards if card.way == "vote")
    assert (card.method, card.sentence) == (
        "majority_vote",
        "Both answer; the most votes win.",
    )


def test_gains_are_those_on_these_rows(case):
    scores = scores_of(case.results, "accuracy", "best_single")
    assert scores["best_single"].gain == TO_BEAT
    assert scores["best_single"].middle is None
    for candidate in case.verdict.candidates:
        if candidate.key != "best_single":
            gain, score = (
                versus(case.results, candidate.key, "best_single", "accuracy", 1),
                scores[candidate.key],
            )
            ends = (score.low, score.middle, score.high)
            assert ends == pytest.approx((gain.low, gain.mean, gain.high))
            assert gain.low < candidate.against_single.mean < gain.high  # what is believed
            assert score.sentence == f"Accuracy {score.text}"


def test_wirings_lead_from_the_data_to_the_answer(case):
    for method in case.results.methods:
        wiring = wiring_of(method, case.experiment)
        assert method.way in WAYS
        assert len(wiring.links) == len(wiring.layers) - 1
        for above, below, links in zip(
            wiring.layers, wiring.layers[1:], wiring.links, strict=False
        ):
            assert {start for start, _ in links} == set(range(len(above)))
            assert {end for _, end in links} == set(range(len(below)))
    vote = wiring_of(case.results.method("soft_vote"), case.experiment)
    assert vote.layers == (("all data",), ("Logistic", "Naive Bayes"), ("average",))


def test_who_reads_a_source_stands_below_it():
    both, own = ("vibration", "temperature"), replace(ASKED.members[1], view="temperature")
    for asked, sources, readers in (
        (ASKED, both, ("best", "best")),
        (replace(ASKED, readers="all"), both, ("Logistic", "Naive Bayes") * 2),
        (replace(ASKED, members=(ASKED.members[0], own)), both[::-1], ("best", "best")),
    ):
        experiment = prepare(asked)
        methods = {each.method.key: each.method for each in experiment.task.combinations}
        fused = wiring_of(methods["late_mean"], experiment)
        assert fused.layers == (sources, readers, ("average",))
    alone = wiring_of(experiment.task.members[1], experiment)
    assert alone.layers[0] == ("temperature",)
