"""The figures that the README shows: `python -m benchmarks`, or `./run bench`."""
