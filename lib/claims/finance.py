"""Ensembling is for finance."""

from lib.claims._contrasts import CHOSEN_ELSEWHERE, UNTESTED, ensembling_in
from lib.claims._entry import Claim
from lib.scenario.record import Scenario

ENTRY = Claim(
    text="Ensembling is for finance.",
    family="ensembling",
    question="Does ensembling gain on credit data?",
    measure=ensembling_in("finance"),
    only_if=UNTESTED,
    compared="Four usual models on each data set. " + CHOSEN_ELSEWHERE,
    stand_ins="credit of bank customers",
    limits="One data set of one bank says nothing about markets, fraud or production. The interval "
    "is that of this data set alone.",
    scenario=Scenario(dataset="credit_german"),
    look="See how close logistic regression alone comes to every combination.",
    order=40,
)
