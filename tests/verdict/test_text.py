"""The verdict as plain text holds what the page says."""

import re

import pytest

from lib.verdict.reasons import cons, pros
from lib.verdict.sentences import detail, headline, kicker, lead
from lib.verdict.text import WIDTH, as_text
from tests.synthetic import case_of, make_results, member, single
from tests.verdict.test_voices import CASES

ALL = {**CASES, "nothing combined": case_of(make_results([member("model1"), single()], 20))}


@pytest.mark.parametrize("name", ALL)
def test_all_of_the_page_is_there_in_lines_of_one_width(name: str) -> None:
    case = ALL[name]
    text = as_text(case)
    told = " ".join(text.split())
    for said in (kicker(case), headline(case), lead(case), detail(case)):
        assert " ".join(said.split()) in told
    for point in (*pros(case), *cons(case)):
        assert " ".join(point.sentence.split()) in told
    assert max(map(len, text.split("\n"))) <= WIDTH
    assert not re.search(r"\bnan\b|None|  $", text)
