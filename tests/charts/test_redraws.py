"""What the samples of other data say, as plain numbers: who leads, and by how much a gain moves."""

from dataclasses import replace

import numpy as np

from lib.charts import curves, redraws
from lib.charts.redraws import MEAN, TODAY
from lib.verdict.samples import Samples
from tests.charts.records import planned


def of_leads(leads):
    """One sample for each way that has the best score there, or the ways that share it."""
    scores = [[0.8 if way in each else 0.7 for way in range(3)] for each in leads]
    return Samples(planned(None), np.array([scores]))


def test_it_is_counted_how_often_the_pick_of_today_leads_alone_and_with_others():
    found = of_leads([{1}] * 14 + [{2}] * 4 + [{1, 2}] * 2)
    said = redraws.words(found)
    assert "“Vote”, the pick of today, has the best score in 14 of 20 other samples" in said
    assert "and shares it in 2 more" in said
    assert said.endswith("Each sample is drawn anew.")
    undecided = Samples(replace(found.plan, pick=None), found.scores)
    assert "the best score goes to “Vote” in 14 and “Stack” in 4" in redraws.words(undecided)
    assert list(redraws.table(found)["Best score"])[1:4] == ["Vote"] * 3


def test_the_gain_of_the_rival_is_said_with_its_ends_its_mean_and_its_spread():
    vote = 0.8 + np.linspace(-0.01, 0.03, 20)
    scores = np.stack([np.full(20, 0.8), vote, np.full(20, 0.7)], axis=1)
    found = Samples(planned(None), scores[None])
    said = redraws.words(found)
    assert "Over one model, soft voting gains from −1.0 to +3.0 points there, +1.0" in said
    assert "today it is +1.0" in said
    assert f"that moves by {100 * vote.std(ddof=1):.1f} points" in said
    table = redraws.table(found)
    assert list(table["Sample"]) == [TODAY, *map(str, range(1, 21)), MEAN]
    np.testing.assert_allclose(table["Vote: Soft voting"], 100 * np.r_[0.81, vote, vote.mean()])


def test_a_curve_says_who_leads_where_and_in_how_many_samples_something_is_gained():
    scores = np.full((3, 5, 3), 0.7)
    scores[0, :, 0] = scores[1:, :, 1] = 0.8
    scores[2, 0, 1] = 0.65
    said = curves.words(Samples(planned("members"), scores))
    assert "“One model” with 1 model; “Vote” with 2 or 3 models" in said
    assert "−10.0 points with 1 model (more than nothing in 0 of 5)" in said
    assert "+7.0 points with 3 models (more than nothing in 4 of 5)" in said
    frame = curves.table(Samples(planned("flip"), scores))
    assert list(frame["Way"])[:3] == ["One model", "Vote", "Stack"]
    np.testing.assert_allclose(frame.filter(like="Sample ").mean(axis=1), frame["Mean"])
