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
    methods=("best_single", "soft_vote", "stacking_logistic", "distilled"),
    folds=3,
)


def test_what_is_drawn_first_is_what_is_drawn_in_the_end():
    experiment = prepare(SMALL)
    plane, first = plane_for(experiment.dataset, "", 20), experiment.run(0)
    drawn = draw_boundaries(experiment, first, plane, silent)
    whole = stage_content(experiment, first, first.methods[0].key, drawn)
    early = sketch(experiment, plane, "distilled", silent)
    assert set(early.keys) == {"model1", "model2", "soft_vote", "distilled"}  # what needs no fold
    assert early.is_sketch
    assert early.id != whole.id
    fields = [
        {method["key"]: method["field"] for method in json.loads(each.body)["methods"]}
        for each in (early, whole)
    ]
    assert all(field == fields[1][key] for key, field in fields[0].items())
