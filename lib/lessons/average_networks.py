"""Why two networks cannot simply be averaged, and how matching their units repairs it."""

from lib.lessons._entry import Claim, Guess, Lesson, Step, against, asked
from lib.verdict.told import gain

LINK = "rows=300&repeats=1&models=neural_network,logistic_regression&methods="

ENTRY = Lesson(
    title="The average of two networks",
    question="Answers can be averaged. Can the networks themselves?",
    takeaway="Before weights are averaged, units must be matched: same place, same meaning.",
    minutes=5,
    audience="practitioners",
    sources=(
        "Ainsworth, S. K., Hayase, J. and Srinivasa, S. (2023) Git Re-Basin.",
        "Wortsman, M. et al. (2022) Model soups.",
        "Kolen, J. F. and Pollack, J. B. (1990) Back propagation is sensitive to initial "
        "conditions.",
    ),
    steps=(
        Step(
            asked(LINK + "weight_average_naive", left="model1"),
            "One small network learns the half moons. Another one, of the same shape and from the "
            "same rows but another start, would do about as well.",
            "It is right in {score:model1}. Two such networks may do the same thing with their "
            "units in another order: nothing in learning tells them which unit is the first.",
            "boundary",
            notes=(
                "Say that the order of the units is nobody's choice. Two networks may be the same "
                "and look different."
            ),
        ),
        Step(
            asked(LINK + "weight_average_naive", left="weight_average_naive"),
            "Several networks are trained apart, and their weights averaged, number by number, "
            "into one network.",
            "The average is {than:weight_average_naive,model1} a single network. The first unit of "
            "one is averaged with the first unit of another, which does something else. The "
            "average does neither.",
            "boundary",
            Guess(
                "how good is the averaged network?",
                {
                    "better": "Better than one: averaging calms",
                    "same": "As good as one",
                    "worse": "Worse than one",
                },
                against("weight_average_naive", "model1"),
            ),
            notes=(
                "Most expect an average of good networks to be good. Ask what the first unit of "
                "each one does."
            ),
        ),
        Step(
            asked(
                LINK + "weight_average_naive,weight_average_matched", left="weight_average_matched"
            ),
            "Now the units of each network are first renumbered, so that those which do the same "
            "stand in the same place. No network says anything else for that.",
            "Matched, the average is {than:weight_average_matched,weight_average_naive} the naive "
            "one, and {than:weight_average_matched,model1} a single network. The weights are the "
            "same numbers: only their order was repaired.",
            "boundary",
            Guess(
                "does matching repair it?",
                {
                    "better": "Yes, it is clearly better than before",
                    "same": "No: the same numbers, the same average",
                    "worse": "It makes it worse",
                },
                against("weight_average_matched", "weight_average_naive"),
            ),
            notes=(
                "Ask what was learned in the matching. Nothing: the numbers are the same, only "
                "their order is repaired."
            ),
        ),
        Step(
            asked(LINK + "weight_average_naive,weight_average_matched,model_soup,joined_networks"),
            "Two more ways to one network: let copies of one half-trained network go on apart and "
            "average those, or put all units side by side.",
            "Copies of one start, averaged, reach {score:model_soup}: they never lost the common "
            "order. Units side by side reach {score:joined_networks}, and cost as much as all "
            "networks together.",
            notes=("Ask what a common start does to the order of the units. They never lose it."),
        ),
    ),
    claim=Claim(
        "Averaged as they are, networks lose; matched first, they do not lose that.",
        asked(LINK + "weight_average_naive,weight_average_matched", folds="3"),
        lambda case: gain(case, "weight_average_matched", "weight_average_naive"),
    ),
    order=120,
)
