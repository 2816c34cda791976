"""Claims that ensembling or fusion is for some field: a row each, told apart by field and words.

To add one, add a row: its key is its name in links and tests.
"""

from functools import partial

import pandas as pd

from lib.claims._effects import (
    AGAINST_AVERAGE,
    AGAINST_BEST,
    CHOSEN_ELSEWHERE,
    OF_VIEWS,
    UNTESTED,
    Effect,
    chosen_elsewhere,
    effect,
    effect_of_rows,
    ensembling,
    ensembling_against_average,
    in_field,
    paired,
)
from lib.claims._entry import Claim
from lib.datasets import Field
from lib.evidence.plan import REFERENCE
from lib.evidence.rows import of_family, of_method, under
from lib.scenario.record import Scenario

ENSEMBLING = partial(
    Claim,
    family="ensembling",
    only_if=UNTESTED,
    compared="Four usual models on each data set. " + CHOSEN_ELSEWHERE,
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
    """Views fused on the data of a field, against one view alone."""
    views = of_family(under(rows, "views"), "fusion", OF_VIEWS)
    late = views[(views["kind"] == "late") & (views["method"] != "hybrid_fusion")]
    chosen, chosen_late = (chosen_elsewhere(in_field(each, field), each) for each in (views, late))
    whole = of_method(under(rows, "plain"), REFERENCE)
    return {
        "Against the best one-view model": effect_of_rows(chosen),
        "Late fusion only, against the best one-view model": effect_of_rows(chosen_late),
        "Against the best model of all columns": effect(paired(chosen, whole, "accuracy")),
    }


FIELDS = {
    "finance": ENSEMBLING(
        text="Ensembling is for finance.",
        question="Does ensembling gain on credit data?",
        measure=partial(ensembling_in, "finance"),
        stand_ins="credit of bank customers",
        limits="One data set of one bank says nothing about markets, fraud or production. The "
        "interval is that of this data set alone.",
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
        question="Does fusing views of a picture beat the best view?",
        measure=partial(fusion_in, "vision"),
        compared="Each model sees one view: a colour band, a channel, a quarter, a kind of "
        "description. Fusion is compared with the best of these models. " + CHOSEN_ELSEWHERE,
        stand_ins="digits, clothing, emoji, scenes, satellite bands, cells",
        limits="Small pictures described by numbers; no large networks. Reading all columns at "
        "once is early fusion by another name, so the last line says what fusing gains beyond "
        "simply that.",
        scenario=Scenario(dataset="satellite_bands"),
        case="Four colours of light",
        look="Each colour of light alone is weak. See what all four say together.",
        order=110,
    ),
    "language": Claim(
        text="Fusion is for natural language processing.",
        family="fusion",
        question="Does fusing text with what surrounds it beat the best source?",
        measure=partial(fusion_in, "language"),
        compared="Each model sees one source: a text, its spelling, a picture, some counts. "
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
        question="Does fusion recommend better?",
        untestable="We know no ratings data whose licence would let us pass them on with this app, "
        "and recommending is a ranking for each person, which these methods do not do.",
        limits="Every other data set here classifies rows. None would be an honest stand-in.",
        scenario=Scenario(dataset="word_topics"),
        case="Word topics",
        look="Not a recommendation, only the nearest thing here: text, spelling and links fused to "
        "sort things into topics.",
        order=130,
    ),
}
