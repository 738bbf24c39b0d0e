#!/usr/bin/env python3
"""Measures reading a Chrome trace beside simdjson alone.

usage: measure_import.py BUILD [SPANS] [RUNS]

BUILD is a release build with -DSOJOURN_BUILD_BENCHMARKS=ON. Makes a trace of SPANS spans (default 1e6) over 64 lanes in a
temporary folder and reads it in turn with bench_import and with floor_json, which parses the whole text in memory and
keeps 24 bytes a span. Prints CPU and peak memory of the whole processes, and the ratios pair by pair.
"""
import os
import statistics
import subprocess
import sys
import tempfile

from measure import HERE, run, spread


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    programs = os.path.join(sys.argv[1], "tests", "bench")
    spans, runs = (sys.argv[2:3] or ["1e6"])[0], int((sys.argv[3:4] or ["5"])[0])
    with tempfile.TemporaryDirectory() as folder:
        trace = os.path.join(folder, "trace.json")
        with open(trace, "wb") as out:
            subprocess.run([sys.executable, os.path.join(HERE, "peers", "gen_trace.py"), spans], stdout=out, check=True)
        print(f"{spans} spans, {os.path.getsize(trace) / 1e6:.0f} MB")
        ours, floor = [os.path.join(programs, "bench_import"), trace], [os.path.join(programs, "floor_json"), trace]
        run(ours), run(floor)
        pairs = [(run(ours), run(floor)) for _ in range(runs)]
    for name, side in (("ours", 0), ("simdjson alone", 1)):
        print(f"{name}: CPU {spread([p[side]['cpu'] for p in pairs])} s, "
              f"peak {statistics.median([p[side]['kB'] for p in pairs]) / 1000:.0f} MB")
    print(f"ratio of CPU: {spread([a['cpu'] / b['cpu'] for a, b in pairs])}   wanted: 3")


if __name__ == "__main__":
    main()
