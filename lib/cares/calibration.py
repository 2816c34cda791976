"""How far what a method claims of itself is from how often it is right."""

from lib.cares._entry import Care

ENTRY = Care(
    label="Honest probabilities",
    phrase="honest probabilities",
    help="The calibration error on rows held back: how far “I am 90 % sure” is from being right in "
    "90 % of such cases.",
    measure=lambda results, metric: results.means("calibration_error"),
    format=lambda amount, metric: f"a calibration error of {amount:.3f}",
    floor=0.005,
    same_within=1.1,
    order=20,
)
