"""The app behind nginx, with the very rules of deploy/: only where the app is, and under which port
visitors come, is told from outside."""

import base64
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
import streamlit
from playwright.sync_api import expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser import ROOT, free_port
from tests.e2e.streamlit_page import page_paths
from tests.e2e.test_your_data import bring, own_table
from tests.engine.test_line import until
from tests.pages.conftest import LIGHT

RULES = ROOT / "deploy/nginx.conf"
VISITORS = int(re.search(r"limit_conn visitors (\d+);", RULES.read_text())[1])
DEBIAN = "/usr/sbin"  # not on the path of everybody
MOST_DRAWERS = 6
SMALL = "?" + urlencode(LIGHT)
ATTEMPTS = (
    "url => fetch(url, { mode: 'no-cors' }).then(() => 'fetched', () => 'refused')",
    """url => new Promise((tell) => {
      const one = Object.assign(new Image(), { src: url });
      document.addEventListener('securitypolicyviolation', () => tell('refused'), { once: true });
      one.onload = () => tell('shown');
    })""",
    """() => {
      const one = document.createElement('script');
      one.textContent = 'window.was_run = true';
      document.body.append(one);
      return window.was_run ? 'run' : 'refused';
    }""",
)


@contextmanager
def nginx_before(app, folder):
    """nginx on a free port; gives its address and what it writes."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:{DEBIAN}")
    if program is None:
        pytest.skip("nginx is not installed: run `make nginx`, or `apt-get install nginx-light`")
    port = free_port()
    shutil.copy(RULES, folder)
    (folder / "upstream.conf").write_text(f"server {urlsplit(app).netloc};")
    (folder / "listen.conf").write_text(f"listen 127.0.0.1:{port};")
    settings = "daemon off;" + ("user root;" if os.getuid() == 0 else "")  # the folder is ours
    call = [program, "-p", folder, "-c", folder / "nginx.conf", "-e", "stderr", "-g", settings]
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(call, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    try:
        until(lambda: (folder / "nginx.pid").exists() or process.poll() is not None, 10)
        assert process.poll() is None, log.read_text()
        yield f"http://127.0.0.1:{port}", log
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture(scope="module")
def front(server, tmp_path_factory):
    """The address of the shared app behind nginx."""
    with nginx_before(server, tmp_path_factory.mktemp("nginx")) as (url, _):
        yield url


def ask(url, **headers):
    """(status, headers, body) of an address."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.headers, refusal.read()


def stream(front):
    """The websocket of one more visitor."""
    return connect(front.replace("http", "ws") + "/_stcore/stream", open_timeout=10)


@pytest.mark.parametrize("path", page_paths().values())
def test_a_page_is_complete_and_keeps_to_the_policy(front, visit, path):
    """What the policy forbids is an error in the console, and those fail a visit."""
    app = visit(front + path + SMALL)
    assert app.page.get_by_role("heading", level=1).inner_text().strip()
    for drawer in app.page.locator("summary:visible").all()[:MOST_DRAWERS]:
        drawer.click()
        app.rest()
    assert "rows=100" in app.page.url


def test_the_policy_lets_nothing_in_from_elsewhere(front, server, visit):
    app = visit(front + "/about")
    elsewhere = f"{server}/_stcore/health"
    for attempt in ATTEMPTS:
        assert app.page.evaluate(attempt, elsewhere) == "refused", attempt
    complaints = [problem for problem in app.problems if "Content Security Policy" in problem]
    assert len(complaints) >= len(ATTEMPTS)
    app.problems.clear()  # they were what we came for


def test_a_file_comes_as_it_was_made(front, visit):
    app = visit(front + "/verdict" + SMALL)
    app.act(lambda: app.page.get_by_text("Every number", exact=True).click())
    with app.page.expect_download() as coming:
        app.page.get_by_role("button", name="Numbers").click()
    assert "Soft vote" in Path(coming.value.path()).read_text()


def test_a_table_passes_and_is_never_written_on_the_way(front, visit):
    app = visit(front + "/your_data")
    bring(app, own_table().to_csv(index=False).encode() + b"," * 200_000)
    expect(app.page.get_by_role("heading", level=1)).to_contain_text("to learn from")


def test_files_are_compressed_and_answers_carry_their_headers(front):
    status, headers, page = ask(front, **{"Accept-Encoding": "gzip"})
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["Server"] == "nginx"  # and no version
    script = re.search(r"\./(static/js/index\.\S+\.js)", gzip.decompress(page).decode())[1]
    assert ask(f"{front}/{script}", **{"Accept-Encoding": "gzip"})[1]["Content-Encoding"] == "gzip"


def test_the_policy_knows_the_scripts_of_this_streamlit():
    page = (Path(streamlit.__file__).parent / "static/index.html").read_text()
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inline]
    assert re.findall(r"'sha256-(.*?)'", RULES.read_text()) == hashes


@pytest.mark.parametrize("way", ["", "/", "/.", "/about/..", "/about/..%2f"])
@pytest.mark.parametrize("door", ["metrics", "agent/openapi.json"])
def test_what_no_page_needs_is_closed(front, way, door):
    assert ask(f"{front}{way}/_stcore/{door}")[0] == 404
    assert ask(f"{front}{way}/%5Fstcore%2F{door}")[0] == 404


def test_whether_it_is_well_may_be_asked_from_outside(front):
    until(lambda: ask(f"{front}/healthz")[::2] == (200, b"ok"), 60)
    assert ask(f"{front}/_stcore/health")[0] == 200


def test_one_address_holds_so_many_tabs_and_no_more(server, tmp_path):
    with nginx_before(server, tmp_path) as (front, log), ExitStack() as tabs:
        for _ in range(VISITORS - 1):
            tabs.enter_context(stream(front))
        with stream(front):
            with pytest.raises(InvalidStatus) as refusal, stream(front):
                pass
            assert refusal.value.response.status_code == 429
            assert b"close a tab" in refusal.value.response.body
        until(lambda: is_let_in(front))
        lines = [json.loads(line) for line in log.read_text().splitlines()]
        assert any(line["status"] == 429 for line in lines)
        assert "127.0.0.1" not in str(lines)  # nobody's address is kept


def test_one_address_asks_so_often_and_no_more(server, tmp_path):
    with nginx_before(server, tmp_path) as (front, log):
        answers = {ask(f"{front}/?views=secret")[0] for _ in range(300)}
        assert answers == {200, 429}
        assert "secret" not in log.read_text()  # a link may say what is nobody's business
        until(lambda: ask(front)[0] == 200)


def test_an_app_that_is_away_is_a_sentence(tmp_path):
    with nginx_before(f"http://127.0.0.1:{free_port()}", tmp_path) as (front, _):
        status, _, text = ask(front)
        assert (status, b"Try again" in text) == (502, True)


def is_let_in(front):
    """Whether one more visitor is."""
    try:
        with stream(front):
            return True
    except InvalidStatus:
        return False
