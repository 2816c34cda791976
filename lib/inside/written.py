"""Numbers as the labs write them."""

from lib.statistics.metrics import METRICS
from lib.words import number, three_digits


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
