"""Tests of the base models."""
