"""The labs of the Inside page as a visitor's session runs them, opened by link."""

import pytest

from lib.combiners.distilling.students import Student
from lib.inside.growth import computing as growth
from lib.inside.students import search as searching
from lib.inside.weights import computing as weights
from lib.scenario.record import TABS
from lib.ui import shell
from tests.pages.conftest import LIGHT

# ---------------------------------------------------------------- fusion, and the sensor lab

SETS = {
    "six views": {"data": "digits_sixviews", "models": "discriminant_analysis", "rows": "300"},
    "text": {"data": "word_topics", "models": "logistic_regression", "rows": "200"},
    "two numbers": {"data": "moons"},
}


def opened_at(open_page, tab, **query):
    assert tab in TABS
    return open_page("inside", **LIGHT | {"tab": tab} | query)


def drawn(opened):
    """The picture of the fusion tab, in its three widths; words beside it have pictures too."""
    return max((m.value for m in opened.at.markdown), key=lambda text: text.count('role="img"'))


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("tab", ["fusion", "sensors"])
def test_the_tabs_open_by_link(open_page, tab, name):
    opened = opened_at(open_page, tab, **SETS[name])
    assert not opened.words
    if tab == "fusion":
        assert drawn(opened).count('role="img"') == 3
    else:
        assert len(opened.at.metric) >= 4


def test_a_link_says_level_method_and_row(open_page):
    lab = "level:decision,decision_method:majority_vote"
    opened = opened_at(open_page, "fusion", lab=lab, row="7", methods="majority_vote")
    assert opened.headline.startswith("Majority vote answers")
    assert "row 7" in opened.headline
    assert opened.at.selectbox(key="lab.level").value == "decision"


def test_a_method_that_is_not_compared_can_be_switched_on(open_page):
    lab = "level:behaviour,behaviour_method:distilled"
    opened = opened_at(open_page, "fusion", lab=lab)
    assert "not compared yet" in opened.headline
    opened.act(opened.at.button(key="fusion.compare").click())
    assert "distilled" in opened.link["methods"]
    assert "not compared yet" not in opened.headline


def test_the_slider_only_moves_a_marker(open_page, monkeypatch):
    opened = opened_at(open_page, "sensors")
    before = opened.headline
    # nothing may be computed any more
    monkeypatch.setattr("lib.inside.sensors.computing.answers", None)
    opened.act(opened.at.slider(key="lab.bias_amount").set_value(300))
    assert opened.link["lab"] == "bias_amount:300"
    assert opened.headline != before
    assert "300\xa0%" in opened.headline


def test_another_view_and_way_are_chosen_by_link(open_page):
    lab = "view:temperature,how:scrambled,scrambled_amount:50"
    opened = opened_at(open_page, "sensors", lab=lab)
    assert opened.headline.startswith("Temperature scrambled in 50\xa0% of rows")


def test_a_view_that_is_not_there_is_said_and_a_name_of_a_view_is_never_formatting(open_page):
    views = "*a* %24x%24 <b>:0,b:1"
    opened = opened_at(open_page, "sensors", lab="view:nose", views=views)
    assert any("no view called “nose”" in words for words in opened.words)
    assert len(opened.at.metric) >= 4
    options = opened.at.button_group(key="lab.view").options
    assert options[0].startswith(r"\*a\* \$x\$ \<b\>")


@pytest.mark.parametrize("views", ["all:0-1", "all:0-1,none:"])
def test_with_one_view_the_lab_says_how_to_get_two(open_page, views):
    opened = opened_at(open_page, "sensors", views=views)
    assert "only one view" in opened.headline
    assert any("make each axis a sensor" in words for words in opened.words)
    drawing = opened_at(open_page, "fusion", views=views)
    assert ">all<" in drawn(drawing)
    (button,) = [b for b in opened.at.button if b.label.startswith("Open the lab")]
    opened.act(button.click())
    assert opened.link["data"] == "flaky_sensors"
    assert opened.link["tab"] == "sensors"


def test_scores_do_not_depend_on_what_another_page_has_counted(open_page, empty_cache):
    link = {"repeats": "3"}
    (alone,) = opened_at(open_page, "fusion", **link).at.dataframe
    compared = open_page("compare", **LIGHT | link)
    assert compared.says("3 × 3 folds")
    (after,) = opened_at(open_page, "fusion", **link).at.dataframe
    assert alone.value.equals(after.value)


# ---------------------------------------------------------------- what is played


@pytest.fixture(autouse=True)
def few_pairs(monkeypatch):
    monkeypatch.setattr(weights, "PAIRS", 1)


def open_tab(open_page, tab, lab="", **query):
    opened = open_page("inside", **LIGHT | {"tab": tab, "lab": lab} | query)
    return opened, opened.component(f"{tab}_player")


def test_the_weights_lab_shows_four_ways_and_starts_halfway(open_page):
    opened, data = open_tab(open_page, "weights")
    titles = [panel["title"] for panel in data["panels"]]
    assert titles == [weights.NAIVE, weights.MATCHED, weights.SHARED, weights.PROBABILITIES]
    assert data["frames"]["labels"][data["frames"]["start"]] == "50 % of A, 50 % of B"
    assert [curve["better"] for curve in data["curves"]] == ["lower", "higher"]
    assert opened.says("held out")
    for title in titles:
        assert opened.says(f"**{title}.**")
    assert len(opened.at.get("plotly_chart")) == 1  # many pairs, for one may be luck


def test_other_shapes_are_refused_in_a_sentence_and_mixed_all_the_same(open_page):
    opened, data = open_tab(open_page, "weights", "weights_other:on")
    (warning,) = opened.at.warning
    text = warning.value.replace("\\", "")
    assert "2-16-1" in text
    assert "2-32-1" in text
    assert "hidden layer 1 has 16 units in A and 32 in B" in text
    for instead in ("late fusion", "wider network", "distil"):
        assert instead in text
    titles = [panel["title"] for panel in data["panels"]]
    assert titles == [weights.PROBABILITIES, weights.LOG_ODDS]


def test_a_linear_model_has_no_units_to_choose(open_page):
    opened, data = open_tab(open_page, "weights", "weights_layers:0")
    keys = [box.key for box in opened.at.selectbox]
    assert "lab.weights_units" not in keys
    assert "exactly" in opened.headline
    assert data["panels"][0]["title"] == weights.ONE_VALLEY


@pytest.mark.parametrize("kind", [growth.FOREST, growth.BOOSTING, growth.ADABOOST])
def test_every_kind_of_growth_is_shown_with_its_words(open_page, kind):
    opened, data = open_tab(open_page, "growth", f"growth_kind:{kind}")
    assert len(data["panels"]) == 2
    assert data["panels"][0]["rows"] == "train"
    assert data["panels"][0]["sizes"]
    assert data["panels"][1]["rows"] == "held"
    assert len(data["panels"][1]["readouts"]) == len(data["frames"]["labels"])
    assert opened.says("held-out rows are right")
    assert opened.says("soft vote") == (kind == growth.FOREST)


def test_the_threshold_of_the_method_on_the_right_is_moved_in_the_browser(open_page):
    opened, data = open_tab(open_page, "threshold", right="stacking_logistic", metric="log_loss")
    (panel,), (table,) = data["panels"], data["tables"]
    assert panel["title"] == opened.case.results.method("stacking_logistic").title
    assert table["names"] == ["worn", "healthy"]
    assert sum(map(sum, table["counts"][0])) == 100
    assert data["frames"]["labels"][data["frames"]["start"]] == "“worn” from 50 % on"
    titles = [curve["title"] for curve in data["curves"]]
    assert titles == ["Accuracy", "Balanced accuracy", "Macro F1", "Missed", "False alarms"]
    assert [len(curve["series"]) for curve in data["curves"]] == [2] * 5  # the best single beside
    assert opened.says("does not depend on the threshold")
    opened.act(opened.at.button_group(key="lab.wanted").set_value("0"))
    assert opened.link["lab"] == "wanted:0"
    assert opened.component("threshold_player")["tables"][0]["names"] == ["healthy", "worn"]
    opened.act(opened.at.selectbox(key="threshold.right").set_value("best_single"))
    assert opened.link["right"] == "best_single"
    assert len(opened.component("threshold_player")["curves"][0]["series"]) == 1


def test_what_a_miss_costs_moves_the_threshold_and_decides_on_every_page(open_page):
    opened, _ = open_tab(open_page, "threshold")
    opened.act(opened.at.slider(key="threshold.price").set_value(4.0))
    assert opened.link["metric"] == "weighted-1-4"
    data = opened.component("threshold_player")
    assert data["frames"]["labels"][data["frames"]["start"]] == "“worn” from 20 % on"
    assert data["curves"][0]["title"] == "Weighted accuracy"
    compared = open_page("compare", **LIGHT | {"metric": "weighted-1-4"})
    assert compared.says("times as much as missing a “healthy”, so “worn” is answered from 20")
    results = compared.case.results
    said = results.repeats[0].P[results.positions["soft_vote"]][:, 1]
    assert ((said > 0.2) == results.predicted("soft_vote")).all()
    compared.act(compared.at.slider(key="compare.metric.cost.1").set_value(8.0))
    assert compared.link["metric"] == "weighted-1-8"


def test_a_threshold_of_a_method_by_its_second_name_is_that_of_its_row(open_page):
    link = {"right": "early_fusion", "methods": "early_fusion", "models": "decision_tree"}
    opened, data = open_tab(open_page, "threshold", **link)
    row = opened.case.results.method("early_fusion").key
    assert opened.at.selectbox(key="threshold.right").value == row != "early_fusion"
    assert data["panels"]


def test_what_only_counts_votes_says_so_and_three_classes_have_no_threshold(open_page):
    link = {"methods": "majority_vote", "right": "majority_vote"}
    opened, _ = open_tab(open_page, "threshold", **link)
    assert opened.says("only counts votes")
    opened = open_page("inside", **LIGHT | {"tab": "threshold", "data": "iris"})
    assert opened.headline == "A threshold parts two classes, and these data have 3"


@pytest.mark.parametrize("key", ["iris", "credit_german", "watch_exercises"])
@pytest.mark.parametrize("tab", ["weights", "growth"])
def test_wide_data_categories_and_people_are_played_too(open_page, tab, key):
    assert tab in TABS
    _, data = open_tab(open_page, tab, data=key)
    assert all(panel["fields"] for panel in data["panels"])


@pytest.mark.parametrize("tab", ["weights", "growth"])
def test_the_columns_chosen_on_explore_are_drawn(open_page, tab):
    _, data = open_tab(open_page, tab, data="iris")
    assert "direction" in data["axes"]["x"]["label"]
    _, data = open_tab(open_page, tab, data="iris", plane="0-3")
    labels = [data["axes"][side]["label"] for side in "xy"]
    assert ["sepal length" in labels[0], "petal width" in labels[1]] == [True, True]


@pytest.mark.parametrize("tab", ["voting", "weights", "students", "growth"])
def test_columns_that_cannot_be_drawn_are_said_once(open_page, tab):
    opened = open_page("inside", **LIGHT | {"tab": tab, "data": "iris", "plane": "0-99"})
    (sentence,) = opened.words
    assert "usual picture" in sentence


@pytest.mark.parametrize(
    ("tab", "words"), [("weights", ["training A and B", "more pairs"]), ("growth", ["growing"])]
)
def test_what_takes_long_says_what_it_does(open_page, empty_cache, monkeypatch, tab, words):
    said = []
    monkeypatch.setattr(shell.Page, "progress", lambda page, share, text: said.append(text))
    open_tab(open_page, tab)
    for each in words:
        assert any(each in text for text in said)


# ---------------------------------------------------------------- the distil lab

LESSONS = {
    "the default": LIGHT,
    "a network": LIGHT | {"lab": "student:network,student_width:4,student_layers:2"},
    "a stack that teaches": LIGHT | {"lab": "teacher:stacking_logistic"},
    "many classes and columns": LIGHT | {"data": "digits", "rows": "200"},
    "words": LIGHT | {"data": "word_topics", "rows": "200"},
    "a loss": LIGHT | {"metric": "log_loss"},
    "a lab that does not exist": LIGHT | {"lab": "teacher:distilled,student:whale,searched:x"},
}


def test_one_model_teaches_nobody(open_page):
    opened = open_page("inside", tab="students", **(LIGHT | {"models": "decision_tree"}))
    assert "Choose a second one" in opened.words[0]


@pytest.mark.parametrize("link", LESSONS.values(), ids=LESSONS)
def test_the_distil_lab_opens_by_its_link(open_page, link):
    opened = open_page("inside", tab="students", **link)
    assert "keep" in opened.headline or "Nothing" in opened.headline
    assert len(opened.at.get("plotly_chart")) == 1
    assert len(opened.at.dataframe) == 1
    assert opened.at.button(key="search_students")


def test_teacher_and_student_are_drawn_and_another_student_is_in_the_link(open_page):
    opened = open_page("inside", tab="students", **LIGHT)
    stage = opened.component("students_stage")
    assert (stage["left"], stage["right"]) == ("soft_vote", "student")
    drawn = opened.component("students_stage_picture")["methods"]
    wanted = ["best_single", "soft_vote", "student", "labels", "single", "naive"]
    assert [method["key"] for method in drawn] == wanted
    opened.act(opened.at.slider(key="lab.student_depth").set_value(3))
    assert opened.link["lab"] == "student_depth:3"
    opened.act(opened.at.selectbox(key="lab.student").set_value("network"))
    assert "student:network" in opened.link["lab"]
    assert opened.at.slider(key="lab.student_width").value == 16


def test_a_teacher_that_cannot_be_built_is_refused_in_words(open_page):
    link = {
        "models": "neural_network:hidden_layer_sizes=4,neural_network:hidden_layer_sizes=8",
        "lab": "teacher:weight_average_naive",
    }
    opened = open_page("inside", tab="students", **LIGHT | link)
    assert opened.headline == "This teacher cannot teach here"
    assert any("4 and 8 hidden units" in words for words in opened.words)
    assert opened.at.selectbox(key="lab.teacher").value == "weight_average_naive"


def test_the_search_starts_by_its_button_and_is_part_of_the_link(open_page, monkeypatch):
    few = (Student("logistic"), Student("tree", depth=2), Student("tree", depth=4))
    monkeypatch.setattr(searching, "CONTENDERS", few)
    link = LIGHT | {"methods": "soft_vote,majority_vote"}
    opened = open_page("inside", tab="students", **link)
    opened.act(opened.at.button(key="search_students").click())
    assert opened.link["lab"] == "searched:soft_vote"
    assert len(opened.at.get("plotly_chart")) == 2
    assert opened.says("keeps up")
    opened.act(opened.at.selectbox(key="lab.teacher").set_value("majority_vote"))
    assert len(opened.at.get("plotly_chart")) == 1  # another teacher has not been searched for


def test_passes_arrive_one_after_another(open_page, empty_cache):
    opened = open_page("inside", tab="students", **LIGHT | {"repeats": "2"})
    assert opened.says("2 × 3 folds")
