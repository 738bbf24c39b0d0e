"""Files and standard output: what is in them, and what goes where."""

import csv
import io
import json
import os
import pty
import subprocess
import threading
import unittest

from program import PROGRAM, ProgramTest, environment


class EveryScenario(ProgramTest):
    def test_every_built_in_scenario_exports_to_every_format(self) -> None:
        settings = {"thread-pool": ("loop", "pool", "thread")}
        for one in json.loads(self.call("list", "--json").out):
            for where in settings.get(one["name"], (None,)):
                chosen = ("--set", f"where={where}") if where else ()
                with self.subTest(scenario=one["name"], where=where):
                    result = self.run_virtual(one["name"], "-q", *chosen, "--summary", "none", "--until", "60",
                                              "--export", "x.json", "--export", "x.csv", "--export", "x.jsonl")
                    self.assertIn(result.status, (0, 1, 3), result.err)
                    spans = json.loads((self.folder / "x.json").read_text())["traceEvents"]
                    listed = [json.loads(line) for line in (self.folder / "x.jsonl").read_text().splitlines()]
                    named = {e["args"]["name"] for e in spans if e["ph"] == "M" and e["name"] == "thread_name"}
                    self.assertLessEqual({e["task"] for e in listed}, named)
                    with open(self.folder / "x.csv", newline="") as rows:
                        got = {(row["queue"], row["item"]) for row in csv.DictReader(rows) if row["dequeued_s"]}
                    self.assertEqual(got, {(e["queue"], str(e["item"])) for e in listed
                                           if e["event"] == "get" and e["item"] != "sentinel"})


class OneFile(ProgramTest):
    def test_the_statistics_stand_behind_the_log(self) -> None:
        with open(self.folder / "all", "wb") as both:
            subprocess.run([PROGRAM, "run", "asyncq", "--clock", "virtual"], stdout=both, stderr=both,
                           stdin=subprocess.DEVNULL, env=environment(), timeout=60, check=True)
        lines = (self.folder / "all").read_text().splitlines()
        log = [i for i, line in enumerate(lines) if " | INFO " in line]
        summary = next(i for i, line in enumerate(lines) if line.startswith("asyncq, seed 1"))
        self.assertTrue(log)
        self.assertLess(max(log), summary)


class Events(ProgramTest):
    def test_the_list_is_the_same_in_a_file_a_pipe_and_an_export(self) -> None:
        arguments = ("-q", "-p", "2", "-c", "3")
        printed = self.run_virtual(*arguments, "--events", "-").out
        self.run_virtual(*arguments, "--events", "e.jsonl", "--export", "x.jsonl", "--summary", "none")
        self.assertEqual((self.folder / "e.jsonl").read_text(), printed)
        self.assertEqual((self.folder / "x.jsonl").read_text(), printed)

    def test_the_summary_makes_way_for_events_on_standard_output(self) -> None:
        for target in ("-", "/dev/stdout"):
            result = self.run_virtual("-q", "--events", target, "--summary", "json")
            self.assertTrue(all(e["event"] for e in result.events()))
            self.assertEqual(json.loads(result.err)["events"], len(result.events()))

    def test_a_named_pipe_is_written_directly(self) -> None:
        os.mkfifo(self.folder / "pipe")
        content = []
        reader = threading.Thread(target=lambda: content.append((self.folder / "pipe").read_text()))
        reader.start()
        result = self.run_virtual("-q", "--events", "pipe", "--summary", "none")
        reader.join(30)
        self.assertEqual(result.status, 0, result.err)
        self.assertEqual(content[0], self.run_virtual("-q", "--events", "-").out)

    def test_events_come_while_the_run_goes_on(self) -> None:
        self.scenario("a.json", [{"name": "a", "steps": [{"sleep": 0.1}, {"sleep": 60}]}])
        with subprocess.Popen([PROGRAM, "run", "a.json", "-q", "--events", "-"], cwd=self.folder, env=environment(),
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            first = [json.loads(process.stdout.readline())["event"] for _ in range(4)]
            self.assertIsNone(process.poll())
            process.terminate()
            rest = process.stdout.read()
            self.assertEqual(process.wait(30), 143)
        self.assertEqual(first, ["started", "sleep", "wake", "sleep"])
        self.assertEqual(json.loads(rest)["outcome"], "cancelled")

    def test_a_reader_that_goes_away_ends_the_run(self) -> None:
        self.scenario("a.json", [{"name": "a", "steps": [{"repeat": "forever", "steps": [{"sleep": 0.001}]}]}])
        for clock in ("real", "virtual"):
            with self.subTest(clock=clock), subprocess.Popen(
                    [PROGRAM, "run", "a.json", "-q", "--events", "-", "--clock", clock], cwd=self.folder, env=environment(),
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                process.stdout.readline()
                process.stdout.close()
                error = process.stderr.read()
                self.assertEqual(process.wait(30), 0)
                self.assertNotIn(b"cannot", error)


class Exports(ProgramTest):
    def test_csv_has_a_row_a_visit(self) -> None:
        result = self.run_virtual("mm4", "-q", "--set", "items=200", "--export", "v.csv", "--summary", "json")
        text = (self.folder / "v.csv").read_bytes().decode()
        self.assertEqual(text.count("\n"), text.count("\r\n"))
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        self.assertEqual(len(rows), result.json()["items"]["put"])
        put = [float(row["enqueued_s"]) for row in rows]
        self.assertEqual(put, sorted(put))
        for row in rows:
            self.assertAlmostEqual(float(row["wait_s"]), float(row["dequeued_s"]) - float(row["enqueued_s"]), 9)
            self.assertAlmostEqual(float(row["sojourn_s"]), float(row["done_s"]) - float(row["enqueued_s"]), 9)

    def test_chrome_trace_is_as_described(self) -> None:
        result = self.run_virtual("mm4", "-q", "--set", "items=200", "--export", "t.json", "--summary", "json")
        events = json.loads((self.folder / "t.json").read_text())["traceEvents"]
        spans = {}
        for event in (e for e in events if e["ph"] == "X"):
            spans.setdefault(event["tid"], []).append((event["ts"], event["ts"] + event["dur"]))
        for lane in spans.values():
            self.assertEqual(lane, sorted(lane))
        flows = {}
        for event in (e for e in events if e["ph"] in "sf"):
            flows.setdefault(event["id"], {})[event["ph"]] = event
            self.assertTrue(any(start <= event["ts"] < end for start, end in spans[event["tid"]]), event)
        self.assertTrue(all(set(flow) == {"s", "f"} and flow["f"]["bp"] == "e" for flow in flows.values()))
        self.assertEqual(len(flows), result.json()["items"]["got"])
        counters = [e for e in events if e["ph"] == "C"]
        self.assertTrue(counters and all(list(e["args"]) == ["size"] for e in counters))
        self.assertTrue(all(e["pid"] == 1 for e in events))

    def test_several_at_once_and_a_format_by_name(self) -> None:
        self.run_virtual("-q", "--export", "a.csv", "--export", "b.json", "--summary", "none")
        self.run_virtual("-q", "--export", "c.txt", "--export-format", "csv", "--summary", "none")
        self.assertEqual((self.folder / "a.csv").read_bytes(), (self.folder / "c.txt").read_bytes())

    def test_names_that_are_not_ascii(self) -> None:
        self.scenario("a.json", [{"name": "größe", "steps": [{"put": "待"}]}], queues=[{"name": "待"}])
        result = self.run_virtual("a.json", "-q", "--events", "-", "--export", "é.csv")
        self.assertEqual(result.events()[1]["queue"], "待")
        self.assertIn("größe", (self.folder / "é.csv").read_text())

    def test_a_file_keeps_its_permissions(self) -> None:
        self.write("e.csv", "old")
        os.chmod(self.folder / "e.csv", 0o640)
        self.run_virtual("-q", "--export", "e.csv", "--summary", "none")
        self.assertEqual((self.folder / "e.csv").stat().st_mode & 0o777, 0o640)


class OnATerminal(ProgramTest):
    def shown(self, *arguments: str) -> str:
        """What a terminal that standard error goes to gets to see."""
        ours, theirs = pty.openpty()
        with subprocess.Popen([PROGRAM, "run", *arguments], cwd=self.folder, env=environment(), stdout=subprocess.DEVNULL,
                              stderr=theirs) as process:
            os.close(theirs)
            text = b""
            while True:
                try:
                    block = os.read(ours, 4096)
                except OSError:  # the other end is closed
                    break
                if not block:
                    break
                text += block
            self.assertEqual(process.wait(60), 0)
        os.close(ours)
        return text.decode()

    def test_progress_is_shown_and_taken_away(self) -> None:
        self.scenario("a.json", [{"name": "a", "steps": [{"sleep": 1}, {"log": "done"}]}], until=2)
        shown = self.shown("a.json")
        self.assertRegex(shown, r"test: \d+ ms of 2\.00 s, \d+ %")
        self.assertTrue(shown.endswith("\r\x1b[K") or shown.rstrip().endswith("done"), repr(shown))
        self.assertNotIn("test:", self.shown("a.json", "-q"))

    def test_a_short_run_shows_none(self) -> None:
        self.assertNotIn("\x1b", self.shown("--clock", "virtual"))


class SummaryOutput(ProgramTest):
    def test_text_json_and_none(self) -> None:
        self.assertTrue(self.run_virtual("-q").out.startswith("asyncq, seed 1, virtual clock: finished after "))
        self.assertEqual(self.run_virtual("-q", "--summary", "none").out, "")
        summary = self.run_virtual("-q", "--summary", "json").json()
        self.assertEqual(list(summary), ["scenario", "seed", "clock", "outcome", "elapsed_s", "events", "items", "queues", "tasks",
                                         "sojourn_s", "throughput_per_s"])

    def test_it_counts_what_the_event_list_has(self) -> None:
        events = self.run_virtual("mm1", "-q", "--set", "items=300", "--events", "-").events()
        summary = self.run_virtual("mm1", "-q", "--set", "items=300", "--summary", "json").json()
        self.assertEqual(summary["events"], len(events))
        puts = [e for e in events if e["event"] == "put" and e["item"] != "sentinel"]
        self.assertEqual(summary["items"]["put"], len(puts))
        self.assertEqual(summary["elapsed_s"], events[-1]["t"])

    def test_a_file_takes_it_instead(self) -> None:
        result = self.run_virtual("-q", "--summary", "json", "--summary-file", "s.json")
        self.assertEqual(result.out, "")
        self.assertEqual(json.loads((self.folder / "s.json").read_text())["outcome"], "finished")


if __name__ == "__main__":
    unittest.main()
