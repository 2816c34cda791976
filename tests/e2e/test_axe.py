"""Axe, the usual checker of accessibility, and what it cannot see: every page, both themes."""

from collections import Counter
from itertools import pairwise, product

import pytest

from lib.scenario.record import TABS
from tests.browser import ROOT
from tests.e2e.streamlit_page import page_paths

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SMALL = "?v=2&rows=100&folds=3&repeats=1"
PLACES = {name: path + SMALL for name, path in page_paths().items()}
PARTS = {tab: f"{PLACES['inside']}&tab={tab}" for tab in list(TABS)[1:]}  # Voting is the first
PARTS |= {"lesson": f"{PLACES['learn']}&lesson=weak_judges-1"}
PARTS |= {"pins": f"{PLACES['compare']}&pins=v%3D2%26rows%3D100%26repeats%3D1%7Cv%3D2%26seed%3D76"}

# What Streamlit draws itself, and we cannot: rule, a part of the selector, and why it may stay.
NOT_OURS: tuple[tuple[str, str, str], ...] = (
    ("presentation-role-conflict", "section", "around the button that takes a file, itself named"),
)

RUN = """() => axe.run(document, { resultTypes: ['violations'] }).then(found =>
  found.violations.flatMap(rule => rule.nodes.map(node =>
    [rule.id, String(node.target), node.html.slice(0, 200)])))"""
# Everything on the page, in the shadow of our components too.
ALL = """const all = (root) => [...root.children].flatMap(one =>
  [one, ...(one.shadowRoot ? all(one.shadowRoot) : []), ...all(one)]);
const isSeen = (one) => one.getClientRects().length > 0;"""
HEADINGS = f"""() => {{ {ALL}
  return all(document.body).filter(one => /^H[1-6]$/.test(one.tagName) && isSeen(one))
    .map(one => Number(one.tagName[1])); }}"""
# The tools above a chart or a table, and "Help" beside a label, have their usual names each time:
# those are Streamlit's and Plotly's. An icon is a word in a font of icons, no part of a name.
BUTTONS = f"""() => {{ {ALL}
  const TOOLS = '.modebar, [data-testid="stElementToolbar"], [data-testid="stSelectbox"], '
    + '[data-testid="stTooltipIcon"], [data-testid="stHeader"]';
  const name = (one) => {{
    const copy = one.cloneNode(true);
    for (const icon of copy.querySelectorAll('[data-testid="stIconMaterial"]')) icon.remove();
    return (one.getAttribute('aria-label') ?? copy.textContent ?? '').trim();
  }};
  return all(document.body)
    .filter(one => one.matches('button, [role=button], summary') && isSeen(one))
    .filter(one => !one.closest(TOOLS)).map(name); }}"""
# Axe does not look at text in drawings. The ground of those on bars is not the page's.
PALE = """() => {
  const parts = (colour) => (colour.match(/[\\d.]+/g) ?? [0, 0, 0]).map(Number);
  const shine = (colour) => {
    const [r, g, b] = colour.map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const app = document.querySelector('[data-testid="stApp"]');
  const paper = parts(getComputedStyle(app).backgroundColor);
  return [...document.querySelectorAll('.js-plotly-plot text:not(.bartext)')].flatMap(text => {
    if (!text.textContent.trim() || !text.getClientRects().length) return [];
    const [r, g, b, a = 1] = parts(getComputedStyle(text).fill);
    const ink = [r, g, b].map((part, i) => a * part + (1 - a) * paper[i]);
    const [low, high] = [shine(ink), shine(paper)].sort((x, y) => x - y);
    return high / low < 4.5 ? [`${text.textContent}: ${(high / low).toFixed(1)}`] : [];
  });
}"""


@pytest.mark.parametrize(
    ("name", "theme"), [*product(PLACES, ["light", "dark"]), *product(PARTS, ["light"])]
)
def test_a_page_can_be_read_and_worked_by_everybody(visit, name, theme):
    assert AXE.exists(), "The checker is an npm package: `make lint` installs it, or `npm ci`."
    page = visit((PLACES | PARTS)[name], theme=theme).page
    page.add_script_tag(path=AXE)
    found = [
        (rule, where, html)
        for rule, where, html in page.evaluate(RUN)
        if not any(rule == known and part in where for known, part, _ in NOT_OURS)
    ]
    assert not found
    headings = page.evaluate(HEADINGS)
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(later - former <= 1 for former, later in pairwise(headings))
    buttons = page.evaluate(BUTTONS)
    assert all(buttons)
    assert not [button for button, count in Counter(buttons).items() if count > 1]
    assert not page.evaluate(PALE)
