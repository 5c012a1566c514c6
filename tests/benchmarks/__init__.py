"""Time and memory of the commands on generated projects: `python -m tests.benchmarks`."""
