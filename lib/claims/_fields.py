"""Claims that ensembling or fusion is for some field: a row each, told apart by field and words.

To add one, add a row: its key is its name in links and tests.
"""

from functools import partial

import pandas as pd

from lib.claims._effects import (
    AGAINST_AVERAGE,
    AGAINST_BEST,
    CHOSEN_ELSEWHERE,
    SAME_RIVAL,
    UNTESTED,
    Effect,
    chosen_elsewhere,
    effect,
    effect_of_rows,
    ensembling,
    ensembling_against_average,
    fused,
    in_field,
    of_sources,
    paired,
)
from lib.claims._entry import Claim
from lib.datasets import Field
from lib.evidence.rows import of_method, under
from lib.scenario.record import Scenario

ENSEMBLING = partial(
    Claim,
    family="ensembling",
    only_if=UNTESTED,
    compared="Four usual models on each data set. " + SAME_RIVAL + CHOSEN_ELSEWHERE,
)


def ensembling_in(field: Field, rows: pd.DataFrame) -> dict[str, Effect]:
    """Ensembling on the data of a field."""
    as_they_are = under(rows, "plain")
    of_field = in_field(as_they_are, field)
    return {
        AGAINST_BEST: ensembling(of_field, as_they_are),
        AGAINST_AVERAGE: ensembling_against_average(of_field, as_they_are),
    }


def fusion_in(field: Field, rows: pd.DataFrame) -> dict[str, Effect]:
    """Sources fused on the data of a field, against the best single model of all columns."""
    every = of_sources(rows, "plain")
    late = every[every["kind"] == "late"]
    of_field, of_field_late = (in_field(each, field) for each in (every, late))
    source = of_method(rows[rows["condition"].isin(["plain", "views"])], "best_source")
    chosen = chosen_elsewhere(of_field, every)
    return {
        AGAINST_BEST: effect_of_rows(chosen),
        "Late fusion only, against the same": fused(of_field_late, late),
        "Against the best single source": effect(paired(chosen, source, "accuracy")),
    }


FIELDS = {
    "finance": ENSEMBLING(
        text="Ensembling is for finance.",
        question="Does ensembling gain on the data of banks and markets?",
        measure=partial(ensembling_in, "finance"),
        stand_ins="bank customers, two kinds of loans, days of a share index",
        limits="Small data sets, most of them about who pays back. They say nothing about fraud, "
        "prices or a model in production.",
        scenario=Scenario(dataset="credit_german"),
        case="Bank customers",
        look="See how close logistic regression alone comes to every combination.",
        order=40,
    ),
    "healthcare": ENSEMBLING(
        text="Ensembling is for healthcare.",
        question="Does ensembling gain on medical data?",
        measure=partial(ensembling_in, "healthcare"),
        stand_ins="mammograms, breast cancer, thyroid, Parkinson voice, cell images",
        limits="Small, clean research data. Nothing here speaks for patients, or for what a wrong "
        "answer costs.",
        scenario=Scenario(dataset="breast_cancer"),
        case="Breast cancer",
        look="See how little one good model leaves to gain.",
        order=50,
    ),
    "autonomous_systems": ENSEMBLING(
        text="Ensembling is for autonomous systems.",
        question="Does ensembling gain on what machines see and feel?",
        measure=partial(ensembling_in, "machines"),
        stand_ins="outdoor scenes, satellite bands, sonar echoes, a watch's motion sensors",
        limits="No data from driving, no decisions in a loop, no safety case. Single readings "
        "only, so what an autonomous system does over time cannot be tested here.",
        scenario=Scenario(dataset="outdoor_scene"),
        case="Outdoor scenes",
        look="Compare the best single model with the vote, then with stacking.",
        order=60,
    ),
    "vision": Claim(
        text="Fusion is for computer vision.",
        family="fusion",
        question="Does fusing views of a picture beat one model that sees them all?",
        measure=partial(fusion_in, "vision"),
        compared="A model reads each view: a colour band, a channel, a quarter, a kind of "
        "description. " + SAME_RIVAL + CHOSEN_ELSEWHERE,
        stand_ins="digits, clothing, emoji, scenes, satellite bands, cells",
        limits="Small pictures described by numbers; no large networks. Reading all columns at "
        "once is early fusion by another name, so this says what fusing gains beyond simply that.",
        scenario=Scenario(dataset="satellite_bands"),
        case="Four colours of light",
        look="Each colour of light alone is weak. See what all four say together.",
        order=110,
    ),
    "language": Claim(
        text="Fusion is for natural language processing.",
        family="fusion",
        question="Does fusing text with what surrounds it beat one model that reads both?",
        measure=partial(fusion_in, "language"),
        compared="A model reads each source: a text, its spelling, a picture, some counts. "
        + SAME_RIVAL
        + CHOSEN_ELSEWHERE,
        stand_ins="dictionary entries, spam, names of emoji",
        limits="Three data sets of short texts read as counts of words; no language models.",
        scenario=Scenario(dataset="emoji_image_text"),
        case="Emoji by name and picture",
        look="A name and a picture of the same emoji: see what each model gets right alone.",
        order=120,
    ),
    "recommendation": Claim(
        text="Fusion is for recommendation systems.",
        family="fusion",
        question="Does fusing people, films and history beat one model that reads all?",
        measure=partial(fusion_in, "recommendation"),
        compared="A model reads each source: what is known of the person, of the film, and how "
        "both went together before. " + SAME_RIVAL + CHOSEN_ELSEWHERE,
        stand_ins="ratings drawn by a formula, not recorded",
        limits="Drawn, so it is testable in principle only: we know no recorded ratings whose "
        "licence would let us pass them on. And recommending ranks films for each person, which "
        "these methods do not do. The interval is that of this data set alone.",
        scenario=Scenario(dataset="ratings"),
        case="Drawn ratings",
        look="Taste meets film only where both are read together: see what each source says alone.",
        order=130,
    ),
}
