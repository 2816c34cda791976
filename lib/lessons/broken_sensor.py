"""A source breaks while the models are in use: averaging is not robust by itself."""

from typing import Any

from lib.lessons._entry import Claim, Guess, Lesson, Step, asked
from lib.verdict.told import percent

LINK = (
    "data=flaky_sensors&repeats=1&methods=late_mean,early_fusion"
    "&models=logistic_regression,gaussian_naive_bayes"
)
STUCK, MISSING = (f"{LINK}&lab=view:flow%2520sensor,how:{how}" for how in ("bias", "missing"))


def kept(chosen: Any, at: int = -1) -> float:
    """Share of right answers of the average, at the last amount of damage."""
    return float(chosen.breakage.scores[chosen.breakage.keys.index("late_mean"), at].mean())


def loses(chosen: Any) -> str:
    """Whether the average loses more by the broken source than the source was worth."""
    found = chosen.breakage.averaged(chosen.at, 1)
    return "same" if abs(found.mean) <= found.rope else "hurt" if found.mean > 0 else "helps"


ENTRY = Lesson(
    title="The broken sensor",
    question="One of two sensors breaks while the models are in use. Who notices?",
    takeaway="A broken witness that is still sure of itself hurts any average; one that is silent "
    "does not.",
    minutes=4,
    audience="practitioners",
    sources=(
        "Kittler, J. et al. (1998) On combining classifiers.",
        "Ma, M. et al. (2021) SMIL: Multimodal learning with severely missing modality.",
    ),
    steps=(
        Step(
            asked(LINK),
            "Two sensors on one pump tell whether it is clogged. Each drops out now and then, "
            "never in step.",
            "Averaged, the answers of two models, one for each sensor, are right in "
            "{score:late_mean}; one model of both reaches {score:early_fusion}. Two are far better "
            "than one, and the way hardly matters.",
            notes=(
                "Ask which way they would build, before anything breaks. On whole sensors there "
                "is little to choose."
            ),
        ),
        Step(
            asked(STUCK),
            "In use, the flow sensor is knocked out of its setting: every reading is far too high. "
            "The answers are averaged, so the other sensor may save the day.",
            lambda chosen: (
                f"The average falls from {percent(kept(chosen, 0))} to "
                f"{percent(kept(chosen))}. The model of the broken sensor does not know that it is "
                "broken, and is surer than ever. An average believes whoever is sure."
            ),
            "broken",
            Guess(
                "beside an average that leaves the broken sensor out, ours is",
                {
                    "helps": "better: two are better than one",
                    "same": "about the same: averaging is robust",
                    "hurt": "worse: it listens to the broken one",
                },
                loses,
            ),
            notes=(
                "Ask who in the machine knows that a reading is wrong. A wrong reading speaks as "
                "loudly as a right one."
            ),
        ),
        Step(
            asked(MISSING),
            "Now the flow sensor falls silent: no reading arrives, and everybody can see that.",
            lambda chosen: (
                f"The average falls from {percent(kept(chosen, 0))} to "
                f"{percent(kept(chosen))}; without that sensor’s model it would be "
                f"{percent(float(chosen.breakage.scores[-1, -1].mean()))}. Late fusion can leave "
                "out a source that does not arrive. Silence is harmless beside a confident lie."
            ),
            "broken",
            notes=(
                "A silent sensor is the kinder fault: everybody can see it. Ask how one would "
                "turn the first fault into the second."
            ),
        ),
    ),
    claim=Claim(
        "An average with a source that is confidently wrong loses more than the source was worth.",
        asked(STUCK, folds="3", rows="200"),
        lambda chosen: 100 * (kept(chosen, 0) - kept(chosen)) - 5,
        "broken",
    ),
    order=100,
)
