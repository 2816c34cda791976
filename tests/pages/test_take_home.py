"""The code and the model of the pick are offered on the Verdict page; the model is fitted only when
somebody asks, once for everybody."""

import io
import zipfile

from lib.ui import take_away
from tests.pages.test_take_away import SMALL, files_of, offered


def names_in(content):
    return set(zipfile.ZipFile(io.BytesIO(content)).namelist())


def test_the_code_is_offered_at_once(open_page, empty_cache):
    opened = open_page("verdict", **SMALL)
    assert "take_code" in offered(opened)
    files = zipfile.ZipFile(io.BytesIO(take_away._script(files_of(opened))))
    assert {"script.py", "data.csv"} <= set(files.namelist())
    assert b"As the app showed it" in files.read("script.py")


def test_the_model_is_fitted_when_asked_for(open_page, empty_cache):
    opened = open_page("verdict", **SMALL)
    assert "take_model" not in offered(opened)
    opened.act(opened.at.button(key="prepare_model").click())
    assert "take_model" in offered(opened)
    files = files_of(opened)
    assert files.is_fitted
    content = files.fit()
    assert {"README.md", "model.skops"} <= names_in(content)
    assert files.fit() is content


def test_without_a_pick_the_best_single_model_goes_home(open_page):
    files = files_of(open_page("verdict", is_open=False, **SMALL | {"at_most": "models:1"}))
    verdict = files.case.verdict
    assert files.pick == (verdict.pick or verdict.reference)
