"""`sojourn show --as python` against `sojourn run`: the program prints the same events and leaves with the same status.

    python3 test_python_program.py --sojourn PATH [--count N] [--seed S] [--jobs J] [unittest's arguments]
"""

import argparse
import ast
import builtins
import collections
import concurrent.futures
import decimal
import json
import keyword
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

from differential import expected_of_random
from generate import generate

HERE = pathlib.Path(__file__).resolve().parent
MACHINERY = sorted((HERE.parents[1] / "resources" / "python").glob("sojourn_*.py"))
SECONDS = 120  # after this a program counts as hung
SETTINGS = ("SOJOURN_", "NUM_", "LOG_", "DUMP_CONFIG", "PYTHON")
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(SETTINGS)}

Observed = collections.namedtuple("Observed", "status events")


def run(*command):
    return subprocess.run([str(part) for part in command], env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=SECONDS, check=False)


def events_of(text):
    """Times exactly as written; what was drawn as the number that it is, however it is written."""
    events = [json.loads(line, parse_float=decimal.Decimal) for line in text.decode("utf-8").splitlines()]
    return [{**event, "value": float(event["value"])} if event.get("value") is not None else event for event in events]


def by_sojourn(subject, *flags):
    done = run(OPTIONS.sojourn, "run", subject, *flags, "--clock", "virtual", "--events", "-", "--summary", "none", "-q")
    if done.returncode not in (0, 1, 3):
        raise AssertionError(f"sojourn run {subject}: status {done.returncode}: {done.stderr.decode()}")
    return Observed(done.returncode, events_of(done.stdout))


def as_python(subject, *flags):
    done = run(OPTIONS.sojourn, "show", subject, *flags, "--as", "python")
    if done.returncode:
        raise AssertionError(f"sojourn show {subject}: status {done.returncode}: {done.stderr.decode()}")
    return done.stdout


def by_python(program, *flags):
    with tempfile.TemporaryDirectory(prefix="python-program-") as folder:
        path = pathlib.Path(folder) / "program.py"
        path.write_bytes(program)
        done = run(sys.executable, path, *flags)
    if done.returncode not in (0, 1, 3):
        raise AssertionError(f"python3 program.py: status {done.returncode}: {done.stderr.decode()[-2000:]}")
    return Observed(done.returncode, events_of(done.stdout))


def difference(subject, *flags):
    """What is different, in words, or nothing."""
    expected, actual = by_sojourn(subject, *flags), by_python(as_python(subject, *flags))
    for number, (left, right) in enumerate(zip(expected.events, actual.events)):
        if left != right:
            return f"event {number}: sojourn {left}, Python {right}"
    if len(expected.events) != len(actual.events):
        return f"sojourn has {len(expected.events)} events, Python {len(actual.events)}"
    if expected.status != actual.status:
        return f"status: sojourn {expected.status}, Python {actual.status}"
    return ""


def difference_of(scenario):
    """The same for a scenario that is in no file yet."""
    with tempfile.TemporaryDirectory(prefix="python-program-") as folder:
        path = pathlib.Path(folder) / "scenario.json"
        path.write_text(json.dumps(scenario), encoding="utf-8")
        return difference(path)


def program_of(scenario, *flags):
    with tempfile.TemporaryDirectory(prefix="python-program-") as folder:
        path = pathlib.Path(folder) / "scenario.json"
        path.write_text(json.dumps(scenario), encoding="utf-8")
        return as_python(path, *flags)


def difference_of_seed(seed):
    scenario = generate(seed)
    return "" if expected_of_random(scenario) is None else difference_of(scenario)


def scenario_of(*tasks, **more):
    return {"format": "sojourn-scenario", "version": 1, **more, "tasks": list(tasks)}


class PythonProgramTest(unittest.TestCase):
    maxDiff = None

    def same(self, *arguments):
        self.assertEqual(difference(*arguments), "")

    def same_of(self, scenario):
        self.assertEqual(difference_of(scenario), "")

    def test_built_in_scenarios(self):
        listed = json.loads(run(OPTIONS.sojourn, "list", "--json").stdout)
        self.assertTrue(listed)
        for scenario in listed:
            with self.subTest(scenario["name"]):
                self.same(scenario["name"])

    def test_cases(self):
        files = sorted((HERE / "cases").glob("*.json"))
        self.assertTrue(files)
        with concurrent.futures.ThreadPoolExecutor(OPTIONS.jobs) as pool:
            for file, found in zip(files, pool.map(difference, files)):
                with self.subTest(file.stem):
                    self.assertEqual(found, "")

    def test_random_programs(self):
        seeds = range(OPTIONS.seed, OPTIONS.seed + OPTIONS.count)
        with concurrent.futures.ProcessPoolExecutor(OPTIONS.jobs, initializer=set_options, initargs=(OPTIONS,)) as pool:
            for seed, found in zip(seeds, pool.map(difference_of_seed, seeds)):
                with self.subTest(seed=seed):
                    self.assertEqual(found, "")

    def test_flags_apply(self):
        self.same("asyncq", "-p", "3", "-c", "2", "--seed", "77")
        self.same("asyncq", "-p", "2", "--set", "capacity=1", "--set", "producer_sleep=0:2", "--set", "items=4:9")
        self.same("asyncq", "-p", "0", "-c", "0")
        self.same("asyncq", "--seed", str(2**63 - 1))

    def test_requests_that_fail_and_stand_in_line(self):
        shares = ("--set", "errors=0.3", "--set", "resets=0.2", "--set", "timeouts=0.1", "--set", "receive=0.01:0.2")
        for name in ("requests-one-by-one", "requests-together"):
            for flags in (("--set", "on_failure=skip", "--set", "connections=3", "--set", "count=60"),
                          ("--set", "on_failure=retry", "--set", "attempts=9", "--set", "connections=2", "--set", "count=30"), ()):
                with self.subTest(name=name, flags=flags):
                    self.same(name, *shares, *flags)

    def test_requests_cut_short_at_every_phase(self):
        server = {"name": "s", "connections": 2, "connect": {"uniform": [0, 1]}, "latency": {"uniform": [0, 2]}, "receive": {"uniform": [0, 1]},
                  "timeout": 2.5, "failures": {"timeout": 0.2, "error": 0.2, "reset": 0.2}}
        ask = {"request": "s", "path": "/pokemon/{n}", "field": "name", "on_failure": "retry", "attempts": 2}
        for seed in range(30):
            cut = {"timeout": {"uniform": [0, 5]}, "steps": [{"steps": [ask], "finally": [{"request": "s", "path": "/pokemon/{n}", "on_failure": "skip"}]}]}
            asker = {"name": "a", "count": 6, "steps": [{"repeat": 3, "steps": [cut, {"work": {"uniform": [0, 0.3]}}]}]}
            other = {"name": "b", "steps": [{"sleep": {"uniform": [0, 9]}}, {"cancel": "a"}, {"await": "a"}, ask]}
            with self.subTest(seed=seed):
                self.same_of(scenario_of(asker, other, servers=[server], seed=seed))

    def test_draws_are_equal_bit_for_bit(self):
        draws = HERE / "draws.json"
        for flags in ((), ("--seed", "1"), ("--seed", "2", "--set", "span=0:0", "--set", "makers=7"),
                      ("--set", "items=-1", "--set", "order=lifo", "--set", "half=3"), ("--set", "draws=2000", "--set", "fresh=false")):
            with self.subTest(flags):
                self.same(draws, *flags)

    def test_every_kind_of_end(self):
        for name, steps, status in (("finished", [], 0), ("failed", [{"fail": "a \"word\" \\ \n \x01 ä"}], 1),
                                    ("stalled", [{"get": "q"}], 3), ("square of nothing", [{"put": "q", "value": {"map": "square"}}], 0)):
            with self.subTest(name):
                scenario = scenario_of({"name": "a", "steps": steps}, queues=[{"name": "q"}])
                self.same_of(scenario)
                self.assertEqual(by_python(program_of(scenario)).status, status)

    def test_until(self):
        sleeper = {"name": "a", "steps": [{"repeat": 5, "steps": [{"sleep": 1}]}]}
        for until in (0, 2, 2.5, 7, 0.1 + 0.2, 1e-9, 8e9):
            with self.subTest(until=until):
                self.same_of(scenario_of(sleeper, until=until))
        get, work = {"name": "b", "steps": [{"get": "q"}]}, {"name": "c", "steps": [{"work": 9}, {"repeat": "forever", "steps": []}]}
        job = {"name": "d", "steps": [{"timeout": 1, "steps": [{"offload": 9, "pool": "p"}]}]}
        self.same_of(scenario_of(get, job, queues=[{"name": "q"}], pools=[{"name": "p", "threads": 1}], until=5))
        self.same_of(scenario_of(get, job, queues=[{"name": "q"}], pools=[{"name": "p", "threads": 1}], until=10))
        self.same_of(scenario_of(work, until=5))

    def test_spinning_ends_with_the_same_event(self):
        passes = {"repeat": 123456, "steps": [{"log": "x"}, {"steps": [], "finally": []}]}
        steps = [{"sleep": 1}, {"repeat": "forever", "steps": [{"break_if": {"draw": 0, "equals": 1}}, passes, {"steps": [{"log": "x"}]}]}]
        self.same_of(scenario_of({"name": "a", "steps": steps}))

    def test_loops_count_only_where_a_task_may_spin(self):
        def body(*steps, times="forever"):
            text = program_of(scenario_of({"name": "a", "steps": [{"repeat": times, "steps": list(steps)}]}, queues=[{"name": "q"}])).decode()
            return text[text.index("async def a"):text.index("def scenario")]
        self.assertIn("while True:", body({"get": "q"}, {"sleep": 1}))
        self.assertIn("for _ in t.forever():", body({"get": "q"}))
        self.assertIn("for _ in range(1000):", body({"get": "q"}, times=1000))
        self.assertIn("for _ in t.times(10000000):", body({"get": "q"}, times=10**7))
        self.assertIn("for _ in t.times(1152921504606846976):", body({"get": "q"}, times=1e300))

    def test_names_that_python_has_already(self):
        names = [name for name in keyword.kwlist + keyword.softkwlist + dir(builtins)] + [
            "t", "T", "run", "Run", "END", "scenario", "item_", "9", "", " ", "ä", "a-b", "a_b", "A b", "asyncio", "_log", "__name__"]
        names += [node.name for file in MACHINERY for node in ast.parse(file.read_text(encoding="utf-8")).body if hasattr(node, "name")]
        names = [name for name in dict.fromkeys(names) if name]
        put = [{"put": name} for name in names]
        groups = [{"name": name, "steps": put + [{"set": name}, {"offload": 1, "pool": name}, {"sleep": {"uniform": [1, "$" + name]}}]}
                  for name in names]
        parameters = {name: {"label": "x\ny", "value": 2, "min": 0, "max": 5} for name in names}
        self.same_of(scenario_of(*groups, queues=[{"name": name} for name in names], events=names, parameters=parameters,
                                 pools=[{"name": name, "threads": 1} for name in names]))

    def test_the_machinery_takes_no_name_that_a_program_may_have(self):
        body = [node for file in MACHINERY for node in ast.parse(file.read_text(encoding="utf-8")).body]
        given = [node.name for node in body if hasattr(node, "name")]
        given += [target.id for node in body if isinstance(node, ast.Assign) for target in node.targets]
        self.assertEqual([name for name in given if not (name[0].isupper() or name[0] == "_")], [])

    def test_deep_nesting(self):
        for depth in (5, 14, 40):
            steps = [{"sleep": 1}, {"get": "q", "sentinel": "break"}, {"break_if": {"draw": {"empirical": [0, 1]}, "equals": 1}}, {"put": "q"}]
            for level in range(depth):
                block = [{"repeat": 2, "steps": steps}, {"timeout": 50, "steps": steps}, {"steps": steps, "finally": [{"sleep": 1}]},
                         {"steps": [{"sleep": 0.5}], "finally": steps}][level % 4]
                steps = [block, {"put": "q", "sentinel": True, "if_full": "drop"}]
            main = {"name": "main", "steps": [{"repeat": 3, "steps": steps}]}
            with self.subTest(depth=depth):
                self.same_of(scenario_of(main, {"name": "m", "steps": [{"sleep": 7}, {"cancel": "main"}]}, queues=[{"name": "q", "capacity": 3}]))

    def test_breaks_out_of_clean_up(self):
        leave = {"break_if": {"draw": 1, "equals": 1}}
        for inner in ([{"fail": "lost"}], [{"sleep": 9}], []):
            steps = [{"repeat": "forever", "steps": [{"steps": inner, "finally": [leave, {"sleep": 1}]}]}, {"sleep": 1}]
            main = {"name": "main", "steps": [{"sleep": 1}, {"cancel": "a"}]}
            self.same_of(scenario_of({"name": "a", "steps": steps}, main))

    def test_parameters_keep_their_names(self):
        text = as_python("asyncq", "-p", "4", "--set", "items=2:6").decode()
        self.assertIn("\nNUM_PRODUCERS = 4  # Producers\n", text)
        self.assertIn("\nITEMS = (2, 6)", text)
        self.assertIn("t.uniform_int(*ITEMS, at=0)", text)
        self.assertIn("count=NUM_PRODUCERS)", text)

    def test_the_program_is_tidy(self):
        for subject in ("asyncq", "queue-coro", "sentinel-no-sleep", "pipeline", "thread-pool", "requests-together",
                        HERE / "draws.json"):
            lines = as_python(subject).decode().splitlines()
            self.assertEqual([line for line in lines if line != line.rstrip() or "\t" in line], [])
            self.assertEqual([line for line in lines if len(line) > 120], [])

    def test_both_ways_of_an_if_are_in_the_program(self):
        text = as_python("thread-pool", "--set", "where=loop").decode()
        self.assertIn('\nWHERE = "loop"', text)
        self.assertIn('    if WHERE == "loop":\n        t.work(JOB_TIME)\n', text)
        self.assertIn('    if WHERE == "thread":\n        await t.offload_to_own_thread(JOB_TIME)\n', text)
        self.assertIn("    if SLEEP_0:\n", as_python("sentinel-no-sleep").decode())
        changed = as_python("thread-pool").replace(b'\nWHERE = "pool"', b'\nWHERE = "thread"')
        self.assertEqual(by_python(changed), by_sojourn("thread-pool", "--set", "where=thread"))

    def test_every_setting_of_a_switch(self):
        for settings in (("sentinel-no-sleep", "sleep_0=on"), ("sentinel-no-sleep", "work=0.1"), ("sentinel-first", "end_mark=none"),
                         ("sentinel-first", "end_mark=last"), ("thread-pool", "where=loop"), ("thread-pool", "where=thread"),
                         ("queue-coro", "pause=1"), ("gather", "task_count=300"), ("gather", "work=0.2")):
            with self.subTest(settings):
                self.same(settings[0], "--set", settings[1])

    def test_texts_and_numbers_that_items_carry(self):
        put = [{"put": "q", "value": "item"}, {"put": "q", "value": 2.5}, {"put": "q", "value": {"hex": 2}}, {"put": "q"}]
        steps = [{"break_if": {"draw": {"uniform": [0, 1]}, "equals": 7}}] + put + [
            {"repeat": 4, "steps": [{"get": "q"}, {"put": "q", "value": {"text": "{{{task} {index} {item} {value:.1f} {drawn:.3f}}}"}}]}]
        self.same_of(scenario_of({"name": "a", "steps": [{"repeat": 1, "steps": steps[:-1]}, {"repeat": 1, "steps": [
            {"repeat": 4, "steps": [{"get": "q"}, {"put": "q", "value": {"text": "{{{task} {index} {item} {value} {drawn}}}"}}]}]}]},
            queues=[{"name": "q"}]))

    def test_plain_runs_on_the_real_clock(self):
        steps = [{"repeat": 3, "steps": [{"sleep": 0.02}, {"put": "q"}, {"offload": 0.02, "pool": "p"}, {"work": 0.01}]}]
        taker = [{"timeout": 0.5, "steps": [{"repeat": "forever", "steps": [{"get": "q"}, {"task_done": "q"}]}]}]
        main = [{"await": "a"}, {"join": "q"}, {"cancel": "b"}]
        scenario = scenario_of({"name": "a", "steps": steps}, {"name": "b", "steps": taker}, {"name": "main", "steps": main},
                               queues=[{"name": "q"}], pools=[{"name": "p", "threads": 2}])
        exact, plain = by_python(program_of(scenario)), by_python(program_of(scenario), "--plain")
        self.assertEqual(plain.status, 0)
        for task in ("a", "b", "main"):
            told = [[{**event, "t": 0} for event in events if event["task"] == task] for events in (exact.events, plain.events)]
            self.assertEqual(*told)
        self.assertGreaterEqual(plain.events[-1]["t"], decimal.Decimal("0.15"))

    def test_ctrl_c_stops_services_in_order_on_the_real_clock(self):
        program = as_python("services", "--set", "connect_time=0.1", "--set", "stop_time=0.05", "--set", "run_for=60")
        with tempfile.TemporaryDirectory(prefix="python-program-") as folder:
            path = pathlib.Path(folder) / "services.py"
            path.write_bytes(program)
            with subprocess.Popen([sys.executable, str(path), "--plain"], env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE) as process:
                lines = []
                for line in process.stdout:
                    lines.append(line)
                    event = json.loads(line)
                    if event["task"] == "entrypoint" and event["event"] == "sleep":  # all are up
                        process.send_signal(signal.SIGINT)
                        break
                lines += process.stdout.readlines()
                status = process.wait(SECONDS)
        ended = [event["task"] for event in map(json.loads, lines) if event["event"] == "ended"]
        self.assertEqual(ended, ["heartbeat", "api", "database", "hello-mr-guido", "hello-guido", "hello", "entrypoint"])
        self.assertEqual(status, 130)

    def test_ctrl_c_cancels_plain_tasks_and_ends_work_on_the_real_clock(self):
        scenario = scenario_of({"name": "a", "steps": [{"steps": [{"sleep": 60}], "finally": [{"sleep": 0.01}]}]},
                               {"name": "b", "steps": [{"work": 60}]})
        with tempfile.TemporaryDirectory(prefix="python-program-") as folder:
            path = pathlib.Path(folder) / "program.py"
            path.write_bytes(program_of(scenario))
            with subprocess.Popen([sys.executable, str(path), "--plain"], env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE) as process:
                for line in process.stdout:
                    if json.loads(line)["event"] == "work":
                        process.send_signal(signal.SIGTERM)
                        break
                events = [json.loads(line) for line in process.stdout.readlines()]
                status = process.wait(SECONDS)
        self.assertEqual({event["task"]: event["outcome"] for event in events if event["event"] == "ended"},
                         {"a": "cancelled", "b": "finished"})
        self.assertEqual(status, 143)


def set_options(options):
    global OPTIONS
    OPTIONS = options


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sojourn", required=True, help="the program")
    parser.add_argument("--count", type=int, default=300, help="how many random programs (default 300)")
    parser.add_argument("--seed", type=int, default=1, help="the first of them")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_known_args()


if __name__ == "__main__":
    OPTIONS, rest = parse()
    unittest.main(argv=sys.argv[:1] + rest)
