"""One strong model with as many fits as a combination: is that better, or only bigger?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, clone

from lib.base_models import Member
from lib.base_models import entries as base_models
from lib.catalogue.controls import Choice, Control, Knobs, Slider, changed, settings
from lib.combiners._entry import Combiner, Members
from lib.combiners.merging.holding_out import INNER_FOLDS, answers, held_back_answers
from lib.combiners.merging.one_model import OneModel, two_models
from lib.combiners.rules.choosing import METRIC, best
from lib.datasets import Dataset
from lib.datasets.cutting.bonds import fit

STRONG = ("support_vector_machine", "extra_trees", "gradient_boosting")
ANY = "any"


class Tuned(OneModel):
    """The best of several settings, chosen on rows held back, then fitted on all rows.

    settings : unfitted classifiers, None for two simple ones; an earlier one wins a tie. metric :
    what is best, a key of `METRICS`, computed on the answers of all inner folds together.
    """

    reads_missing = True  # whoever cannot is told so by the model itself
    reads_frames = True

    def __init__(
        self,
        settings: Sequence[Any] | None = None,
        metric: str = "accuracy",
        random_state: int = 0,
    ) -> None:
        self.settings = settings
        self.metric = metric
        self.random_state = random_state

    def merge(self, X: Any, codes: np.ndarray, bonds: Any = None) -> None:
        settings = two_models() if self.settings is None else list(self.settings)
        self.best_ = self._choose(settings, X, codes, bonds) if len(settings) > 1 else 0
        self.model_ = fit(clone(settings[self.best_]), X, codes, bonds)

    def answer(self, X: Any) -> np.ndarray:
        return answers(self.model_, X, len(self.classes_))

    def _choose(self, settings: list[Any], X: Any, codes: np.ndarray, bonds: Any) -> int:
        """Position of the best on held-back rows."""
        known, P = held_back_answers(settings, X, codes, self.random_state, bonds)
        return best(self.metric, codes[known], P.swapaxes(0, 1)) if len(known) else 0


def affordable(n_fits: int) -> int:
    """How many settings can be tried with so many fits, the last of which fits the choice."""
    return max(1, (n_fits - 1) // INNER_FOLDS)


def merge(
    dataset: Dataset,
    members: Members,
    random_state: int,
    learner: str,
    folds: int,
    metric: str,
) -> BaseEstimator:
    """p = p_s*, s* = argmax over settings s of score(y, p_s): one model, whoever is best alone.

    Its settings are drawn at random (Bergstra and Bengio 2012), as many as M x K fits allow, which
    is what stacking M models with K folds trains inside one training part. A budget of fits, unlike
    one of seconds, gives the same model on every computer.
    """
    n_settings = affordable(len(members) * folds)
    rng = np.random.default_rng(random_state)
    learners = STRONG if learner == ANY else (learner,)
    drawn = _draw([learners[i % len(learners)] for i in range(n_settings)], rng)
    tried = [member.build(dataset, random_state) for member in drawn]
    return Tuned(tried, metric, random_state)


def _draw(learners: Sequence[str], rng: np.random.Generator) -> Iterator[Member]:
    """Each learner as it is at first, then with knobs drawn from all that a visitor could set."""
    for i, learner in enumerate(learners):
        controls = base_models()[learner].controls
        usual = learner not in learners[:i]
        yield Member(learner, () if usual else _random_knobs(controls, rng))


def _random_knobs(controls: Mapping[str, Control], rng: np.random.Generator) -> Knobs:
    values = settings(controls, ())
    for name, control in controls.items():
        if isinstance(control, Slider):
            steps = round((control.high - control.low) / control.step)
            text = f"{control.low + control.step * int(rng.integers(steps + 1)):g}"
            values[name] = control.parse(text)
        elif isinstance(control, Choice):
            values[name] = str(rng.choice(list(control.options)))
    return changed(controls, values)


ENTRY = Combiner(
    title="One strong model, same number of fits",
    short="Strong single",
    summary="No combination: one strong model, tuned with as many fits as combining yours costs.",
    kind="single",
    formula=r"p(c \mid x) = p_{s^*}(c \mid x), \quad s^* = \arg\max_s \mathrm{score}(y, p_s)",
    needs="Rows held back from each setting, to choose by, and the time to try them.",
    merge=merge,
    controls={
        "learner": Choice(
            "Strong model",
            {
                **{key: base_models()[key].title for key in STRONG},
                ANY: "the best of the three",
            },
            default=STRONG[0],  # as good as the others on what was tried, and much the quickest
            help="What kind of model is tuned. Its settings are drawn at random.",
        ),
        "folds": Slider(
            "Fits for each of your models",
            3,
            10,
            5,
            help="The budget: so many fits for each model that you combine, as stacking takes with "
            "so many folds.",
        ),
        "metric": METRIC,
    },
    merged=tuple,
    is_standard=False,
    order=11,
)
