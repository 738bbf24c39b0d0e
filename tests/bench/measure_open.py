#!/usr/bin/env python3
"""Measures how soon a recording is open and painted in the real window, from the start of the program, and in how much memory.

    measure_open.py path/to/sojourn FILE [--runs 5] [--size 1600x900]

The window draws how far reading has come, then the recording, and then nothing more: the last frame before it has been
still for two seconds is the one that shows the recording. Memory is the whole program's at its highest. Prints a table;
fails nothing.
"""

import argparse
import os
import pathlib
import re
import statistics
import sys
import time

from measure_window import Measured

os.environ.setdefault("SOJOURN_PROGRAM", "")  # named on the command line
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e" / "window"))
from desktop import Desktop  # noqa: E402

STILL = 2.0  # seconds
PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


def opened(desktop: Desktop, program: str, path: str) -> tuple:
    run = Measured(desktop, program, ["open", path], True)
    try:
        run.wait_for_frame()
        while time.monotonic() - run.started - run.frames[-1][0] < STILL:
            time.sleep(0.05)
        painted = run.frames[-1][0]
        peak = int(PEAK.search(pathlib.Path(f"/proc/{run.process.pid}/status").read_text()).group(1)) / 1000
        cpu = run.cpu_seconds()
    finally:
        run.end()
    return painted, cpu, peak


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("file")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--size", default="1600x900")
    options = parser.parse_args()
    desktop = Desktop(options.size)
    try:
        runs = [opened(desktop, str(pathlib.Path(options.program).resolve()), str(pathlib.Path(options.file).resolve()))
                for _ in range(options.runs)]
    finally:
        desktop.close()
    for what, unit, side in (("open and painted after", "s", 0), ("CPU by then", "s", 1), ("memory at its highest", "MB", 2)):
        values = [run[side] for run in runs]
        print(f"{what:24}{statistics.median(values):.2f} {unit} ({min(values):.2f} to {max(values):.2f}; {len(values)} runs)")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, screen {options.size}")


if __name__ == "__main__":
    main()
