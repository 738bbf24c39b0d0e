"""Sweeps: the same numbers as single runs, the same bytes however they are computed, goals, and what is refused."""

import csv
import io
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import time
import unittest
from typing import Any, Dict, List

from program import PROGRAM, ProgramTest, environment

EXAMPLES = pathlib.Path(os.environ["SOJOURN_EXAMPLES"])
GRID = ("mm4", "--set", "items=500", "--vary", "num_consumers=3:7", "--vary", "capacity=1,10,100", "--replications", "4",
        "--metric", "wait_s.p99", "--metric", "utilisation")
ENDLESS = [{"name": "a", "count": "$n", "steps": [{"repeat": 3000000, "steps": [{"sleep": 1}]}]}]
N = {"n": {"label": "N", "value": 1, "min": 1, "max": 1000, "step": 1}}


def rows(text: str) -> List[Dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


class Sweeps(ProgramTest):
    def sweep(self, *arguments: str, **more: Any) -> Any:
        return self.call("sweep", *arguments, **more)

    def test_a_cell_is_what_a_run_of_these_values_shows(self) -> None:
        result = self.sweep("mm4", "--set", "items=500", "--vary", "num_consumers=4:5", "--replications", "1", "--seed", "9",
                            "--metric", "wait_s.p99", "--metric", "queues.queue.mean_size", "--metric", "dropped_ratio", "-q")
        self.assertEqual(result.status, 0, result.err)
        for row, consumers in zip(rows(result.out), ("4", "5")):
            summary = self.run_virtual("mm4", "-q", "--set", "items=500", "-c", consumers, "--seed", "9", "--summary", "json").json()
            self.assertEqual(row["num_consumers"], consumers)
            self.assertEqual(float(row["wait_s.p99"]), summary["queues"]["queue"]["wait_s"]["p99"])
            self.assertEqual(float(row["queues.queue.mean_size"]), summary["queues"]["queue"]["mean_size"])
            self.assertEqual((row["wait_s.p99.low"], row["wait_s.p99.n"], row["dropped_ratio"]), ("", "1", "0"))

    def test_the_table_is_csv_with_a_row_a_cell(self) -> None:
        result = self.sweep(*GRID)
        self.assertEqual(result.status, 0, result.err)
        self.assertIn("15 cells, 4 replications each, on ", result.err)
        table = rows(result.out)
        self.assertEqual(list(table[0]), ["cell", "num_consumers", "capacity", "replications", "unfinished",
                                          *(m + end for m in ("wait_s.p99", "utilisation") for end in ("", ".low", ".high", ".n")),
                                          "cells", "sweep"])
        self.assertEqual([row["cell"] for row in table], [str(i) for i in range(15)])
        self.assertEqual([row["capacity"] for row in table[:4]], ["1", "10", "100", "1"])
        for row in table:
            self.assertEqual((row["replications"], row["unfinished"], row["cells"]), ("4", "0", "15"))
            self.assertLess(float(row["wait_s.p99.low"]), float(row["wait_s.p99.high"]))

    def test_threads_and_shards_change_no_byte(self) -> None:
        self.assertEqual(self.sweep(*GRID, "--out", "one.csv", "--jobs", "1", "-q").status, 0)
        whole = (self.folder / "one.csv").read_bytes()
        self.assertEqual(self.sweep(*GRID, "--jobs", "3", "-q").out.encode(), whole)
        for part in (3, 1, 2):
            self.assertEqual(self.sweep(*GRID, "--shard", f"{part}/3", "--out", f"{part}.csv", "--jobs", str(part), "-q").status, 0)
            self.assertEqual(len(rows((self.folder / f"{part}.csv").read_text())), 5)
        merged = self.sweep("--merge", "2.csv", "3.csv", "1.csv", "--out", "all.csv")
        self.assertEqual((merged.status, merged.err), (0, ""))
        self.assertEqual((self.folder / "all.csv").read_bytes(), whole)

    def test_merging_says_what_is_missing_and_refuses_other_sweeps(self) -> None:
        for part in (1, 2):
            self.sweep(*GRID, "--shard", f"{part}/3", "--out", f"{part}.csv", "-q")
        merged = self.sweep("--merge", "1.csv", "2.csv", "--out", "all.csv")
        self.assertEqual(merged.status, 1)
        self.assertIn("5 of 15 cells are missing", merged.err)
        self.assertEqual(len(rows((self.folder / "all.csv").read_text())), 10)
        self.sweep(*GRID, "--seed", "2", "--shard", "3/3", "--out", "3.csv", "-q")
        self.assertIn("3.csv is of another sweep", self.refused("sweep", "--merge", "1.csv", "2.csv", "3.csv"))
        self.write("x.csv", "a,b\r\n1,2\r\n")
        self.assertIn("x.csv: line 1: this is no table of a sweep", self.refused("sweep", "--merge", "x.csv"))
        self.assertIn("leave the rest out", self.refused("sweep", "--vary", "num_consumers=1:2", "--merge", "1.csv"))
        self.assertIn("is the same file as 1.csv", self.refused("sweep", "--merge", "1.csv", "--out", "1.csv"))

    def test_a_goal_names_the_cheapest_setting(self) -> None:
        arguments = ("mm4", "--set", "items=2000", "--vary", "num_consumers=3:9", "--replications", "5", "--out", "t.csv", "-q")
        met = self.sweep(*arguments, "--goal", "wait_s.p99<2")
        self.assertEqual(met.status, 0, met.err)
        self.assertRegex(met.out.splitlines()[0], r"^The cheapest setting that meets wait_s\.p99<2: num_consumers=\d\. There "
                                                  r"wait_s\.p99 of all items of 5 runs is .* m?s \(95 % interval .* to .*\), .* m?s to spare\.$")
        named = re.search(r"num_consumers=(\d)", met.out)
        assert named
        table = rows((self.folder / "t.csv").read_text())
        meeting = [row["num_consumers"] for row in table if float(row["wait_s.p99.high"]) < 2]
        self.assertEqual(named.group(1), meeting[0])
        both = self.sweep(*arguments, "--goal", "wait_s.p99<2", "--goal", "utilisation>=0.99")
        self.assertEqual(both.status, 4)
        self.assertIn("No setting meets wait_s.p99<2 and utilisation>=0.99; closest to the first is num_consumers=9", both.out)
        merged = self.sweep("--merge", "t.csv", "--goal", "wait_s.p99<2", "--goal", "utilisation>=0.99")
        self.assertEqual((merged.status, merged.out.encode()), (4, (self.folder / "t.csv").read_bytes()))

    def test_a_warm_up_is_left_out_and_is_part_of_what_a_sweep_is(self) -> None:
        grid = ("mm4", "--set", "items=2000", "--vary", "num_consumers=3:6", "--replications", "2", "--metric", "wait_s.mean",
                "--metric", "items.done")
        usual = self.sweep(*grid)
        self.assertIn("no warm-up is left out", usual.err)
        self.assertEqual(self.sweep(*grid, "--warm-up", "0", "-q").out, usual.out)
        self.assertIn("warm-ups that MSER-5 finds are left out", self.sweep(*grid, "--warm-up", "auto").err)
        left = self.sweep(*grid, "--warm-up", "500")
        self.assertIn("the first 500 items of each run are its warm-up", left.err)
        for before, behind in zip(rows(usual.out), rows(left.out)):
            self.assertNotEqual(before["wait_s.mean"], behind["wait_s.mean"])
            self.assertEqual(before["items.done"], behind["items.done"])
            self.assertNotEqual(before["sweep"], behind["sweep"])
        for part in (1, 2):
            self.sweep(*grid, "--warm-up", "500", "--shard", f"{part}/2", "--out", f"{part}.csv", "-q")
        self.assertEqual(self.sweep("--merge", "2.csv", "1.csv", "--out", "-").out, left.out)
        self.assertIn("neither auto nor a number of items", self.refused("sweep", *grid, "--warm-up", "some"))
        self.assertIn("leave the rest out", self.refused("sweep", "--merge", "1.csv", "--warm-up", "0"))

    def test_the_knee_is_named(self) -> None:
        result = self.sweep("mm4", "--set", "items=2000", "--vary", "num_consumers=3:12", "--replications", "3", "--metric",
                            "wait_s.mean", "--out", "t.csv", "-q")
        self.assertRegex(result.out, r"^The knee of wait_s.mean along num_consumers: num_consumers=[45], where wait_s.mean is ")

    def test_the_knee_says_at_which_value_of_the_other(self) -> None:
        result = self.sweep("mm4", "--set", "items=2000", "--vary", "num_consumers=3:12", "--vary", "capacity=5,50",
                            "--replications", "3", "--metric", "wait_s.mean", "--out", "t.csv", "-q")
        self.assertRegex(result.out, r"^The knee of wait_s.mean along num_consumers, at capacity=50: num_consumers=[456], where ")

    def test_the_knee_of_a_part_is_so_far(self) -> None:
        grid = ("mm4", "--set", "items=2000", "--vary", "num_consumers=3:20", "--replications", "3", "--metric", "wait_s.mean")
        self.sweep(*grid, "--shard", "1/2", "--out", "1.csv", "-q")
        self.assertRegex(self.sweep("--merge", "1.csv", "--out", "t.csv").out,
                         r"^The knee of wait_s.mean along num_consumers so far: num_consumers=\d, where ")

    def test_a_warm_up_longer_than_every_run_is_said(self) -> None:
        grid = ("mm4", "--set", "items=500", "--vary", "num_consumers=3:6", "--replications", "2", "--out", "t.csv", "-q")
        result = self.sweep(*grid, "--warm-up", "999999999", "--metric", "wait_s.p99")
        self.assertEqual(result.status, 1)
        self.assertIn("the warm-up is longer than every run", result.err)
        goal = self.sweep(*grid, "--warm-up", "999999999", "--goal", "wait_s.p99<2")
        self.assertEqual(goal.status, 1)
        self.assertIn("No data for wait_s.p99<2: no run has a wait_s.p99.", goal.out)

    def test_what_cannot_be_is_refused_before_anything_runs(self) -> None:
        metric = ("--metric", "wait_s.p99")
        for arguments, part in (
                ((*metric,), "needs a parameter to --vary"),
                (("--vary", "num_consumers=1:4"), "needs a --metric to measure"),
                (("--vary", "num_consumers=1:4", "--metric", "wait.p99"), 'there is no metric "wait.p99"; did you mean "wait_s.p99"?'),
                (("--vary", "consumers=1:4", *metric), "there is no parameter"),
                (("--vary", "num_consumers=4:4", *metric), "has no length"),
                (("--vary", "service=1:2", *metric), "no steps of its own"),
                (("--vary", "num_consumers=1:10000", "--vary", "capacity=0:999", *metric), "10000000 cells; 1000000 is the most"),
                (("--vary", "num_consumers=1:4", "-c", "3", *metric), "num_consumers is both given and varied"),
                (("--vary", "num_consumers=1:4", "--goal", "wait_s.p99"), "is not of the form METRIC<NUMBER"),
                (("--vary", "num_consumers=1:4", "--goal", "wait_s.p99<2", "--shard", "1/2"), "give it to --merge"),
                (("--vary", "num_consumers=1:4", *metric, "--shard", "3/2"), "not of the form I/N"),
                (("--vary", "num_consumers=1:4", *metric, "--replications", "0"), "not a whole number from 1"),
                (("--vary", "num_consumers=1:4", *metric, "--out", "no/t.csv"), "cannot write no/t.csv"),
                (("--vary", "num_consumers=1:4", *metric, "--clock", "real"), "there is no flag --clock"),
                (("--vary", "num_consumers=1:4", *metric, "--out", "a", "--out", "b"), "--out is given twice")):
            with self.subTest(arguments=arguments):
                self.assertIn(part, self.refused("sweep", "mm4", *arguments))

    def test_varying_beats_variables(self) -> None:
        result = self.sweep("mm4", "--set", "items=50", "--vary", "num_consumers=2,3", "--metric", "tasks.server.count", "-q",
                            env={"NUM_CONSUMERS": "7", "SOJOURN_CLOCK": "real"})
        self.assertEqual([row["tasks.server.count"] for row in rows(result.out)], ["2", "3"])

    def test_varying_beats_what_a_session_was_made_with(self) -> None:
        made = ("--set", "items=100", "--set", "num_consumers=3")
        self.assertEqual(self.run_virtual("mm4", *made, "--export", "s3.sojourn", "-q").status, 0)
        grid = ("--vary", "num_consumers=3:5", "--metric", "items.done", "--metric", "tasks.server.count", "-q")
        result = self.sweep("s3.sojourn", *grid)
        self.assertEqual(result.status, 0, result.err)
        self.assertEqual([(row["tasks.server.count"], row["items.done"]) for row in rows(result.out)], [(n, "100") for n in "345"])
        for given in (("-c", "3"), ("--set", "num_consumers=3")):
            self.assertIn("num_consumers is both given and varied", self.refused("sweep", "s3.sojourn", *given, *grid))

    def test_no_limit_is_the_dearest(self) -> None:
        for scenario, parameter, goal in (("mm4", "capacity", "wait_s.mean<100"), ("threaded-iterable", "max_size", "elapsed_s<100")):
            with self.subTest(scenario=scenario):
                grid = (scenario, "--vary", f"{parameter}=0,1", "--goal", goal, "--replications", "3", "--until", "300", "-q")
                whole = self.sweep(*grid, "--out", "t.csv")
                self.assertEqual(whole.status, 0, whole.err)
                self.assertIn(f"The cheapest setting that meets {goal}: {parameter}=1. There ", whole.out)
                self.assertEqual([row[parameter + ".no_limit"] for row in rows((self.folder / "t.csv").read_text())], ["1", "0"])
                merged = self.sweep("--merge", "t.csv", "--goal", goal, "--out", "m.csv")
                self.assertEqual(merged.out, whole.out)
                self.assertEqual((self.folder / "m.csv").read_bytes(), (self.folder / "t.csv").read_bytes())
        none = self.sweep("mm4", "--set", "items=50", "--vary", "interarrival=0.5,1", "--metric", "wait_s.mean", "-q")
        self.assertNotIn("no_limit", none.out)

    def test_cells_that_cannot_be_run_are_told_and_the_others_kept(self) -> None:
        self.scenario("s.json", [{"name": "a", "steps": [{"sleep": {"uniform": ["$low", "$high"]}}]}],
                      parameters={"low": {"label": "L", "value": 1, "min": 0, "max": 9}, "high": {"label": "H", "value": 2, "min": 0, "max": 9}})
        result = self.sweep("s.json", "--vary", "low=1,3", "--vary", "high=2,4", "--metric", "elapsed_s", "-q")
        self.assertEqual(result.status, 1)
        self.assertIn("1 cell could not be run", result.err)
        self.assertEqual([row["replications"] for row in rows(result.out)], ["10", "10", "0", "10"])

    def test_values_that_a_parameter_cannot_take_are_refused_before_anything_runs(self) -> None:
        for values in ("1:5:0.5", "2,2.5,3"):
            with self.subTest(values=values):
                err = self.refused("sweep", "mm4", "--vary", f"num_consumers={values}", "--metric", "wait_s.mean")
                self.assertIn("tasks[2].count: must be a whole number", err)
                self.assertIn('from the parameter "num_consumers"', err)

    def test_runs_that_stall_are_counted_and_meet_no_goal(self) -> None:
        self.scenario("s.json", [{"name": "a", "steps": [{"repeat": "$n", "steps": [{"put": "q"}]}]},
                                 {"name": "b", "steps": [{"repeat": 2, "steps": [{"get": "q"}]}]}], parameters=N)
        result = self.sweep("s.json", "--vary", "n=1:2", "--goal", "items.got>=0", "--replications", "2", "--out", "t.csv", "-q")
        self.assertEqual(result.status, 0)
        self.assertIn("meets items.got>=0: n=2", result.out)
        self.assertIn("2 runs failed, stalled or spun", result.err)
        self.assertEqual([row["unfinished"] for row in rows((self.folder / "t.csv").read_text())], ["2", "0"])

    def test_an_interrupt_keeps_the_cells_that_are_done(self) -> None:
        self.scenario("s.json", ENDLESS, parameters=N)
        process = subprocess.Popen([PROGRAM, "sweep", "s.json", "--vary", "n=1:1000", "--replications", "1", "--metric", "elapsed_s",
                                    "--out", "t.csv"], cwd=self.folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(3)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        done = len(rows((self.folder / "t.csv").read_text()))
        are = "is" if done == 1 else "are"
        self.assertIn(f"the sweep was stopped: {done} of 1,000 cells {are} done, and in the table".encode(), err)
        self.assertLess(done, 1000)
        merged = self.sweep("--merge", "t.csv", "--out", "m.csv")
        self.assertEqual(merged.status, 1)
        self.assertEqual((self.folder / "m.csv").read_bytes(), (self.folder / "t.csv").read_bytes())

    def test_a_full_disk_is_said_before_where_it_can_be_known(self) -> None:
        self.assertIn("cannot write /dev/full: no space left on device", self.refused("sweep", *GRID, "--out", "/dev/full"))

    def test_a_disk_that_fills_up_loses_nothing(self) -> None:
        """A limit on the size of files is met half way, in the place for temporary files too."""
        result = self.sweep(*GRID, "--out", "t.csv", "-q", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)))
        self.assertEqual(result.status, 2)
        self.assertIn("cannot write t.csv: file too large", result.err)
        self.assertIn("the table is on standard output instead", result.err)
        self.assertEqual(result.out, self.sweep(*GRID, "-q").out)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_place_that_goes_away_loses_nothing(self) -> None:
        spare, place = self.folder / "spare", self.folder / "place"
        spare.mkdir()
        place.mkdir()
        process = subprocess.Popen([PROGRAM, "sweep", "mm4", "--set", "items=100000", "--vary", "num_consumers=2:9", "--metric", "wait_s.p99",
                                    "--out", "place/t.csv"], cwd=self.folder, env=environment(TMPDIR=str(spare)), stderr=subprocess.PIPE)
        assert process.stderr
        self.assertIn(b"8 cells", process.stderr.readline())  # it is open by then
        shutil.rmtree(place)
        process.send_signal(signal.SIGINT)
        err = process.communicate(timeout=60)[1].decode()
        self.assertEqual(process.returncode, 2)
        self.assertIn("cannot write place/t.csv", err)
        kept = list(spare.iterdir())
        self.assertEqual(len(kept), 1)
        self.assertIn(f"the table is in {kept[0]} instead", err)

    def test_times_of_ones_own(self) -> None:
        self.write("times.csv", "job,seconds\n1,0.25\n2,0.5\n3,\n4,0.75\n")
        own = ("--set", "service=@times.csv:seconds")
        python = self.call("show", "mm4", *own, "--as", "python")
        self.assertEqual(python.status, 0, python.err)
        summary = self.run_virtual("mm4", "-q", *own, "--set", "items=3000", "--summary", "json").json()
        service = summary["queues"]["queue"]["service_s"]
        self.assertEqual(service["max"], 0.75)
        self.assertAlmostEqual(service["p50"], 0.5, delta=0.0005)
        self.assertAlmostEqual(service["mean"], 0.5, delta=0.02)
        dumped = self.run_virtual("mm4", "-d", "-q", *own, "--set", "items=5", "--summary", "none").err
        self.assertRegex(dumped, r"set service +@times\.csv:seconds +flag --set")
        swept = self.sweep("mm4", *own, "--set", "items=100", "--vary", "num_consumers=2:3", "--metric", "service_s.max", "-q")
        self.assertEqual([row["service_s.max"] for row in rows(swept.out)], ["0.75", "0.75"])
        self.write("bad.csv", "seconds\n1\nx\n-1\n")
        for value, part in (("@missing.csv:a", "cannot read missing.csv: no such file or directory"),
                            ("@times.csv:second", 'there is no column "second"; did you mean "seconds"?'),
                            ("@times.csv", "has 2 columns; say which"),
                            ("@bad.csv:seconds", 'bad.csv, line 3: "x" in column "seconds" is not a number')):
            self.assertIn(part, self.refused("run", "mm4", "--set", "service=" + value))
        self.assertIn("num_consumers", self.refused("run", "mm4", "--set", "num_consumers=@times.csv:seconds"))
        self.assertIn("is the same file as the sample of service", self.refused("run", "mm4", *own, "--events", "times.csv"))

    @unittest.skipIf(shutil.which("parallel") is None, "GNU parallel is not installed")
    def test_the_example_for_gnu_parallel(self) -> None:
        done = subprocess.run([EXAMPLES / "sweep-parallel.sh", "3", "all.csv", *GRID], cwd=self.folder, capture_output=True, timeout=120,
                              env=environment(SOJOURN=PROGRAM, HOME=str(self.folder)), check=False)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.sweep(*GRID, "-q", "--out", "one.csv")
        self.assertEqual((self.folder / "all.csv").read_bytes(), (self.folder / "one.csv").read_bytes())

    def test_the_example_for_slurm(self) -> None:
        """As Slurm would call it: the variables are the interface."""
        script = str(EXAMPLES / "sweep-slurm.sh")
        for task in ("1", "2"):
            done = subprocess.run([script, "all.csv", *GRID], cwd=self.folder, capture_output=True, timeout=120, check=False,
                                  env=environment(SOJOURN=PROGRAM, SLURM_ARRAY_TASK_ID=task, SLURM_ARRAY_TASK_COUNT="2",
                                                  SLURM_CPUS_PER_TASK="2"))
            self.assertEqual((done.returncode, done.stderr), (0, b""))
        done = subprocess.run([script, "all.csv"], cwd=self.folder, capture_output=True, timeout=120, check=False,
                              env=environment(SOJOURN=PROGRAM))
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.sweep(*GRID, "-q", "--out", "one.csv")
        self.assertEqual((self.folder / "all.csv").read_bytes(), (self.folder / "one.csv").read_bytes())


class Requirements(ProgramTest):
    def run_mm4(self, *arguments: str, **more: Any) -> Any:
        return self.run_virtual("mm4", "--set", "items=500", "-q", *arguments, **more)

    def test_what_holds_changes_nothing(self) -> None:
        result = self.run_mm4("--require", "wait_s.p99<1000", "--require", "items.done>=500", "--summary", "none")
        self.assertEqual((result.status, result.out, result.err), (0, "", ""))

    def test_what_does_not_hold_is_4_with_value_and_bound(self) -> None:
        result = self.run_mm4("--require", "wait_s.p99<0.001", "--require", "utilisation>2", "--summary", "json")
        self.assertEqual(result.status, 4)
        p99 = result.json()["queues"]["queue"]["wait_s"]["p99"]
        self.assertGreater(p99, 0.001)
        self.assertRegex(result.err, r"sojourn: --require 'wait_s\.p99<0\.001' does not hold: wait_s\.p99 is .*s, not below 1\.00 ms\n")
        self.assertRegex(result.err, r"'utilisation>2' does not hold: utilisation is .* %, not above 200 %\n")

    def test_no_value_does_not_hold(self) -> None:
        result = self.run_virtual("mm4", "--set", "items=0", "-q", "--require", "wait_s.p99<2")
        self.assertEqual(result.status, 4)
        self.assertIn("wait_s.p99 has no value", result.err)

    def test_other_statuses_go_first(self) -> None:
        self.scenario("f.json", [{"name": "a", "steps": [{"fail": "no luck"}]}])
        self.assertEqual(self.run_virtual("f.json", "-q", "--require", "elapsed_s>5").status, 1)
        self.scenario("s.json", [{"name": "a", "steps": [{"get": "q"}]}])
        self.assertEqual(self.run_virtual("s.json", "-q", "--require", "elapsed_s>5").status, 3)
        self.assertEqual(self.run_virtual("mm4", "-q", "--require", "elapsed_s<0", "--summary-file", "/dev/full").status, 2)

    def test_wrong_ones_are_refused_before_the_run(self) -> None:
        for text, part in (("wait.p99<2", 'did you mean "wait_s.p99"?'), ("wait_s.p99=2", "is not of the form"),
                           ("wait_s<2", "there is wait_s.mean")):
            self.assertIn(part, self.refused("run", "mm4", "--require", text))
        self.assertIn("may be any of queues.", self.refused("run", "pipeline", "--require", "wait_s.p99<2"))

    def test_a_config_file_may_require(self) -> None:
        self.write("c.ini", "require=wait_s.p99<0.001\n")
        self.assertEqual(self.run_mm4("--config", "c.ini").status, 4)
        self.assertIn("require", self.run_mm4("--config", "c.ini", "-d", "--summary", "none").err)


if __name__ == "__main__":
    unittest.main()
