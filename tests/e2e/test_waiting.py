"""Whoever waits may leave: by Cancel, or by closing the tab. Either way the cores are free soon."""

import time

import psutil
from playwright.sync_api import expect

from tests.browser import COLD_APP, start
from tests.engine.test_line import until
from tests.ui.test_warm_up import is_well

DEAR = "/compare?rows=1500&repeats=6&methods=equal_budget,model_soup"


def busy(workers):
    """Those of these processes that compute."""
    before = {worker: seconds(worker) for worker in workers}
    time.sleep(0.5)
    return [worker for worker in workers if seconds(worker) - before[worker] > 0.1]


def seconds(worker):
    try:
        return sum(worker.cpu_times()[:2])
    except psutil.NoSuchProcess:
        return 0.0


def test_cancel_and_a_closed_tab_free_the_cores(browser):
    with start(COLD_APP) as (url, process):
        until(lambda: is_well(url), 60)
        server = psutil.Process(process.pid)
        context = browser.new_context()
        page = context.new_page()
        page.goto(url + DEAR)
        page.get_by_role("button", name="Cancel").wait_for(timeout=60_000)
        workers = server.children(recursive=True)
        until(lambda: busy(workers), 60)
        page.get_by_role("button", name="Cancel").click()
        left = time.monotonic()
        expect(page.get_by_role("heading", name="Stopped before it was done")).to_be_visible()
        until(lambda: not busy(workers))
        assert time.monotonic() - left < 6
        assert "model_soup" in page.url  # the choices are kept
        expect(page.get_by_test_id("stSidebar").get_by_role("slider").first).to_be_visible()
        page.get_by_role("button", name="Start again").click()
        page.get_by_role("button", name="Cancel").wait_for(timeout=60_000)
        workers = server.children(recursive=True)
        until(lambda: busy(workers), 60)
        context.close()
        left = time.monotonic()
        until(lambda: not busy(workers))
        assert time.monotonic() - left < 6
        until(lambda: is_well(url), 30)
