#!/usr/bin/env python3
"""Measures how soon a slider that is dragged on the virtual clock is a picture of the new run, in the real window.

    measure_slider.py path/to/sojourn [--moves 40] [--size 1400x900] [--at 60,296] [--playing] [--no-ghost] [--set NAME=VALUE]... SCENARIO

Each movement of the hand is a new run. From the movement as the program hears of it to the end of the first frame that
shows its run, or the first part of it, and to the first that shows all of it; for the runs that were shown: the latest
value wins, so some never are. Prints a table; fails nothing.
"""

import argparse
import os
import pathlib
import re
import statistics
import subprocess
import sys
import threading
import time
from typing import Dict, List, Tuple

os.environ.setdefault("SOJOURN_PROGRAM", "")  # named on the command line
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e" / "window"))
from desktop import Desktop  # noqa: E402

LINE = re.compile(r"^\s*(\d+\.\d+) (.*)$")
FRAME = re.compile(r"[Ff]rame rendered .*?in (\d+)ms")
STEP = re.compile(r"(begins|shows|shows a part of) (\d+)")


def percentile(values: List[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def said(values: List[float]) -> str:
    if not values:
        return "none"
    return (f"{statistics.median(values):.0f} ms (p95 {percentile(values, 0.95):.0f}, most {max(values):.0f}; "
            f"{len(values)} runs)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("scenario")
    parser.add_argument("--set", action="append", default=[])
    parser.add_argument("--moves", type=int, default=40)
    parser.add_argument("--apart", type=float, default=0.15, help="seconds between movements")
    parser.add_argument("--size", default="1400x900")
    parser.add_argument("--at", default="60,296", help="where the slider's rail is")
    parser.add_argument("--no-ghost", action="store_true", help="the run before is not drawn behind the new one")
    parser.add_argument("--playing", action="store_true", help="the run goes on meanwhile; otherwise it is paused")
    options = parser.parse_args()
    x, y = (int(part) for part in options.at.split(","))
    desktop = Desktop(options.size)
    lines: List[Tuple[float, str]] = []
    try:
        environment = {k: v for k, v in desktop.environment.items() if k != "QT_LINUX_ACCESSIBILITY_ALWAYS_ON"}
        environment["QT_LOGGING_RULES"] = "qt.scenegraph.time.renderloop=true;sojourn.session.debug=true"
        environment["QT_MESSAGE_PATTERN"] = "%{time process} %{message}"
        settings = [part for value in options.set for part in ("--set", value)]
        process = subprocess.Popen([str(pathlib.Path(options.program).resolve()), options.scenario, "--clock", "virtual", "--speed", "100", *settings], env=environment,
                                   cwd=desktop.home, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, text=True)

        def read() -> None:
            assert process.stderr is not None
            for line in process.stderr:
                found = LINE.match(line)
                if found:
                    lines.append((float(found.group(1)), found.group(2)))

        reader = threading.Thread(target=read)
        reader.start()
        number = desktop.run("xdotool", "search", "--sync", "--onlyvisible", "--name", " — Sojourn$").split()[-1]
        desktop.run("xdotool", "windowfocus", "--sync", number)
        time.sleep(3)
        if not options.playing:
            desktop.keys("space")
            time.sleep(0.5)
        if options.no_ghost:
            desktop.keys("b")
            time.sleep(0.5)
        desktop.run("xdotool", "mousemove", str(x), str(y), "mousedown", "1")
        for move in range(options.moves):
            desktop.run("xdotool", "mousemove", str(x + 2 * (move % 60)), str(y))
            time.sleep(options.apart)
        time.sleep(2)
        desktop.run("xdotool", "mouseup", "1")
        process.terminate()
        process.wait()
        reader.join()
    finally:
        desktop.close()

    begun: Dict[str, float] = {}
    computed: List[float] = []
    first: Dict[str, float] = {}
    whole: Dict[str, float] = {}
    waiting: Dict[str, Tuple[float, bool]] = {}
    for at, text in lines:
        step, frame = STEP.search(text), FRAME.search(text)
        if step and step.group(1) == "begins":
            begun[step.group(2)] = at
        elif step and step.group(2) in begun:
            waiting[step.group(2)] = (at, step.group(1) == "shows")
            if step.group(1) == "shows":
                computed.append(1000 * (at - begun[step.group(2)]))
        elif frame:
            drawn_from = at - int(frame.group(1)) / 1000 + 0.001  # what was set later is in the next one
            for run, (shown, is_whole) in list(waiting.items()):
                if shown <= drawn_from:
                    first.setdefault(run, 1000 * (at - begun[run]))
                    if is_whole:
                        whole[run] = 1000 * (at - begun[run])
                    del waiting[run]
    print(f"movements           {len(begun)}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, screen {options.size}")
    print(f"handed to the views {said(computed)}")
    parts = sum(1 for run in first if run not in whole or first[run] < whole[run])
    print(f"first picture       {said(list(first.values()))}, of a part {parts} times")
    print(f"whole picture       {said(list(whole.values()))}")


if __name__ == "__main__":
    main()
