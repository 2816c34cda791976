"""What Explore draws before anything is measured."""

import json

from lib.base_models import Member
from lib.engine.plane import plane_for
from lib.engine.progress import silent
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from lib.ui.explore import draw_boundaries, sketch, stage_content

SMALL = Scenario(
    dataset_knobs=(("rows", 100),),
    members=(Member("logistic_regression"), Member("decision_tree")),
    methods=(
        *("best_single", "majority_vote", "soft_vote", "weighted_vote"),
        *("stacking_logistic", "distilled"),
    ),
    combiner_knobs=(("weighted_vote", (("weights", "0.7-0.3"),)),),
    folds=3,
)


def test_what_is_drawn_first_is_what_is_drawn_in_the_end():
    experiment = prepare(SMALL)
    plane, first = plane_for(experiment.dataset, "", 20), experiment.run(0)
    drawn = draw_boundaries(experiment, first, plane, silent)
    whole = stage_content(experiment, first, first.methods[0].key, drawn)
    early = sketch(experiment, plane, "distilled", silent)
    votes = {"model1", "model2", "majority_vote", "soft_vote", "weighted_vote"}
    assert set(early.keys) == {*votes, "distilled"}  # what needs no fold
    assert early.is_sketch
    assert early.id != whole.id
    first, then = (json.loads(each.body) for each in (early, whole))
    fields = [{m["key"]: m["field"] for m in each["methods"]} for each in (first, then)]
    assert {key for key, field in fields[0].items() if not field} == votes  # made in the browser
    assert all(field == fields[1][key] for key, field in fields[0].items())
    for known in ("names", "places", "counts"):
        one, all_of_it = first["hand"][known], then["hand"][known]
        assert one == (all_of_it if known != "counts" else {k: all_of_it[k] for k in votes})
    assert first["hand"]["rows"] == ""
