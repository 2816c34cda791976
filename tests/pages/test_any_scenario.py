"""Any scenario on any page is drawn or refused with a sentence; FUZZ=500 tries so many of them."""

import os
import re
from logging import WARNING
from urllib.parse import urlencode

from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from lib.scenario.link import to_query
from lib.scenario.record import TABS
from tests.pages.test_bad_input import are_plain
from tests.scenarios import quick_scenarios

BARE = "streamlit.runtime.scriptrunner_utils.script_run_context"  # a session without a server
FUZZ = int(os.environ.get("FUZZ", "0"))
PLACES = ["explore", "compare", "verdict", *TABS]
NO_NUMBER = re.compile(r"(?<![\w“])(nan|NaN|inf|None(?! of)|undefined)(?![\w”])")


def texts_of(at):
    """All that is said on a page, in its boxes, and to the components of the browser."""
    kinds = (at.markdown, at.caption, at.header, at.subheader, at.title, at.info, at.warning)
    yield from (each.value for kind in kinds for each in kind)
    yield from (each.value for each in at.metric)
    yield from (each.proto.json for each in at.get("bidi_component") if each.proto.json)


@settings(
    max_examples=FUZZ or 6,
    derandomize=not FUZZ,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    print_blob=True,
)
@given(scenario=quick_scenarios(), place=st.sampled_from(PLACES))
def test_any_scenario_on_any_page(open_page, caplog, scenario, place):
    query = to_query(scenario) | ({"tab": place} if place in TABS else {})
    note(f"/{place}?{urlencode(query)}")
    caplog.clear()
    opened = open_page("inside" if place in TABS else place, **query)
    assert [text for text in texts_of(opened.at) if NO_NUMBER.search(text)] == []
    assert not opened.words or are_plain(opened.words)
    warned = [one for one in caplog.records if one.levelno >= WARNING and one.name != BARE]
    assert [one.getMessage() for one in warned] == []
