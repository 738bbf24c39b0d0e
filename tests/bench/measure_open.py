#!/usr/bin/env python3
"""Measures how soon a recording is open and painted in the real window, and in how much memory.

    measure_open.py path/to/sojourn FILE [--runs 5] [--size 1600x900]

Each time twice: from the start of the program, and in a window that is there already, from the key that opens the file
whose path was typed (what a viewer in a running browser is measured from). It is painted when 97 of 100 pieces of the
screen are as they stay (what fades in a scroll bar or a button is not waited for), looked at every few milliseconds.
Memory is the program's proportional share (Pss) at its highest, looked at every 50 ms in a start of its own. Prints a
table; fails nothing.
"""

import argparse
import mmap
import os
import pathlib
import re
import statistics
import struct
import sys
import time
import zlib

from measure_window import Measured

os.environ.setdefault("SOJOURN_PROGRAM", "")  # named on the command line
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e" / "window"))
from desktop import Desktop  # noqa: E402

WATCHED = 4.0  # seconds, and longer where the picture has only just changed
STILL = 1.5
PIECES = 0.97
COLUMNS = 32
PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


class Screen:
    """The pixels of a screen, in pieces of rows."""

    def __init__(self, desktop: Desktop) -> None:
        with open(desktop.pixels, "rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = struct.unpack(">25I", self._bytes[:100])
        self._first, self._rows, self._stride = header[0] + 12 * header[19], header[5], header[12]

    def pieces(self) -> list:
        pixels = memoryview(self._bytes)[self._first:]
        wide = self._stride // COLUMNS
        starts = (y * self._stride + x * wide for y in range(0, self._rows, 8) for x in range(COLUMNS))
        return [zlib.crc32(pixels[start:start + wide]) for start in starts]  # of few rows: to take no core

    def seconds_until_it_stays(self, started: float) -> float:
        """Since when nearly all of what is there in the end has been there; from `started` on."""
        looks = [(time.monotonic(), self.pieces())]
        while time.monotonic() < max(started + WATCHED, looks[-1][0] + STILL):
            time.sleep(0.002)
            pieces = self.pieces()
            if pieces != looks[-1][1]:
                looks.append((time.monotonic(), pieces))
        final = looks[-1][1]
        painted = looks[-1][0]
        for seen, pieces in reversed(looks):
            if sum(a == b for a, b in zip(pieces, final)) < PIECES * len(final):
                break
            painted = seen
        return painted - started


def at_start(desktop: Desktop, program: str, path: str) -> tuple:
    run = Measured(desktop, program, ["open", path], False)
    try:
        painted = Screen(desktop).seconds_until_it_stays(run.started)
        return painted, run.cpu_seconds()
    finally:
        run.end()


def most_memory(desktop: Desktop, program: str, path: str) -> float:
    run = Measured(desktop, program, ["open", path], False)
    most = 0
    try:
        while time.monotonic() - run.started < WATCHED:
            most = max(most, int(PSS.search(pathlib.Path(f"/proc/{run.process.pid}/smaps_rollup").read_text()).group(1)))
            time.sleep(0.05)
    finally:
        run.end()
    return most / 1024


def in_a_window(desktop: Desktop, program: str, path: str) -> float:
    run = Measured(desktop, program, ["asyncq", "--clock", "virtual"], False)
    try:
        run.wait_for_window()
        time.sleep(1)
        desktop.keys("space", "ctrl+o")  # at rest: nothing else is to move
        time.sleep(1)
        desktop.run("xdotool", "key", "ctrl+a")
        desktop.run("xdotool", "type", "--delay", "5", path)
        time.sleep(1)
        screen, started = Screen(desktop), time.monotonic()
        desktop.run("xdotool", "key", "Return")
        return screen.seconds_until_it_stays(started)
    finally:
        run.end()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("file")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--size", default="1600x900")
    options = parser.parse_args()
    program, path = (str(pathlib.Path(name).resolve()) for name in (options.program, options.file))
    desktop = Desktop(options.size)
    try:
        starts = [at_start(desktop, program, path) for _ in range(options.runs)]
        memory = [most_memory(desktop, program, path) for _ in range(options.runs)]
        windows = [in_a_window(desktop, program, path) for _ in range(options.runs)]
    finally:
        desktop.close()
    for what, unit, values in (("painted after the key", "s", windows), ("painted after the start", "s", [s[0] for s in starts]),
                               ("CPU, from the start", "s", [s[1] for s in starts]),
                               ("memory at its highest", "MiB", memory)):
        print(f"{what:24}{statistics.median(values):.2f} {unit} ({min(values):.2f} to {max(values):.2f}; {len(values)} runs)")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, screen {options.size}")


if __name__ == "__main__":
    main()
