"""Other samples of the data, when somebody asks for them: told before, measured once, kept."""

from lib import charts
from lib.report import html
from lib.ui import samples
from lib.verdict.samples import redraws
from tests.pages.conftest import LIGHT
from tests.pages.test_verdict import files_of


def buttons(opened):
    return [button.key for button in opened.at.button]


def test_it_says_what_it_costs_then_how_much_is_luck_and_goes_into_the_report(
    open_page, empty_cache
):
    opened = open_page("compare", is_open=False, **LIGHT)
    display = charts.entries()["redraws"]
    assert "sample_None" not in buttons(opened)
    opened.unfold("luck")
    assert opened.says("20 samples, one pass over the folds each with 3 methods: about ")
    assert samples.measured(opened.visit, opened.case) == ()
    assert display.question not in html.write(files_of(opened).report())
    opened.act(opened.at.button(key="sample_None").click())
    ((shown, found),) = samples.measured(opened.visit, opened.case)
    assert shown is display
    for paragraph in display.words(found).split("\n\n"):
        assert opened.says(paragraph)
    assert len(opened.component("redraws")["said"]) == 20
    assert "sample_None" not in buttons(opened)
    assert display.question in html.write(files_of(opened).report())


def test_each_curve_is_drawn_when_it_is_asked_for(open_page, empty_cache):
    opened = open_page("compare", is_open=False, **LIGHT)
    opened.unfold("curves")
    assert opened.says("5 samples at each of 5 values")
    opened.act(opened.at.button_group(key="curve_along").set_value("Models"))
    assert opened.says("5 samples at each of 2 values")
    opened.act(opened.at.button(key="sample_members").click())
    assert opened.says("The best mean of 5 samples goes to")
    assert opened.says("Which models are left is drawn anew in every sample.")
    opened.act(opened.at.button_group(key="curve_along").set_value("Rows"))
    assert "sample_rows" in buttons(opened)


def test_where_it_cannot_be_asked_it_says_why(open_page, one_pass):
    opened = open_page("compare", **LIGHT | {"data": "sonar", "sealed": "20"})
    assert opened.says("another sample of these recorded rows would have them in it")
    assert "sample_None" not in buttons(opened)
    alone = open_page("compare", **LIGHT | {"models": "decision_tree", "methods": "best_single"})
    assert alone.says(samples.NOTHING)
    assert redraws(alone.case) is None
    counting = open_page("compare", **LIGHT | {"repeats": "3"})
    assert counting.at.button(key="sample_None").disabled
