"""What the rules of late fusion share."""

from collections.abc import Sequence

import numpy as np

from lib.base_models import Member


def normalised(support: np.ndarray) -> np.ndarray:
    """(n_samples, n_classes) support that is not negative, as probabilities.

    A row in which every class has none says nothing, so all classes come out alike.
    """
    total = support.sum(axis=1, keepdims=True)
    nothing = np.full(support.shape, 1 / support.shape[1])
    return np.divide(support, total, out=nothing, where=total > 0)


def who_sees_what(members: Sequence[Member]) -> str:
    """How the members of a late fusion look at the data, as the start of a sentence."""
    if not any(member.view for member in members):
        return "Every model sees all features, so there are no separate views to fuse"
    if all(member.view for member in members):
        return "Each model sees one view, and their answers are combined"
    return "Some models see one view and some see everything, and their answers are combined"
