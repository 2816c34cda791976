"""The fits are as small here as those of the combiners."""

from tests.combiners.conftest import one_thread as one_thread
