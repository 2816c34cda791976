"""What the rules share that compare answers with the typical answer about each class."""

import numpy as np


def class_templates(P: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n_classes, n_models, n_classes): the mean of the members' answers about each class.

    And (n_classes,) booleans: which classes have rows; the template of one without is all zeros.
    """
    is_of = np.eye(P.shape[2])[:, y]  # (n_classes, n_samples)
    counts = is_of.sum(axis=1)
    sums = np.einsum("cn,nmk->cmk", is_of, P)
    return sums / np.maximum(counts, 1)[:, None, None], counts > 0


def squared_distances(P: np.ndarray, templates: np.ndarray) -> np.ndarray:
    """(n_samples, n_models, n_classes): of each member's answer to its template of each class."""
    return np.stack([((P - template) ** 2).sum(axis=2) for template in templates], axis=2)
