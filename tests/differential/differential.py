"""Runs programs on sojourn and on CPython's asyncio, and compares what happened, event for event.

    python3 differential.py --sojourn PATH [--count N] [--seed S] [--seconds T] [--jobs J] [--cases DIR] [--save DIR]

First the cases, then random programs of the seeds S, S+1, ... A program that differs is made as small as it goes, shown
with both event lists, and saved. What this CPython does otherwise than 3.11.7 is left out.
"""

import argparse
import concurrent.futures
import itertools
import json
import pathlib
import resource
import sys
import tempfile
import time

from compare import Program, difference, expected_of, side_by_side
from generate import generate
from shrink import shrink

HERE = pathlib.Path(__file__).resolve().parent
RANDOM_SPIN_LIMIT = 20000  # a random program that comes so far spins or runs too long; it is left out or takes 10^7 steps
RANDOM_EVENT_LIMIT = 800
CASE_SPIN_LIMIT = 10**5  # the cases that spin do so without events, so a smaller limit shows the same sooner
CHUNK = 20
EVENT_FILE_BYTES = 256 << 20


def expected_of_random(scenario):
    """What the reference does with a generated program; None for one that is left out."""
    expected = expected_of(scenario, RANDOM_SPIN_LIMIT, RANDOM_EVENT_LIMIT)
    return None if expected is None or expected.words == "spinning" else expected


def check_seed(seed, program):
    """('passed'|'left out'|'failed', the difference or None)."""
    scenario = generate(seed)
    expected = expected_of_random(scenario)
    if expected is None:
        return "left out", None
    found = difference(expected, scenario, program)
    return ("failed", found) if found else ("passed", None)


def check_chunk(path, seeds, deadline):
    """Checks seeds on a worker: how many passed and were left out, and which failed."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (EVENT_FILE_BYTES, EVENT_FILE_BYTES))
    passed, left_out, failed = 0, 0, []
    with tempfile.TemporaryDirectory(prefix="differential-") as folder:
        program = Program(path, folder)
        for seed in seeds:
            if time.monotonic() > deadline:
                break
            verdict, _ = check_seed(seed, program)
            passed += verdict == "passed"
            left_out += verdict == "left out"
            failed += [seed] * (verdict == "failed")
    return passed, left_out, failed


def smallest(scenario, kind, program, seconds):
    """The smallest program that differs in the same kind of way, and its difference."""
    def shows(candidate):
        expected = expected_of_random(candidate)
        if expected is None:
            return False
        found = difference(expected, candidate, program)
        return found is not None and found.kind == kind
    scenario = shrink(scenario, shows, seconds)
    return scenario, difference(expected_of_random(scenario), scenario, program)


def show(title, scenario, found, save):
    print(f"\n=== {title}: {found.kind}")
    print(side_by_side(found))
    text = json.dumps(scenario, indent=1)
    if save:
        folder = pathlib.Path(save)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{title.replace(' ', '-')}.json"
        file.write_text(text + "\n", encoding="utf-8")
        print(f"saved as {file}")
    print(text, flush=True)


def run_cases(folder, program):
    """Runs the hand-written cases: (passed, left out, failed)."""
    passed, left_out, failed = 0, 0, 0
    for file in sorted(pathlib.Path(folder).glob("*.json")):
        scenario = json.loads(file.read_text(encoding="utf-8"))
        expected = expected_of(scenario, CASE_SPIN_LIMIT)
        if expected is None:
            left_out += 1
            print(f"case {file.stem}: left out on this CPython")
            continue
        found = difference(expected, scenario, program)
        passed += found is None
        if found:
            failed += 1
            show(f"case {file.stem}", scenario, found, None)
    return passed, left_out, failed


def chunks(first, count):
    seeds = iter(range(first, first + count))
    while chunk := list(itertools.islice(seeds, CHUNK)):
        yield chunk


def run_random(options, deadline):
    """Runs the random programs: (passed, left out, seeds that failed)."""
    passed, left_out, failed = 0, 0, []
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as workers:
        todo = chunks(options.seed, options.count)
        running = set()
        while True:
            enough = len(failed) >= options.failures or time.monotonic() > deadline
            while not enough and len(running) < options.jobs * 2 and (chunk := next(todo, None)):
                running.add(workers.submit(check_chunk, options.sojourn, chunk, deadline))
            if not running:
                return passed, left_out, sorted(failed)
            done, running = concurrent.futures.wait(running, return_when=concurrent.futures.FIRST_COMPLETED)
            for part in done:
                more_passed, more_left_out, more_failed = part.result()
                passed, left_out, failed = passed + more_passed, left_out + more_left_out, failed + more_failed


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sojourn", required=True, help="the program")
    parser.add_argument("--count", type=int, default=500, help="how many random programs (default 500)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first (default 1)")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop with the random programs after this time")
    parser.add_argument("--jobs", type=int, default=1, help="how many at once (default 1)")
    parser.add_argument("--cases", default=str(HERE / "cases"), help="folder of hand-written cases")
    parser.add_argument("--save", default="differential-failures", help="folder for programs that differ")
    parser.add_argument("--failures", type=int, default=3, help="stop after this many that differ (default 3)")
    parser.add_argument("--shrink-seconds", type=float, default=60, help="time to make one smaller")
    options = parser.parse_args(arguments)
    if not pathlib.Path(options.cases).is_dir():
        parser.error(f"there is no folder of cases {options.cases}")
    return options


def main(arguments=None):
    options = parse(arguments)
    options.sojourn = str(pathlib.Path(options.sojourn).resolve())
    deadline = time.monotonic() + options.seconds
    with tempfile.TemporaryDirectory(prefix="differential-") as folder:
        program = Program(options.sojourn, folder)
        passed, left_out, failed = run_cases(options.cases, program)
        more_passed, more_left_out, seeds = run_random(options, deadline)
        for seed in seeds[:options.failures]:
            _, found = check_seed(seed, program)
            if found is None:
                print(f"\n=== seed {seed}: differed once, and not when run again")
                continue
            scenario, found = smallest(generate(seed), found.kind, program, options.shrink_seconds)
            show(f"seed {seed}", scenario, found, options.save)
    print(f"{left_out + more_left_out} left out (endless, or a corner of this CPython)")
    print(f"{passed + more_passed} passed, {failed + len(seeds)} failed")
    return 1 if failed or seeds else 0


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit("differential.py needs CPython 3.11 or later")
    sys.exit(main())
