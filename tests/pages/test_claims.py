"""The Claims page: verdicts with what they rest on, cases to open, and no evidence is no error."""

import pytest

from lib import claims
from lib.scenario.link import from_query
from lib.ui import claims as page_claims
from tests.pages.conftest import QUICK

FINDINGS = page_claims.tested().findings
MEASURED = [key for key, finding in FINDINGS.items() if finding.parts]
ACROSS = ["in_general", "ranks"]  # what is drawn of all data sets
OPEN = ["made", *[f"table_{key}" for key in ACROSS], *[f"claim_{key}" for key in claims.entries()]]
OPEN += [f"table_{key}" for key in MEASURED]


@pytest.fixture
def page(open_page):
    return open_page("claims", **QUICK)


def test_every_claim_has_a_verdict_that_the_headline_counts_and_a_case(page):
    for key, claim in claims.entries().items():
        assert page.says(claim.text.rstrip("."))
        assert page.at.button(key=f"case.{key}").label == f"Open: {claim.case}"
    assert page.headline.startswith(f"Of {len(claims.entries())} claims")
    findings = FINDINGS.values()
    undecided = sum(finding.outcome.word == "too close" for finding in findings)
    lines = [each.value for each in page.at.markdown if "  \n" in each.value]
    assert sum("Too close to call" in line for line in lines) == undecided
    assert f"{undecided} " in page.headline


def test_the_page_opens_every_drawer(page):
    assert len(page.at.get("plotly_chart")) == len(ACROSS)
    for key in OPEN:
        page.at.session_state[key] = True
    page.at.run()
    page.check()
    assert len(page.at.get("plotly_chart")) == len(ACROSS) + len(MEASURED)
    assert len(page.at.dataframe) == len(ACROSS) + len(MEASURED)
    for claim in claims.entries().values():
        assert page.says(claim.limits)
        assert page.says(claim.look)
    for finding in FINDINGS.values():
        if finding.outcome.word == "not testable":
            assert page.says(finding.outcome.why)  # what is missing from the file is said


def test_a_case_becomes_the_scenario_of_the_visitor(page, one_pass):
    page.act(page.at.button(key="case.noisy_data").click())
    assert from_query(page.link) == (claims.entries()["noisy_data"].scenario, ())
    assert page.component("stage")  # the page that is open now is Explore


@pytest.mark.parametrize("content", [None, b"nothing of the kind"])
def test_no_evidence_or_a_broken_file_is_said_plainly(open_page, monkeypatch, tmp_path, content):
    file = tmp_path / "evidence.parquet"
    if content:
        file.write_bytes(content)
    monkeypatch.setattr(page_claims, "EVIDENCE", file)
    opened = open_page("claims", **QUICK)
    assert "not been measured" in opened.headline
    assert any("make evidence" in words for words in opened.words)
