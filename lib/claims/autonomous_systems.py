"""Ensembling is for autonomous systems."""

from lib.claims._contrasts import CHOSEN_ELSEWHERE, UNTESTED, ensembling_in
from lib.claims._entry import Claim
from lib.scenario.record import Scenario

ENTRY = Claim(
    text="Ensembling is for autonomous systems.",
    family="ensembling",
    question="Does ensembling gain on what machines see and feel?",
    measure=ensembling_in("machines"),
    only_if=UNTESTED,
    compared="Four usual models on each data set. " + CHOSEN_ELSEWHERE,
    stand_ins="outdoor scenes, satellite bands, sonar echoes, a watch's motion sensors",
    limits="No data from driving, no decisions in a loop, no safety case. Single readings only, so "
    "what an autonomous system does over time cannot be tested here.",
    scenario=Scenario(dataset="outdoor_scene"),
    look="Compare the best single model with the vote, then with stacking.",
    order=60,
)
