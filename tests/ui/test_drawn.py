"""A drawing asked as any other data: passes, verdict, report, script; and what is heard of one."""

import io
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from lib.datasets.drawn.points import write_points
from lib.engine.progress import silent
from lib.report import Report, html
from lib.report.script import script
from lib.scenario.link import from_query, to_query
from lib.scenario.record import DEFAULT
from lib.ui import drawn
from lib.ui.cache import Cache
from lib.ui.passes import case_of, run_passes
from tests.report.take_home import RUN_ALL, in_clean_process, means_printed, put

HOSTILE = ["=1+1", "*a*", "<b>", "", "`x`", "", ""]


def text_of(*classes):
    """The drawing of these places, a list for each class."""
    return write_points(
        np.concatenate(classes), np.repeat(np.arange(len(classes)), [*map(len, classes)])
    )


def asked(points, **more):
    heard = drawn.read_drawing({"points": points, "names": [], **more})
    knobs = tuple(knob for knob in heard if knob[1])
    return replace(
        DEFAULT,
        dataset=drawn.DRAWING,
        dataset_knobs=tuple(sorted(knobs)),
        members=DEFAULT.members[:2],
        methods=("soft_vote", "stacking_logistic", "late_mean"),
        repeats=1,
        folds=3,
    )


def case(scenario):
    cache = Cache()
    passes = run_passes(scenario.question, 1, silent, cache)
    return case_of(scenario.judged, passes, silent, cache)


RNG = np.random.default_rng(0)
CLOUDS = [RNG.integers(0, 120, (12, 2)), RNG.integers(100, 256, (9, 2)), RNG.integers(0, 9, (5, 2))]
LINE = np.column_stack([np.arange(10) * 25, np.full(10, 128)])
ODD = {
    "three clouds": text_of(*CLOUDS),
    "both at the same places": text_of(LINE, LINE),
    "a crowd and five": text_of(np.repeat(LINE, 30, axis=0), [[5, c] for c in range(5)]),
    "on a line": text_of(LINE[:5], LINE[5:]),
    "one above the other": text_of(LINE[:5, ::-1], LINE[5:, ::-1]),
    "four of five": text_of(*[LINE[:5] + 20 * c for c in range(4)]),
}


@pytest.mark.parametrize("name", ODD)
def test_any_drawing_gets_scores_and_a_verdict_and_its_link_brings_it_back(name):
    scenario = asked(ODD[name])
    assert from_query(to_query(scenario)) == (scenario, ())
    made = case(scenario)
    assert all("cannot learn" in each.reason for each in made.results.failures)  # of one place
    assert np.isfinite(made.results.means("accuracy")).all()
    assert made.verdict


def test_report_and_script_hold_the_drawing_and_its_names_as_text(tmp_path):
    made = case(asked(ODD["three clouds"], names=HOSTILE))
    page = html.write(Report(made, date(2026, 12, 1), "?"))
    assert "&lt;b&gt;" in page
    assert "<b>" not in page.split("<body", 1)[1].replace("<b>Wrong</b>", "")
    assert ODD["three clouds"] not in page  # the table says it better
    files = script(made, "soft_vote")
    rows = pd.read_csv(io.StringIO(files["data.csv"]))
    assert len(rows) == 26
    assert sorted(set(rows["target"])) == ["A", "C", "`x`"]
    printed = means_printed(in_clean_process(RUN_ALL, put(files, tmp_path / "drawn")))
    shown = made.results.means("accuracy")[made.results.positions["soft_vote"]]
    assert printed == {"drawn": pytest.approx(shown)}


@pytest.mark.parametrize(
    "said",
    [
        None,
        "AAA",
        {},
        {"points": 3, "names": []},
        {"points": "AAA", "names": []},
        {"points": "A", "names": []},
        {"points": ODD["on a line"], "names": [3]},
        {"points": ODD["on a line"], "names": "A"},
    ],
)
def test_what_is_no_drawing_is_not_believed(said):
    assert drawn.read_drawing(said) is None


@pytest.mark.parametrize(
    ("mangled", "why"),
    [
        ("AAAA", "is no drawing"),
        ("AAA" * 9, "fewer than 5 different points of class 1"),
        ("ÄÖÜ", "is no"),
    ],
)
def test_a_mangled_link_says_so_and_falls_back_to_a_drawing(mangled, why):
    scenario, (notice,) = from_query({"v": "2", "data": drawn.DRAWING, "points": mangled})
    assert why in notice
    assert scenario == replace(DEFAULT, dataset=drawn.DRAWING)


def test_a_stage_is_sent_the_drawing_and_templates_to_start_from():
    sent = drawn.on_stage(asked(ODD["on a line"], names=["my pets"]), "stage").sent
    assert sent["points"] == ODD["on a line"]
    assert sent["names"] == ["my pets", "across", "up", "A", "B", "C", "D"]
    assert "Two moons" in dict(sent["templates"])
    assert drawn.on_stage(DEFAULT, "stage").sent is None
