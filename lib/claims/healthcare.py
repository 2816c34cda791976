"""Ensembling is for healthcare."""

from lib.claims._contrasts import CHOSEN_ELSEWHERE, UNTESTED, ensembling_in
from lib.claims._entry import Claim
from lib.scenario.record import Scenario

ENTRY = Claim(
    text="Ensembling is for healthcare.",
    family="ensembling",
    question="Does ensembling gain on medical data?",
    measure=ensembling_in("healthcare"),
    only_if=UNTESTED,
    compared="Four usual models on each data set. " + CHOSEN_ELSEWHERE,
    stand_ins="mammograms, breast cancer, thyroid, Parkinson voice, cell images",
    limits="Small, clean research data. Nothing here speaks for patients, or for what a wrong "
    "answer costs.",
    scenario=Scenario(dataset="breast_cancer"),
    look="See how little one good model leaves to gain.",
    order=50,
)
