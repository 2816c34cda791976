"""Photograph every page in both themes at five widths: `python -m tests.e2e.shots [page ...]`."""

import itertools
import sys

from playwright.sync_api import Browser

from tests.browser import ROOT, chromium, serve
from tests.e2e.streamlit_page import open_context, page_paths

SHOTS = ROOT / "shots"
THEMES = ("light", "dark")
WIDTHS = (360, 768, 1024, 1280, 1920)
HEIGHT = 900


def _shoot(browser: Browser, url: str, name: str) -> list[str]:
    """Photograph one page in every theme and width; says what the browser complained about."""
    problems = []
    for theme, width in itertools.product(THEMES, WIDTHS):
        app = open_context(browser, (width, HEIGHT), theme)
        app.goto(url, timeout=120)
        print(app.photograph(SHOTS / f"{name}-{theme}-{width}.png").relative_to(ROOT))
        problems += [f"{name}, {theme}, {width} px: {problem}" for problem in app.problems]
        app.close()
    return problems


def main(wanted: list[str]) -> int:
    """Photograph the wanted pages, or all of them."""
    pages = page_paths()
    unknown = [name for name in wanted if name not in pages]
    if unknown:
        print(f"No such page: {', '.join(unknown)}. There are {', '.join(pages)}.")
        return 2
    with serve() as url, chromium() as browser:
        chosen = [
            (name, url + path) for name, path in pages.items() if not wanted or name in wanted
        ]
        problems = [problem for name, link in chosen for problem in _shoot(browser, link, name)]
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
