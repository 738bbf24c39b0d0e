#!/usr/bin/env python3
"""Measures session files: how large, how long to write and to open, and in how much memory.

usage: measure_session.py SOJOURN [SPANS] [--events SPANS]

SOJOURN is the program. Makes a Chrome trace of SPANS spans (default 1e6) over 64 lanes in a temporary folder, converts it to a
session and reads that again (`check`); with --events, likewise a run of a scenario of about so many spans, whose session keeps
its events. Prints CPU and peak memory of the whole processes, and sizes beside the Chrome JSON and that packed by `gzip`.
"""
import json
import os
import subprocess
import sys
import tempfile

from measure import HERE, run


def show(what: str, command: list) -> None:
    measured = run(command)
    print(f"{what}: CPU {measured['cpu']:.2f} s, peak {measured['kB'] / 1000:.0f} MB")


def sizes(session: str, trace: str) -> None:
    packed = subprocess.run(["gzip", "-c", trace], capture_output=True, check=True).stdout
    own, plain = os.path.getsize(session), os.path.getsize(trace)
    print(f"session {own / 1e6:.1f} MB, Chrome JSON {plain / 1e6:.1f} MB, packed {len(packed) / 1e6:.1f} MB; "
          f"{own / plain:.3f} and {own / len(packed):.2f} of these")


def main() -> None:
    arguments = sys.argv[1:]
    if not arguments:
        sys.exit(__doc__)
    events = int(float(arguments.pop())) if "--events" in arguments else 0
    arguments = [argument for argument in arguments if argument != "--events"]
    program, spans = os.path.abspath(arguments[0]), (arguments[1:2] or ["1e6"])[0]
    with tempfile.TemporaryDirectory() as folder:
        trace, session = os.path.join(folder, "trace.json"), os.path.join(folder, "trace.sojourn")
        with open(trace, "wb") as out:
            subprocess.run([sys.executable, os.path.join(HERE, "peers", "gen_trace.py"), spans], stdout=out, check=True)
        print(f"a trace of {spans} spans")
        show("read and written", [program, "convert", "-q", trace, session])
        show("opened", [program, "check", session])
        sizes(session, trace)
        if not events:
            return
        scenario = os.path.join(folder, "run.json")
        with open(scenario, "w", encoding="utf-8") as out:
            json.dump({"format": "sojourn-scenario", "version": 1, "name": "long", "title": "Long",
                       "queues": [{"name": "work", "capacity": 20}], "tasks": [
                           {"name": "producer", "count": 4, "steps": [{"repeat": events // 32, "steps": [
                               {"sleep": {"exponential": 1}}, {"put": "work"}]}]},
                           {"name": "consumer", "count": 4, "steps": [{"repeat": events // 32, "steps": [
                               {"get": "work"}, {"sleep": {"exponential": 0.9}}, {"task_done": "work"}]}]}]}, out)
        print(f"a run of about {events:.0e} spans")
        call = [program, "run", scenario, "--clock", "virtual", "-q", "--summary", "none", "--export"]
        show("run and saved", [*call, session])
        show("opened", [program, "check", session])
        subprocess.run([*call, trace], check=True)
        sizes(session, trace)


if __name__ == "__main__":
    main()
