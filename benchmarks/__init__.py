"""Speed, measured: `python -m benchmarks` runs every bench_*.py here and writes latest.json."""
