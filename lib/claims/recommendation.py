"""Fusion is for recommendation."""

from lib.claims._entry import Claim
from lib.scenario.record import ONE_VIEW, Scenario

ENTRY = Claim(
    text="Fusion is for recommendation systems.",
    family="fusion",
    question="Does fusion recommend better?",
    untestable="We know no ratings data whose licence would let us pass them on with this app, and "
    "recommending is a ranking for each person, which these methods do not do.",
    limits="Every other data set here classifies rows. None would be an honest stand-in.",
    scenario=Scenario(dataset="word_topics", sees=ONE_VIEW),
    look="Not a recommendation, only the nearest thing here: text, spelling and links fused to "
    "sort things into topics.",
    order=130,
)
