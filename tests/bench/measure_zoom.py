#!/usr/bin/env python3
"""Measures what a frame takes while a hand zooms and pans through a recording in the real window.

    measure_zoom.py path/to/sojourn FILE [--seconds 6] [--size 1600x900]

The wheel turns over the timeline as fast as frames come: into the recording, out of it, and to and fro. Prints how long
the frames took (drawing and the screen's copy included) and how far they were apart; fails nothing.
"""

import argparse
import os
import pathlib
import statistics
import sys
import time

from measure_window import Measured, percentile

os.environ.setdefault("SOJOURN_PROGRAM", "")  # named on the command line
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e" / "window"))
from desktop import Desktop  # noqa: E402

IN, OUT, LEFT, RIGHT = ("4", "5", "6", "7")  # buttons of a wheel


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("file")
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--size", default="1600x900")
    parser.add_argument("--at", default="700,400", help="where the pointer is")
    options = parser.parse_args()
    desktop = Desktop(options.size)
    try:
        run = Measured(desktop, str(pathlib.Path(options.program).resolve()),
                       ["open", str(pathlib.Path(options.file).resolve())], True)
        try:
            run.wait_for_frame()
            run.wait_for_window()
            while time.monotonic() - run.started - run.frames[-1][0] < 2:
                time.sleep(0.1)
            x, y = options.at.split(",")
            desktop.run("xdotool", "mousemove", x, y)
            time.sleep(1)
            begun = len(run.frames)
            until = time.monotonic() + options.seconds
            while time.monotonic() < until:
                for button in (IN, RIGHT, LEFT, OUT):
                    desktop.run("xdotool", "click", "--repeat", "12", "--delay", "16", button)
            frames = run.frames[begun:]
        finally:
            run.end()
    finally:
        desktop.close()
    took = [float(ms) for _, ms in frames]
    gaps = [1000 * (b[0] - a[0]) for a, b in zip(frames, frames[1:])]
    print(f"{len(frames) / options.seconds:.0f} frames a second; took {statistics.median(took):.0f} ms "
          f"(p95 {percentile(took, 0.95):.0f}, most {max(took):.0f}); apart {statistics.median(gaps):.0f} ms "
          f"(p95 {percentile(gaps, 0.95):.0f})")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, screen {options.size}")


if __name__ == "__main__":
    main()
