"""Numbers as the labs write them."""

import math

from lib.metrics import METRICS
from lib.words import number


def three_digits(value: float) -> str:
    """Three digits; more where that would hide a small number.

    >>> three_digits(0.58), three_digits(-0.0000123), three_digits(0)
    ('0.580', '−1.2e−05', '0')
    """
    text = f"{value:.3f}" if abs(value) >= 0.005 else f"{value:.1e}"
    if math.isclose(value, round(value), abs_tol=1e-12) and (value == 0 or abs(value) >= 0.5):
        text = f"{value:.0f}"
    return text.replace("-", "−")


def signed(value: float) -> str:
    """
    >>> signed(0.5), signed(-2)
    ('+ 0.500', '− 2')
    """
    return f"{'−' if value < 0 else '+'} {three_digits(abs(value))}"


def percent(share: float) -> str:
    """
    >>> percent(0.512)
    '51 %'
    """
    return f"{100 * share:.0f} %"


def points(metric: str, size: float) -> str:
    """
    >>> points("accuracy", -2.13), points("log_loss", 0.0312)
    ('2.1 points', '0.031')
    """
    if METRICS[metric].as_percent:
        return f"{number(abs(size), 1)} points"
    return number(abs(size), 3)
