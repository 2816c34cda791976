"""Files are offered at the end of the Verdict page, and made when somebody asks; the model of the
pick is fitted once for everybody."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from lib.ui import take_away
from tests.pages.conftest import QUICK, TWO_MODELS

SMALL = QUICK | TWO_MODELS


def offered(opened):
    return [button.key for button in opened.at.get("download_button")]


def files_of(opened):
    return take_away.TakeAway(opened.visit, opened.case, date(2026, 11, 23), "?v=1")


def test_pictures_are_drawn_and_the_model_is_fitted_only_when_asked_for(open_page, empty_cache):
    opened = open_page("verdict", **SMALL)
    assert {"take_numbers", "take_code"} <= set(offered(opened))
    assert not {"take_report", "take_model"} & set(offered(opened))
    code = zipfile.ZipFile(io.BytesIO(take_away._script(files_of(opened))))
    assert {"script.py", "data.csv"} <= set(code.namelist())
    assert not files_of(opened).has_pictures
    opened.act(opened.at.button(key="prepare_pictures").click())
    assert files_of(opened).has_pictures
    assert {"take_report", "take_slides", "take_numbers"} <= set(offered(opened))
    assert "prepare_pictures" not in [button.key for button in opened.at.button]
    opened.act(opened.at.button(key="prepare_model").click())
    assert "take_model" in offered(opened)
    files = files_of(opened)
    assert files.is_fitted
    content = files.fit()
    assert {"README.md", "model.skops"} <= set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    assert files.fit() is content


def test_what_explore_has_drawn_need_not_be_prepared(open_page, empty_cache):
    open_page("explore", **SMALL)
    assert {"take_report", "take_slides"} <= set(offered(open_page("verdict", **SMALL)))


@pytest.mark.parametrize("plane", ["", "0-1", "0-99"])
def test_the_files_are_of_this_scenario(open_page, plane):
    query = SMALL | {"data": "iris", "seed": "3"} | ({"plane": plane} if plane else {})
    files = files_of(open_page("verdict", is_open=False, **query))
    report = files.report()
    assert report.boundaries is not None
    assert set(report.boundaries.pictures) == set(files.case.results.positions)
    assert files.file_name("html") == "better-together-iris-3.html"
    assert take_away.html.write(report).count("<figure>") == 2
    assert take_away._slides(files)


def test_a_count_that_goes_on_is_said(open_page, one_pass, empty_cache):
    opened = open_page("verdict", **SMALL | {"repeats": "4"})
    assert any("holds 1 of 4 repeats" in text.value for text in opened.at.caption)
    assert "take_numbers" in offered(opened)


def test_without_a_pick_the_best_single_model_goes_home(open_page):
    files = files_of(open_page("verdict", is_open=False, **SMALL))
    undecided = replace(files.case)
    vars(undecided)["verdict"] = replace(files.case.verdict, pick=None)
    assert replace(files, case=undecided).pick == files.case.verdict.reference
