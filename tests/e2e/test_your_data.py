"""A visitor brings a table: it is read, checked, taken to the whole app, and nobody else has it."""

import os
import re
import time
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pandas as pd
import pytest
import skops.io
from playwright.sync_api import Locator, expect
from sklearn.linear_model import LogisticRegression

from tests.browser import COLD_APP, PHONE, start
from tests.e2e.streamlit_page import StreamlitPage
from tests.e2e.test_hostile_names import NOT_SHOWN, OBEYED
from tests.hostile import NAMES
from tests.reading.files import written

MARK = "zebrawolf1749"
N = 120


def own_table() -> pd.DataFrame:
    """Row numbers, two sources, a category, and what is asked."""
    rng = np.random.default_rng(1)
    kind = np.where(rng.random(N) < 0.5, MARK, "other")
    return pd.DataFrame(
        {
            "row": range(1, N + 1),
            "left_size": rng.normal(kind == MARK, 1),
            "left_weight": rng.normal(size=N),
            "right_height": rng.normal(kind == MARK, 1),
            "right_depth": rng.normal(size=N),
            "colour": rng.choice(["red", "blue"], N),
            "kind": kind,
        }
    )


def bring(app: StreamlitPage, content: bytes, name: str = "mine.csv", which: int = 0) -> None:
    """which : of the places that take a file."""
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    place = app.page.locator("input[type=file]").nth(which)
    app.act(lambda: place.set_input_files(files=[file]))


def press(app: StreamlitPage, name: str) -> None:
    app.act(lambda: app.page.get_by_role("button", name=name).click())


def go(app: StreamlitPage, page: str) -> None:
    app.act(lambda: app.page.get_by_role("link", name=page, exact=True).click())


def headline(app: StreamlitPage) -> Locator:
    return app.page.get_by_role("heading", level=1)


def test_a_table_is_brought_checked_and_taken_to_the_whole_app(visit):
    app = visit("/your_data", viewport=PHONE)
    bring(app, b"\x80\x04\x95 a pickle")
    expect(app.page.get_by_role("alert")).to_contain_text("Nothing that you had is lost")
    bring(app, written(own_table(), "excel"), "mine.xlsx")
    expect(headline(app)).to_have_text("120 rows and 5 columns to learn from")
    expect(app.page.get_by_text("numbers the rows")).to_be_visible()
    expect(app.page.get_by_text("left (2), right (2), other columns (1)")).to_be_visible()
    app.act(lambda: app.page.get_by_text("Bring a model too").click())
    model = skops.io.dumps(LogisticRegression(C=0.5))
    bring(app, model, "mine.skops", 0)
    expect(app.page.get_by_text("Takes part: Your logistic regression")).to_be_visible()
    link = app.page.url
    assert MARK not in link
    press(app, "See whether combining helps →")
    expect(headline(app)).to_contain_text(re.compile("[Cc]ombin|rows"))
    go(app, "Verdict")
    expect(headline(app)).to_contain_text(re.compile("[Cc]ombin|[Kk]eep|close"))
    assert f"table={re.search('table=([0-9a-f]{16})', link)[1]}" in app.page.url


def test_hostile_cells_and_names_are_text(visit):
    names = [re.sub(r"[\x00-\x1f\u2028]", "", name) for name in NAMES]
    rng = np.random.default_rng(2)
    columns = {name: rng.normal(size=60) for name in names[:4]}
    columns[names[4]] = [names[0], names[2]] * 30
    columns[names[6]] = rng.choice(names[:2], 60)
    app = visit("/your_data")
    bring(app, written(pd.DataFrame(columns), "csv"), f"{NAMES[2]}.csv")
    found = []
    for place in ("Your data", "Explore"):
        go(app, place)
        text = app.page.locator("body").inner_text()
        found += [f"{place}: {sign}" for sign in OBEYED if app.page.locator(sign).count()]
        found += [f"{place}: {sign!r}" for sign in NOT_SHOWN if sign in text]
    assert found == []
    assert app.hosts <= {urlsplit(app.page.url).hostname, None}


def _files_of(process: int) -> set[Path]:
    """Every plain file that this process and its children have open."""
    every = {process} | {
        int(folder.name)
        for folder in Path("/proc").iterdir()
        if folder.name.isdigit() and _parent(folder) in {process}
    }
    files = set()
    for number in every:
        for link in Path(f"/proc/{number}/fd").glob("*"):
            target = Path(os.readlink(link))
            if target.is_file():
                files.add(target)
    return files


def _parent(folder: Path) -> int:
    try:
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:  # it has just ended
        return 0


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs Linux")
def test_what_one_visitor_brings_nobody_else_finds_and_no_file_holds(visit):
    with start(COLD_APP) as (url, process):
        first, second = visit("/your_data", at=url), visit("/your_data", at=url)
        began = time.time()
        bring(first, written(own_table(), "csv"))
        assert MARK in first.page.content()
        press(first, "See whether combining helps →")
        second.goto(first.page.url)
        expect(second.page.get_by_text("Bring the same file")).to_be_visible()
        assert MARK not in second.page.content()
        held = [f for f in _files_of(process.pid) if MARK.encode() in f.read_bytes()]
        assert held == []
        recent = [
            file
            for folder in (Path("/tmp"), Path.home() / ".streamlit", Path("/dev/shm"))
            for file in folder.rglob("*")
            if file.is_file() and file.stat().st_mtime >= began
        ]
        assert [f for f in recent if MARK.encode() in f.read_bytes()] == []
        bring_same(second)


def bring_same(app: StreamlitPage) -> None:
    """Who has the same file has the same answer, by the same link."""
    link = app.page.url
    go(app, "Your data")
    bring(app, written(own_table(), "csv"))
    expect(headline(app)).to_contain_text("120 rows")
    assert app.page.url.partition("?")[2] == link.partition("?")[2]
