"""Thumbnails: flat data as they are, wide data on their principal plane, any type of column."""

import numpy as np
import pandas as pd

from lib.datasets import entries
from lib.datasets._thumbnail import numbers, principal_plane, standardised, thumbnail


def test_flat_data_are_only_scaled() -> None:
    moons = entries()["moons"].load(random_state=0)
    np.testing.assert_array_equal(thumbnail(moons)[0], thumbnail(moons)[0])
    points, labels = thumbnail(moons, n=len(moons.y))
    np.testing.assert_allclose(points, (moons.X - moons.X.min(axis=0)) / np.ptp(moons.X, axis=0))
    np.testing.assert_array_equal(labels, moons.y)


def test_the_plane_is_the_one_of_the_singular_vectors() -> None:
    rng = np.random.default_rng(0)
    values = rng.normal(size=(60, 9)) * np.arange(9, 0, -1)
    centred = values - values.mean(axis=0)
    left, sizes, _ = np.linalg.svd(centred, full_matrices=False)
    expected = left[:, :2] * sizes[:2]
    np.testing.assert_allclose(np.abs(principal_plane(values)), np.abs(expected), atol=1e-9)


def test_without_numbers_codes_and_lengths_stand_in() -> None:
    X = pd.DataFrame(
        {
            "kind": pd.Series(["a", "b", "a", "c"], dtype="category"),
            "text": pd.Series(["", "four", "seven", "x"], dtype="str"),
        }
    )
    np.testing.assert_array_equal(numbers(X), [[0, 0, 0], [1, 4, 0], [0, 5, 0], [2, 1, 0]])
    points = principal_plane(standardised(numbers(X)))  # one column never varies
    assert points.shape == (4, 2)
    assert np.isfinite(points).all()
