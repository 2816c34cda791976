"""Fusion is for computer vision."""

from lib.claims._contrasts import CHOSEN_ELSEWHERE, fusion_in
from lib.claims._entry import Claim
from lib.scenario.record import ONE_VIEW, Scenario

ENTRY = Claim(
    text="Fusion is for computer vision.",
    family="fusion",
    question="Does fusing views of a picture beat the best view?",
    measure=fusion_in("vision"),
    compared="Each model sees one view: a colour band, a channel, a quarter, a kind of "
    "description. Fusion is compared with the best of these models. " + CHOSEN_ELSEWHERE,
    stand_ins="digits, clothing, emoji, scenes, satellite bands, cells",
    limits="Small pictures described by numbers; no large networks. Reading all columns at once is "
    "early fusion by another name, so the last line says what fusing gains beyond simply that.",
    scenario=Scenario(dataset="satellite_bands", sees=ONE_VIEW),
    look="Each colour of light alone is weak. See what all four say together.",
    order=110,
)
