"""Tests of the combiners."""
