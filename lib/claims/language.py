"""Fusion is for natural language processing."""

from lib.claims._contrasts import CHOSEN_ELSEWHERE, fusion_in
from lib.claims._entry import Claim
from lib.scenario.record import ONE_VIEW, Scenario

ENTRY = Claim(
    text="Fusion is for natural language processing.",
    family="fusion",
    question="Does fusing text with what surrounds it beat the best source?",
    measure=fusion_in("language"),
    compared="Each model sees one source: a text, its spelling, a picture, some counts. "
    + CHOSEN_ELSEWHERE,
    stand_ins="dictionary entries, spam, names of emoji",
    limits="Three data sets of short texts read as counts of words; no language models.",
    scenario=Scenario(dataset="emoji_image_text", sees=ONE_VIEW),
    look="A name and a picture of the same emoji: see what each model gets right alone.",
    order=120,
)
