"""Measures for hours what the claims are judged by: the plan, its cells, and the file they fill.

`python -m lib.evidence` measures and keeps everything in `data/evidence.parquet`.
"""
