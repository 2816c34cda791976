"""Numbers and names as they are written in sentences. Plain text: whoever shows it passes it
through the exit of `lib.words.outside` that is named after the place."""

import math
from collections.abc import Sequence

from lib.statistics.metrics import METRICS

PROPER_NAMES = {"Gaussian", "Bayesian", "Borda", "Brier", "Dempster", "Caruana"}
MANY = 20  # counts up to here are exact in "about n rows"


def number(value: float, digits: int) -> str:
    """
    >>> number(-1.25, 1), number(-0.01, 1)
    ('−1.2', '0.0')
    """
    text = f"{abs(value):.{digits}f}"
    return f"−{text}" if value < 0 and float(text) else text


def three_digits(value: float) -> str:
    """Three digits; more where that would hide a small number.

    >>> three_digits(0.58), three_digits(-0.0000123), three_digits(0)
    ('0.580', '−1.2e−05', '0')
    """
    text = f"{value:.3f}" if abs(value) >= 0.005 else f"{value:.1e}"
    if math.isclose(value, round(value), abs_tol=1e-12) and (value == 0 or abs(value) >= 0.5):
        text = f"{value:.0f}"
    return text.replace("-", "−")


def summand(value: float) -> str:
    """A term of a sum: three decimals, for more would add nothing beside the other terms.

    >>> summand(0.58), summand(0.0023), summand(2.0e-16), summand(1)
    ('0.580', '0.002', '0', '1')
    """
    return number(value, 0 if math.isclose(value, round(value), abs_tol=5e-4) else 3)


def difference(metric: str, gain: float) -> str:
    """The size of a difference: "2.1 points", or "0.031" for scores that are no percentage."""
    if not math.isfinite(gain):
        return "an unknown amount"
    size = abs(gain)
    digits, unit = (1, " points") if METRICS[metric].as_percent else (3, "")
    smallest = 10**-digits
    if 0 < size < smallest / 2:
        return f"less than {number(smallest, digits)}{unit}"
    return number(size, digits) + unit


def direction(gain: float) -> str:
    """The word for the sign of a gain."""
    return "better" if gain >= 0 else "worse"


def chance(probability: float) -> str:
    """A probability without false certainty.

    >>> chance(0.91), chance(0.9999), chance(0.0)
    ('91 %', 'over 99 %', 'under 1 %')
    """
    if math.isnan(probability):
        return "unknown"
    if probability > 0.99:
        return "over 99 %"
    return "under 1 %" if probability < 0.01 else f"{100 * probability:.0f} %"


def spelled(count: int) -> str:
    """A small whole number as a word.

    >>> spelled(4), spelled(25)
    ('four', '25')
    """
    words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    return words[count] if 0 <= count < len(words) else f"{count:,}"


def whole(count: float) -> int:
    """To the nearest, a half upwards in size.

    >>> whole(4.5), whole(-4.5), whole(0.4)
    (5, -5, 0)
    """
    return int(math.copysign(math.floor(abs(count) + 0.5), count))


def signed(metric: str, gain: float) -> str:
    """
    >>> signed("accuracy", 2.66), signed("log_loss", -0.0312), signed("accuracy", 0.01)
    ('+2.7', '−0.031', '0.0')
    """
    text = number(gain, 1 if METRICS[metric].as_percent else 3)
    return f"+{text}" if gain > 0 and float(text) else text


def roughly(count: float) -> str:
    """A count to two digits, because no more is known.

    >>> roughly(1234), roughly(14)
    ('1,200', '14')
    """
    if count <= MANY:
        return f"{count:.0f}"
    step = 10 ** (math.floor(math.log10(count)) - 1)
    return f"{round(count / step) * step:,.0f}"


def duration(seconds: float) -> str:
    """
    >>> duration(0.00031), duration(2.5)
    ('310 µs', '2.5 s')
    """
    for unit, step in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= step:
            return f"{_two_digits(seconds / step)} {unit}"
    return f"{_two_digits(seconds / 1e-6)} µs"


def size(n_bytes: float) -> str:
    """
    >>> size(1536), size(2_500_000)
    ('1.5 kB', '2.5 MB')
    """
    for unit, step in (("MB", 1e6), ("kB", 1e3)):
        if n_bytes >= step:
            return f"{_two_digits(n_bytes / step)} {unit}"
    return f"{n_bytes:.0f} bytes"


def times(ratio: float) -> str:
    """ "4.2 times" """
    return f"{_two_digits(ratio)} times"


def models(count: float) -> str:
    """ "1 model", "5 models", "3.4 models on average" """
    if abs(count - round(count)) < 0.05:
        return counted(round(count), "model")
    return f"{count:.1f} models on average"


def in_sentence(title: str) -> str:
    """A title in the middle of a sentence; proper names and abbreviations keep their capital.

    >>> in_sentence("RBF machine"), in_sentence("Gaussian naive Bayes"), in_sentence("Fusion, mean")
    ('RBF machine', 'Gaussian naive Bayes', 'fusion (mean)')
    """
    head, comma, tail = title.partition(", ")
    if comma and "(" not in title:
        title = f"{head} ({tail})"
    first = title.split(" ")[0].split("-")[0]
    if first in PROPER_NAMES or first[1:] != first[1:].lower():
        return title
    return title[:1].lower() + title[1:]


def capital(sentence: str) -> str:
    """The first letter of a sentence is a capital."""
    return sentence[:1].upper() + sentence[1:]


def score_name(metric: str) -> str:
    """The metric in the middle of a sentence."""
    return in_sentence(METRICS[metric].title)


def _two_digits(value: float) -> str:
    return f"{value:.2g}" if value < 100 else f"{value:,.0f}"


def counted(number: int, what: str) -> str:
    """
    >>> counted(1, "model"), counted(4, "model")
    ('1 model', '4 models')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """
    >>> listed(["a"]), listed(["a", "b", "c"]), listed(["a", "b"], "or")
    ('a', 'a, b and c', 'a or b')
    """
    return f" {last} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
