"""Code and model to take home, used where nothing of this project can be imported: the script must
print the mean that the results have, the model must answer as the app's own models do.

Both are tried in one test a scenario, so that a scenario is fitted once.
"""

import pickle
import re
from pathlib import Path

import numpy as np
import pytest
from skops.io import get_untrusted_types

from lib.engine.evaluation import predict_everywhere
from lib.report.model import model
from lib.report.script import script
from lib.verdict.case import Case
from tests.report.take_home import RUN_ALL, SCENARIOS, in_clean_process, means_printed, put, run

# The card's own list is what is trusted, so a type that it forgets fails the test.
LOAD_ALL = """
import pickle, re, sys
import numpy as np
import skops.io
with open(sys.argv[1], "rb") as file:
    X = pickle.load(file)
for folder in sys.argv[2:]:
    sys.modules.pop("better_together", None)
    sys.path.insert(0, folder)
    with open(folder + "/README.md", encoding="utf-8") as file:
        listed = re.search(r"^types = (\\[[^]]*\\])", file.read(), re.MULTILINE).group(1)
    model = skops.io.load(folder + "/model.skops", trusted=eval(listed))
    sys.path.pop(0)
    np.save(folder + "/P.npy", model.predict_proba(X))
assert "lib" not in sys.modules
"""
KNOWN_TYPES = re.compile(r"better_together\.\w+|sklearn(\.\w+)+|numpy\.dtype")


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_is_taken_home_does_what_the_app_does(name: str, tmp_path: Path) -> None:
    case = run(name)
    check_scripts(case, tmp_path)
    check_models(case, tmp_path)


def check_scripts(case: Case, folder: Path) -> None:
    keys = [method.key for method in case.results.methods]
    folders = [put(script(case, key), folder / key) for key in keys]
    printed = means_printed(in_clean_process(RUN_ALL, *folders))
    shown = case.results.means(case.scenario.metric)
    assert printed == pytest.approx(dict(zip(keys, shown, strict=True)), rel=0, abs=1e-9)


def check_models(case: Case, folder: Path) -> None:
    X = case.dataset.X
    expected, _ = predict_everywhere(case.experiment.task, case.results.repeats[0], X)
    (folder / "X").write_bytes(pickle.dumps(X))
    keys = [method.key for method in case.results.methods]
    folders = [put(model(case, key), folder / f"model_{key}") for key in keys]
    in_clean_process(LOAD_ALL, folder / "X", *folders)
    for one, P in zip(folders, expected, strict=True):
        loaded = np.load(one / "P.npy")
        np.testing.assert_allclose(loaded, P, rtol=0, atol=1e-9, err_msg=one.name)
        types = get_untrusted_types(file=one / "model.skops")
        assert [each for each in types if not KNOWN_TYPES.fullmatch(each)] == []
