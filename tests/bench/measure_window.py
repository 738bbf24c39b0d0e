#!/usr/bin/env python3
"""Measures the window on a screen of its own: how soon it shows a frame, how long frames take while a run goes on, and
what it costs when nothing moves. Prints a table; says how busy the machine was. Fails nothing.

    measure_window.py path/to/sojourn [--seconds 10] [--starts 5] [--size 1400x900] [scenario and flags]
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
from typing import List, Tuple

os.environ.setdefault("SOJOURN_PROGRAM", "")  # named on the command line
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e" / "window"))
from desktop import Desktop  # noqa: E402

FRAME = re.compile(rb"[Ff]rame rendered .*?in ([1-9]\d*)ms")  # the very first takes none and shows none
TICKS = os.sysconf("SC_CLK_TCK")


class Measured:
    """The program, with Qt's own log of frames."""

    def __init__(self, desktop: Desktop, program: str, arguments: List[str], logged: bool) -> None:
        self.desktop = desktop
        environment = {k: v for k, v in desktop.environment.items() if k != "QT_LINUX_ACCESSIBILITY_ALWAYS_ON"}
        if logged:
            environment["QT_LOGGING_RULES"] = "qt.scenegraph.time.renderloop=true"
        self.frames: List[Tuple[float, int]] = []  # seconds since the start, milliseconds
        self.loop = ""
        self.started = time.monotonic()
        self.process = subprocess.Popen([program, *arguments], env=environment, cwd=desktop.home,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            found = FRAME.search(line)
            if found:
                self.loop = "threaded" if b"render thread" in line else "one-threaded"
                self.frames.append((time.monotonic() - self.started, int(found.group(1))))

    def wait_for_frame(self) -> float:
        while not self.frames:
            if self.process.poll() is not None or time.monotonic() - self.started > 120:
                raise RuntimeError("no frame")
            time.sleep(0.005)
        return self.frames[0][0]

    def wait_for_window(self) -> None:
        number = self.desktop.run("xdotool", "search", "--sync", "--onlyvisible", "--name", " — Sojourn$").split()[-1]
        self.desktop.run("xdotool", "windowfocus", "--sync", number)

    def cpu_seconds(self) -> float:
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def cpu_share(self, seconds: float) -> float:
        before, start = self.cpu_seconds(), time.monotonic()
        time.sleep(seconds)
        return (self.cpu_seconds() - before) / (time.monotonic() - start)

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()
        self._reader.join()


def percentile(values: List[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--size", default="1400x900")
    options, arguments = parser.parse_known_args()
    program = str(pathlib.Path(options.program).resolve())
    print(f"load before {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, screen {options.size}")
    desktop = Desktop(options.size)
    try:
        starts = []
        for _ in range(options.starts):
            run = Measured(desktop, program, arguments, True)
            starts.append(run.wait_for_frame())
            run.end()
        print(f"first frame after   {statistics.median(starts) * 1000:.0f} ms (median of {len(starts)}; "
              f"{min(starts) * 1000:.0f} to {max(starts) * 1000:.0f})")

        run = Measured(desktop, program, arguments, True)
        run.wait_for_frame()
        time.sleep(1 + options.seconds)
        frames = [f for f in run.frames if f[0] > run.frames[0][0] + 1]
        run.end()
        took = [float(f[1]) for f in frames]
        gaps = [1000 * (b[0] - a[0]) for a, b in zip(frames, frames[1:])]
        print(f"frames, playing     {len(frames) / options.seconds:.0f} a second with the {run.loop} loop; "
              f"took {statistics.median(took):.0f} ms (p95 {percentile(took, 0.95):.0f} ms); "
              f"apart {statistics.median(gaps):.1f} ms (p95 {percentile(gaps, 0.95):.1f} ms)")

        run = Measured(desktop, program, arguments, False)
        run.wait_for_window()
        time.sleep(2)
        print(f"CPU, playing        {100 * run.cpu_share(5):.1f} %")
        desktop.keys("space")
        time.sleep(1)
        print(f"CPU, paused         {100 * run.cpu_share(5):.1f} %")
        run.end()

        run = Measured(desktop, program, [*arguments, "--clock", "virtual", "--speed", "100"], False)
        run.wait_for_window()
        time.sleep(4)
        print(f"CPU, ended          {100 * run.cpu_share(5):.1f} %")
        run.end()
    finally:
        desktop.close()
    print(f"load after {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
