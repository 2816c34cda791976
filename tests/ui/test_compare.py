"""The headline of the Compare page counts what the verdict's comparisons say."""

import pytest

from lib.statistics.metrics import METRICS
from lib.ui.compare import headline
from tests.charts.records import SCENES, cases
from tests.synthetic import USUAL, Fake, case_of, make_results, member, single

BETTER, WORSE = Fake("better", 0.95), Fake("no_better", 0.8)
ALONE = (member("model1"), member("model2"), single())


@pytest.mark.parametrize(
    ("combined", "said"),
    [
        ((BETTER, WORSE), "Of 2 ways to combine, 1 is better here than one model"),
        ((BETTER, Fake("other", 0.96), WORSE), "Of 3 ways to combine, 2 are better here"),
        ((BETTER,), "The one way to combine is better here"),
        ((BETTER, Fake("other", 0.96)), "All 2 ways to combine are better here"),
        ((WORSE,), "No way to combine is better here than one model by more than chance."),
        ((), "Nothing is combined here"),
    ],
)
def test_the_headline_counts_what_is_better_by_more_than_chance(combined, said):
    assert headline(case_of(make_results((*ALONE, *combined)))).startswith(said)


def test_it_says_why_there_is_nothing_to_count():
    assert "not defined" in headline(case_of(SCENES["no score"]))
    assert headline(case_of(make_results(USUAL, n_rows=25))).startswith("25 rows are too few")


def test_it_is_a_sentence_whatever_was_measured():
    for name, case in cases():
        assert headline(case).endswith("."), name
        assert len(headline(case)) < 100, name
        assert case.scenario.metric in METRICS
