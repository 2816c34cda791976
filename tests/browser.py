"""What tests, photographs and benchmarks share: a running server and the system's own browser."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
DESKTOP = (1280, 900)
PHONE = (360, 740)

# What to serve, in Streamlit's words. Our settings are not hello's.
APP = ("run", str(ROOT / "app.py"))
COLD_APP = ("run", str(ROOT / "tests/e2e/cold_app.py"))
HELLO = ("hello", "--browser.gatherUsageStats", "false")

NO_CHROMIUM = (
    "The browser tests need Chromium or Chrome and found none: run `make chromium`, "
    "or set CHROMIUM to the path of one."
)
CHROMIUM_FLAGS = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Whether no run of the script is going on, for the browser to find out.
AT_REST = """(document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState
  === 'notRunning')"""


def find_chromium() -> str | None:
    """Where the system's Chromium or Chrome is, if anywhere."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's own browser, closed in the end."""
    path = find_chromium()
    if path is None:
        raise RuntimeError(NO_CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def serve(what: tuple[str, ...] = APP) -> Iterator[str]:
    """A fresh Streamlit server on a free port; gives its address once it says that it is well."""
    with start(what) as (url, _):
        yield url


@contextmanager
def start(what: tuple[str, ...] = APP) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The same, with its process."""
    with tempfile.TemporaryDirectory() as folder:
        log, port = Path(folder) / "server.log", free_port()
        options = ["--server.address", "127.0.0.1", "--server.port", str(port)]
        options += ["--server.headless", "true"]
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", *what, *options],
                cwd=folder if what == HELLO else ROOT,
                # What a visitor must not see, a failing test should say.
                env=os.environ
                | {"STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full", "PYTHONPATH": str(ROOT)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_until_healthy(url, process, log)
            yield url, process
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The app did not start. Its last words:\n{log.read_text()[-3000:]}")
