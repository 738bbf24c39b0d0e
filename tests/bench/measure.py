#!/usr/bin/env python3
"""Measures Sojourn beside its peers and prints ratios.

usage: measure.py BUILD [--runs N] [--only NAME]

BUILD is a release build with -DSOJOURN_BUILD_BENCHMARKS=ON. Each pair runs in turn (A B A B ...), so that a machine whose
speed drifts slows both; what is printed is the median of each and of the ratios pair by pair. CPU is user + system of
the whole process, start included. Peers that are not installed are left out and named.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def run(command, env=None):
    """Runs it; gives its wall and CPU seconds, its peak memory in kB and what it printed."""
    with tempfile.TemporaryFile() as out:
        begin = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, env=env)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode()
    if process.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "kB": usage.ru_maxrss, "text": text}


def figures(text):
    return json.loads(text.strip().splitlines()[-1])


def spread(values):
    return f"{statistics.median(values):.4g} [{min(values):.4g}..{max(values):.4g}]"


def pairs(name, ours, theirs, runs, figure, want):
    try:
        run(ours), run(theirs)  # once to warm up
        results = [(figure(run(ours)), figure(run(theirs))) for _ in range(runs)]
    except (OSError, RuntimeError) as missing:
        print(f"{name}: left out, {missing}")
        return
    print(f"{name}\n  ours   {spread([a for a, _ in results])}\n  theirs {spread([b for _, b in results])}\n"
          f"  ratio  {spread([a / b for a, b in results])}   wanted: {want}")


def cpu(result):
    return result["cpu"]


def rate(result):
    return figures(result["text"])["items_per_s"] if "items_per_s" in result["text"] else None


def behind(command, runs):
    """Runs on the real clock, and how many ms each ended later than the same run on the virtual one."""
    longest = figures(run([*command, "--clock", "virtual"])["text"])["elapsed_s"]
    results = [run(command) for _ in range(runs)]
    return results, [(figures(r["text"])["elapsed_s"] - longest) * 1e3 for r in results]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    sojourn = os.path.join(options.build, "app", "sojourn")
    bench = os.path.join(options.build, "tests", "bench")
    scenarios = os.path.join(HERE, "scenarios")
    mm4 = os.path.join(HERE, "..", "..", "resources", "scenarios", "mm4.json")
    floor = [os.path.join(bench, "floor_mm4"), "heap", "1000000"]
    quiet = ["--clock", "virtual", "-q", "--summary", "json"]

    def wanted(name):
        return options.only in name

    if wanted("mm4"):
        million = [sojourn, "run", "mm4", "--set", "items=1000000", *quiet]
        pairs("mm4: CPU s, a million customers, against the bare event heap", million, floor, options.runs, cpu, "<= 3")
        pairs("mm4: CPU s, everything recorded, against the bare event heap",
              [os.path.join(bench, "bench_run"), "record", mm4, "items=1000000"], floor, options.runs, cpu, "<= 6")
        pairs("mm4: CPU s, against SimPy", million, [sys.executable, os.path.join(HERE, "peers", "simpy_mm4.py")],
              max(1, options.runs // 2), cpu, "<= 1/20 = 0.05")
    if wanted("sweep"):
        sweep = [sojourn, "sweep", "mm4", "--set", "items=10000", "--vary", "num_consumers=3:12", "--vary", "capacity=1:100",
                 "--replications", "1", "--metric", "wait_s.p99", "-q"]
        results = [run([*sweep, "--jobs", "2"]) for _ in range(options.runs)]
        print(f"sweep: 1,000 cells of 10,000 items, s on two threads\n  ours   {spread([r['wall'] for r in results])}   wanted: <= 10\n"
              f"  CPU s  {spread([r['cpu'] for r in results])}")
        pairs("sweep: s on two threads, against one", [*sweep, "--jobs", "2"], [*sweep, "--jobs", "1"], options.runs,
              lambda result: result["wall"], "<= 1/1.7 = 0.59 on an idle machine")
    if wanted("queue"):
        results = [rate(run([os.path.join(bench, "bench_queue"), "10000000"])) / 1e6 for _ in range(options.runs)]
        print(f"queue: million items/s, two kinds of coroutine in C++\n  ours   {spread(results)}   wanted: >= 25")
        pairs("queue: CPU s, a million items as a scenario file, against asyncio",
              [sojourn, "run", os.path.join(scenarios, "queue.json"), *quiet],
              [sys.executable, os.path.join(HERE, "peers", "asyncio_queue.py")], options.runs, cpu, "<= 1/7 = 0.143")
    if wanted("sleepers"):
        file = os.path.join(scenarios, "sleepers.json")
        base = run([sojourn, "run", file, "--set", "sleepers=5", "-q", "--summary", "json"])["kB"]
        for count, bound in ((10_000, 5), (100_000, 60)):
            command = [sojourn, "run", file, "--set", f"sleepers={count}", "-q", "--summary", "json"]
            results, late = behind(command, options.runs)
            print(f"sleepers: {count} over one real second, the last is late by ms\n"
                  f"  ours   {spread(late)}   wanted: <= {bound}\n"
                  f"  bytes a task {spread([(r['kB'] - base) * 1024 / count for r in results])}   wanted: <= 512")
            command = [sojourn, "run", "gather", "--set", f"task_count={count}", "--set", "pause=1:2", "-l", "error",
                       "-q", "--summary", "json"]
            _, late = behind(command, options.runs)
            print(f"gather: {count} sleeps of 1 to 2 s, ends behind its longest by ms\n"
                  f"  ours   {spread(late)}   wanted: <= {bound}")


if __name__ == "__main__":
    main()
