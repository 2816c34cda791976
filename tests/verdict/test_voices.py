"""Three listeners hear the same decision, each in at most five sentences out of the case."""

import re

import pytest

from lib.verdict.case import Case
from lib.verdict.phrases import argued
from lib.verdict.sentences import bottom_line
from lib.verdict.voices import VOICES, risk, voice
from lib.words import chance
from tests.synthetic import USUAL, Fake, case_of, make_results, member, single

CASES = {
    "usual": case_of(),
    "one model": case_of(make_results([member("model1"), single()])),
    "log-loss": case_of(metric="log_loss"),
}


@pytest.mark.parametrize("key", VOICES)
@pytest.mark.parametrize("name", CASES)
def test_every_listener_is_told_in_a_few_whole_sentences(name: str, key: str) -> None:
    told = voice(CASES[name], key)
    assert 1 <= len(told) <= 5
    for sentence in told:
        assert sentence.endswith(".")
        assert not re.search(r"\bnan\b|\binf\b|None", sentence)


def test_what_they_are_told_is_what_the_case_holds() -> None:
    case: Case = case_of(make_results([*USUAL[:2], single(0.74), Fake("soft_vote", 0.84)]))
    best = argued(case)
    assert case.verdict.decision == "combine"
    wrong = f"does worse than one model with a chance of {chance(best.against_single.p_worse)}"
    assert wrong in " ".join(voice(case, "manager"))
    assert f"runs {best.runs} model" in " ".join(voice(case, "engineer"))
    doubt = " ".join(voice(case, "statistician"))
    assert chance(best.against_single.p_better) in doubt
    assert f"{len(case.verdict.candidates)} candidates were tried" in doubt
    assert len({voice(case, key) for key in VOICES}) == len(VOICES)


def test_the_risk_is_that_of_what_is_advised() -> None:
    case = case_of(make_results([*USUAL[:2], single(0.84), Fake("soft_vote", 0.76)]))
    assert case.verdict.decision == "don't"
    missed = chance(argued(case).against_single.p_better)
    assert f"would do better after all with a chance of {missed}" in risk(case)


def test_where_nothing_is_compared_all_hear_the_same() -> None:
    case = CASES["one model"]
    assert {voice(case, key) for key in VOICES} == {(bottom_line(case),)}
