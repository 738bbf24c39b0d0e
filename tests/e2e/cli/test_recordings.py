"""convert, and check of recordings."""

import csv
import gzip
import json
import os
import signal
import subprocess
import time
import unittest
from typing import Any, Dict, List

from program import PROGRAM, ProgramTest, environment


def span(name: str, ts: float, dur: float, **more: Any) -> Dict[str, Any]:
    return {"ph": "X", "pid": 1, "tid": 1, "ts": ts, "dur": dur, "name": name, **more}


class Recordings(ProgramTest):
    def trace(self, name: str, events: List[Dict[str, Any]]) -> str:
        return self.write(name, json.dumps({"traceEvents": events}))

    def test_a_timeline_keeps_items_of_tasks_that_take_no_time(self) -> None:
        # The producers of these put everything at instant 0 and have no span.
        for name in ("pipeline", "queue-coro", "sentinel"):
            self.assertEqual(self.call("run", name, "--clock", "virtual", "-q", "--export", "run.json", "--export", "run.csv").status, 0)
            self.assertEqual(self.call("convert", "run.json", "again.csv").status, 0)
            times = [[[row[key] for key in ("queue", "producer", "consumer", "enqueued_s", "dequeued_s", "done_s")]
                      for row in csv.DictReader((self.folder / file).open(newline=""))] for file in ("run.csv", "again.csv")]
            self.assertGreater(len(times[0]), 0)
            self.assertEqual(sorted(times[0]), sorted(times[1]), name)
            self.assertEqual(self.call("check", "run.json").status, 0)

    def test_converts_a_trace_to_every_format_that_tells_spans(self) -> None:
        self.trace("in.json", [span("a", 0, 5), span("b", 1, 2), span("c", 6, 2)])
        result = self.call("convert", "in.json", "out.json")
        self.assertEqual((result.status, result.out, result.err), (0, "", ""))
        written = json.loads((self.folder / "out.json").read_text())["traceEvents"]
        spans = sorted((e["ts"], e["dur"], e["name"]) for e in written if e["ph"] == "X")
        self.assertEqual(spans, [(0, 5, "a"), (1, 2, "b"), (6, 2, "c")])
        self.assertEqual(self.call("convert", "in.json", "out.csv").status, 0)
        self.assertEqual(self.call("convert", "in.json", "other", "--export-format", "csv").status, 0)
        self.assertEqual((self.folder / "other").read_text(), (self.folder / "out.csv").read_text())

    def test_reads_what_is_packed_whatever_it_is_called(self) -> None:
        text = json.dumps([span("a", 0, 5)]).encode()
        (self.folder / "in.txt").write_bytes(gzip.compress(text))
        self.assertEqual(self.call("convert", "in.txt", "out.json").status, 0)
        self.assertIn('"name":"a"', (self.folder / "out.json").read_text())

    def test_a_run_that_was_exported_comes_back(self) -> None:
        self.run_virtual("asyncq", "-p", "2", "-c", "3", "-q", "--export", "run.json", "--export", "visits.csv")
        self.assertEqual(self.call("convert", "run.json", "again.json").status, 0)
        self.assertEqual(self.call("convert", "run.json", "again.pftrace").status, 0)
        self.assertEqual(self.call("convert", "again.pftrace", "again.csv").status, 0)
        self.assertIn("Perfetto trace", self.call("check", "again.pftrace").out)

        def spans(name: str) -> List[Any]:
            events = json.loads((self.folder / name).read_text())["traceEvents"]
            return [(e["tid"], e["ts"], e["dur"], e["name"]) for e in events if e["ph"] == "X"]

        self.assertEqual(spans("again.json"), spans("run.json"))
        before = (self.folder / "visits.csv").read_text().splitlines()
        after = (self.folder / "again.csv").read_text().splitlines()
        self.assertEqual([line.split(",")[7:9] for line in after], [line.split(",")[7:9] for line in before])

    def test_a_trace_that_begins_with_a_flow_is_a_sound_session(self) -> None:
        flow = {"pid": 1, "tid": 1, "name": "f", "cat": "c", "id": 1}
        self.trace("in.json", [{**flow, "ph": "s", "ts": 10}, {**flow, "ph": "f", "bp": "e", "ts": 20},
                               span("a", 50, 5)])
        self.assertEqual(self.call("convert", "in.json", "out.sojourn").status, 0)
        result = self.call("check", "out.sojourn")
        self.assertEqual(result.status, 0)
        self.assertNotIn("no session can", result.out)

    def test_writes_speedscope_by_its_double_ending(self) -> None:
        self.trace("in.json", [span("a", 0, 5), span("b", 1, 2)])
        self.assertEqual(self.call("convert", "in.json", "out.speedscope.json").status, 0)
        written = json.loads((self.folder / "out.speedscope.json").read_text())
        self.assertEqual([e["type"] for e in written["profiles"][0]["events"]], ["O", "O", "C", "C"])

    def test_an_event_list_comes_back_event_by_event(self) -> None:
        self.run_virtual("pipeline", "-q", "--events", "run.jsonl", "--export", "run.csv")
        self.assertEqual(self.call("convert", "run.jsonl", "again.jsonl").status, 0)
        self.assertEqual((self.folder / "again.jsonl").read_text(), (self.folder / "run.jsonl").read_text())
        self.assertIn("Event list", self.call("check", "run.jsonl").out)

    def test_refuses_what_it_cannot_do(self) -> None:
        self.trace("in.json", [span("a", 0, 5)])
        self.assertIn("tells spans, not events", self.refused("convert", "in.json", "out.jsonl"))
        self.assertIn("no format for the ending .xyz", self.refused("convert", "in.json", "out.xyz"))
        self.assertIn("is the same file as IN", self.refused("convert", "in.json", "./in.json"))
        self.assertIn("no such file", self.refused("convert", "none.json", "out.json"))
        self.assertIn("needs a file to read and a file to write", self.refused("convert", "in.json"))
        self.write("text.json", "hello")
        self.assertIn("no recording that is known here", self.refused("convert", "text.json", "out.json"))

    def test_says_that_something_is_left_out(self) -> None:
        self.trace("in.json", [span("a", 0, 5), {"ph": "N", "ts": 1, "pid": 1, "tid": 1, "name": "x"}])
        self.assertIn("1 thing of in.json is left out", self.call("convert", "in.json", "out.json").err)
        self.assertEqual(self.call("convert", "-q", "in.json", "out.json").err, "")

    def test_says_in_one_line_what_is_not_held(self) -> None:
        self.trace("in.json", [
            {"ph": "M", "pid": 7, "tid": 3, "name": "thread_name", "args": {"name": "main"}},
            span("a", 1000, 5, pid=7, tid=3, cat="c", args={"x": 1}),
            {"ph": "i", "pid": 7, "tid": 3, "ts": 1001, "name": "mark", "s": "p", "args": {"x": 1}},
            {"ph": "C", "pid": 7, "ts": 1002, "name": "load", "args": {"v": 1}}])
        lost = ("the arguments of 2 events, the categories of 1 event, the scopes of 1 instant, the ids of 1 process"
                "{} the ids of 1 thread")
        started = "what the clock showed at the start (0.001 s)"
        for name, missing in (
                ("out.sojourn", lost.format(" and")),
                ("out.json", lost.format(",") + " and " + started),
                ("out.pftrace", lost.format(",") + " and " + started),
                ("out.speedscope.json", lost.format(",") + ", 1 instant, the values of 1 counter and " + started),
                ("out.csv", lost.format(",") + ", 1 span, 1 instant, the values of 1 counter and " + started)):
            self.assertEqual(self.call("convert", "in.json", name).err,
                             f"sojourn: {name} does not hold of in.json: {missing}\n")
        self.assertEqual(self.call("convert", "-q", "in.json", "out.csv").err, "")
        # A session still says so, and so does the doctor.
        self.assertIn("the arguments of 2 events", self.call("convert", "out.sojourn", "out.json").err)
        told = self.call("check", "in.json")
        self.assertIn("nothing is wrong with it\nnot kept, as in every recording here: the arguments of 2 events, the",
                      told.out)
        self.assertEqual(self.call("check", "--json", "out.sojourn").json()["not_kept"][0],
                         "the arguments of 2 events")

    def test_says_what_a_format_does_not_hold_of_a_run(self) -> None:
        self.run_virtual("asyncq", "-p", "2", "-c", "3", "-q", "--export", "run.sojourn")
        self.assertEqual(self.call("convert", "run.sojourn", "again.sojourn").err, "")
        said = self.call("convert", "run.sojourn", "run.json").err
        self.assertRegex(said, r"^sojourn: run\.json does not hold of run\.sojourn: the payloads of \d+ items and "
                               r"the scenario that was run\n$")

    def test_instants_are_kept_where_the_format_has_a_word_for_them(self) -> None:
        def instant(name: str, ts: float, **more: Any) -> Dict[str, Any]:
            return {"ph": "i", "pid": 1, "tid": 1, "ts": ts, "name": name, **more}

        self.trace("in.json", [span("a", 0, 5), instant("tick", 1), instant("tock", 9)])
        good = self.call("check", "in.json")
        self.assertIn("3 events, 1 span on 1 lane, 2 instants, 0 items", good.out)
        self.assertIn("nothing is left out", good.out)
        self.assertEqual(self.call("check", "--json", "in.json").json()["instants"], 2)

        before = "in.json"
        for name in ("out.pftrace", "out.sojourn", "out.json"):
            result = self.call("convert", before, name)
            self.assertEqual((result.status, result.err), (0, ""))
            self.assertEqual(self.call("check", "--json", name).json()["instants"], 2)
            before = name
        written = json.loads((self.folder / "out.json").read_text())["traceEvents"]
        instants = [(e["ts"], e["name"], e["s"]) for e in written if e["ph"] == "i"]
        self.assertEqual(instants, [(1, "tick", "t"), (9, "tock", "t")])

        for name in ("out.speedscope.json", "out.csv"):
            self.assertIn(f"{name} does not hold of in.json:", self.call("convert", "in.json", name).err)
            self.assertIn("2 instants", self.call("convert", "in.json", name).err)
        self.assertEqual(self.call("convert", "-q", "in.json", "out.csv").err, "")

    def test_check_tells_what_is_wrong_with_a_recording(self) -> None:
        self.trace("good.json", [span("a", 0, 5), span("b", 6, 1)])
        good = self.call("check", "good.json")
        self.assertEqual(good.status, 0)
        self.assertIn("good.json: Chrome trace, 2 events, 2 spans on 1 lane", good.out)
        self.assertIn("nothing is wrong with it", good.out)
        self.write("bad.json", json.dumps([
            span("a", 0, 5), span("b", 3, 5), span("c", 1, -1), span("d", 0.00001, 1),
            {"ph": "B", "pid": 1, "tid": 2, "ts": 2, "name": "open"},
            {"ph": "f", "pid": 1, "tid": 1, "ts": 2, "id": 1, "name": "flow"}])[:-1])
        bad = self.call("check", "bad.json")
        self.assertEqual(bad.status, 0)
        for words in ("overlaps another", "never ends", "clock ran backwards", "has no other end", "not exact"):
            self.assertIn(words, bad.out)
        told = self.call("check", "--json", "bad.json").json()
        faults = {finding["fault"]: finding for finding in told["findings"]}
        self.assertEqual(faults["unclosed"]["task"], "thread 2")
        self.assertEqual(faults["unclosed"]["at_s"], 0.000002)
        self.assertEqual(faults["overlap"]["count"], 1)
        self.assertEqual((told["events"], told["sound"]), (6, True))

    def test_check_counts_spans_that_go_on_at_the_end(self) -> None:
        lines = [(0, "a", "started"), (0, "b", "started"), (0, "a", "get_wait"), (0, "b", "sleep"), (2, "b", "wake"),
                 (2, "b", "ended")]
        self.write("run.jsonl", "".join(json.dumps(
            {"t": t, "task": task, "event": event, **({"queue": "q"} if event == "get_wait" else {}),
             **({"seconds": 2} if event == "sleep" else {}), **({"outcome": "finished"} if event == "ended" else {})}) + "\n"
            for t, task, event in lines))
        self.assertEqual(self.call("convert", "run.jsonl", "run.sojourn").status, 0)
        for name in ("run.jsonl", "run.sojourn"):
            self.assertEqual(self.call("check", "--json", name).json()["spans"], 2, name)
            self.assertIn("2 spans on 2 lanes", self.call("check", name).out)

    def test_check_says_what_only_sessions_keep(self) -> None:
        self.trace("in.json", [span("a", 1000, 5), {"ph": "X", "pid": 1, "tid": 1, "ts": 1001, "name": "endless"}])
        kept = ["what the clock showed at the start (0.001 s)", "1 finding of `sojourn check`"]
        self.assertIn(f"kept in sessions only: {' and '.join(kept)}\n", self.call("check", "in.json").out)
        self.assertEqual(self.call("check", "--json", "in.json").json()["kept_in_sessions_only"], kept)
        self.assertIn(f"out.json does not hold of in.json: {' and '.join(kept)}\n",
                      self.call("convert", "in.json", "out.json").err)
        self.assertNotIn("does not hold", self.call("convert", "in.json", "out.sojourn").err)
        told = {"ph": "M", "pid": 1, "tid": 1, "name": "trace_buffer_overflowed", "args": {"overflowed_at_ts": "1002"}}
        self.trace("full.json", [span("a", 0, 1005), told])
        self.assertIn("out.json does not hold of full.json: that its recorder lost something\n",
                      self.call("convert", "full.json", "out.json").err)

    def test_a_runs_json_stays_the_same(self) -> None:
        self.run_virtual("asyncq", "-p", "3", "-c", "2", "-q", "--until", "20", "--export", "1.json")
        for before, after in ((1, 2), (2, 3)):
            self.assertEqual(self.call("convert", f"{before}.json", "x.sojourn").status, 0)
            self.assertEqual(self.call("convert", "x.sojourn", f"{after}.json").status, 0)
            self.assertEqual((self.folder / f"{after}.json").read_bytes(), (self.folder / f"{before}.json").read_bytes())

    def test_check_reads_pipes(self) -> None:
        def piped(content: bytes, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
            return subprocess.run([PROGRAM, "check", *arguments, "/dev/stdin"], env=environment(), cwd=self.folder,
                                  input=content, capture_output=True, timeout=120)

        text = (self.folder / self.trace("in.json", [span("a" * 100, 2 * i, 1) for i in range(1000)])).read_bytes()
        self.assertGreater(len(text), 1 << 16)
        told = self.call("check", "in.json").out
        for content, packing in ((text, ""), (gzip.compress(text), ", gzip")):
            result = piped(content)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(result.stdout.decode(), told.replace("in.json: Chrome trace",
                                                                  "/dev/stdin: Chrome trace" + packing))
        scenario = self.call("show", "asyncq").out.encode()
        self.assertEqual(piped(scenario).stdout, b"/dev/stdin is sound\n")
        self.assertEqual(piped(scenario.replace(b"sojourn-scenario", b"other")).returncode, 2)
        self.assertIn(b"is too large for a scenario file: more than 32 MB",
                      piped(scenario + b" " * (32 << 20)).stderr)
        self.assertEqual(piped(b"").stderr, b"sojourn: /dev/stdin is empty\n")
        self.assertIn(b"neither a recording", piped(b"{").stderr)
        self.assertIn(b"no recording that is known here", piped(b"words").stderr)
        self.assertFalse(json.loads(piped(b"words", "--json").stdout)["sound"])

    def test_a_pipe_is_opened_as_what_comes_out_of_it(self) -> None:
        """Without a display: what the window would be asked for shows in what is refused."""
        self.run_virtual("asyncq", "-q", "--summary", "none", "--export", "run.sojourn")
        trace = (self.folder / self.trace("in.json", [span("a", 2 * i, 1) for i in range(10_000)])).read_bytes()
        scenario = self.call("show", "asyncq").out.encode()
        seed = ("--seed", "7")
        for content, words in ((trace, b" is a recording: there is nothing to set in it\n"), (b"words", b" is a recording: "),
                               ((self.folder / "run.sojourn").read_bytes(), b" is a recording: "),
                               (scenario.replace(b"sojourn-scenario", b"other"), b'must be "sojourn-scenario"'), (b"", b"is empty\n")):
            for command in (("open",), ()):
                with self.subTest(command=command, words=words):
                    called = subprocess.run([PROGRAM, *command, "/dev/stdin", *seed], env=environment(), cwd=self.folder,
                                            input=content, capture_output=True, timeout=120)
                    self.assertEqual((called.returncode, called.stdout), (2, b""))
                    self.assertIn(words, called.stderr)
                    self.assertIn(b"/dev/stdin", called.stderr)
        os.mkfifo(self.folder / "pipe")
        process = subprocess.Popen([PROGRAM, "open", "pipe", *seed], cwd=self.folder, env=environment(), stderr=subprocess.PIPE)
        (self.folder / "pipe").write_bytes(trace)
        self.assertIn(b" is a recording: ", process.communicate(timeout=120)[1])

    def test_check_says_what_it_found_and_what_it_expected(self) -> None:
        self.write("a.json", '{"a":1}')
        self.assertEqual(self.refused("check", "a.json"),
                         'a.json is neither a recording, which would have "traceEvents", nor a scenario, which would have '
                         '"format"; read as a scenario: a: there is no key "a"')
        self.write("cut.json", '{"traceEvents":')
        self.assertIn('cut.json is JSON, but no trace: the file ends behind "traceEvents", before the first event',
                      self.refused("check", "cut.json"))
        self.assertTrue(self.refused("check", "/dev/zero").startswith("/dev/zero is a device, no file: /dev/zero is not text"))

    def test_check_tells_what_stands_beside_the_events(self) -> None:
        self.write("in.json", json.dumps({"traceEvents": [span("a", 0, 5)], "samples": [{}, {}], "stackFrames": {"1": {}},
                                          "metadata": {"a": [1, 2]}}))
        told = self.call("check", "--json", "in.json").json()
        self.assertEqual([(f["fault"], f["effect"], f["count"]) for f in told["findings"]], [("other_kind", "left out", 3)])
        self.assertIn("(samples 2, stackFrames 1)", told["findings"][0]["sentence"])
        self.assertEqual(told["left_out"], 3)

    def test_check_counts_bytes_of_a_packed_file_where_its_packing_is_at_fault(self) -> None:
        packed = gzip.compress(json.dumps([span("a", 0, 5)]).encode())
        (self.folder / "in.json.gz").write_bytes(packed[:-8] + bytes([packed[-8] ^ 1]) + packed[-7:] + b"rest")
        told = self.call("check", "--json", "in.json.gz").json()
        self.assertEqual([(f["effect"], f["byte"], f["byte_of"]) for f in told["findings"]],
                         [("noted", len(packed) - 8, "file"), ("left out", len(packed), "file")])
        self.assertEqual(told["spans"], 1)
        self.assertNotIn("cut_short", [f["fault"] for f in told["findings"]])

    def test_check_refuses_what_cannot_be_opened(self) -> None:
        (self.folder / "bad.json.gz").write_bytes(b"\x1f\x8bnonsense")
        result = self.call("check", "--json", "bad.json.gz")
        self.assertEqual(result.status, 2)
        self.assertFalse(result.json()["sound"])
        self.assertIn("damaged at their byte ", result.err)

    def test_check_counts_bytes_of_what_it_names(self) -> None:
        text = json.dumps([span("a", 0, 5), {"ph": "X", "ts": 1}]).encode()
        (self.folder / "in.json.gz").write_bytes(gzip.compress(text))
        told = self.call("check", "--json", "in.json.gz").json()["findings"][0]
        self.assertEqual((told["byte"], told["byte_of"]), (text.rindex(b"{"), "unpacked text"))
        self.assertIn(f"byte {text.rindex(b'{')} of the unpacked text", self.call("check", "in.json.gz").out)
        self.call("convert", "in.json.gz", "out.sojourn")
        told = self.call("check", "--json", "out.sojourn").json()["findings"][0]
        self.assertEqual((told["byte"], told["byte_of"]), (text.rindex(b"{"), "file read first"))

    def test_a_session_without_its_first_part_is_opened(self) -> None:
        self.run_virtual("asyncq", "-p", "2", "-c", "3", "-q", "--export", "run.sojourn")
        sound = self.call("check", "run.sojourn").out
        whole = bytearray((self.folder / "run.sojourn").read_bytes())
        for place in (40, whole.index(b"orig") + 30):  # one of them alone would be made whole
            whole[place] ^= 1
        (self.folder / "run.sojourn").write_bytes(whole)
        told = self.call("check", "run.sojourn").out
        self.assertEqual(told.splitlines()[0], sound.splitlines()[0])
        self.assertIn("the part with the names is damaged (and with them the seed", told)
        self.assertEqual(self.call("convert", "run.sojourn", "out.csv").status, 0)
        self.assertIn("scenario cannot be read", self.refused("show", "run.sojourn"))

    def test_ctrl_c_leaves_the_target_as_it_was(self) -> None:
        self.write("out.json", "before")
        os.mkfifo(self.folder / "pipe")
        process = subprocess.Popen([PROGRAM, "convert", "pipe", "out.json"], cwd=self.folder, env=environment(),
                                   stderr=subprocess.PIPE)
        with open(self.folder / "pipe", "wb", buffering=0) as pipe:
            pipe.write(b"[" + json.dumps(span("a", 0, 5)).encode() + b"," + b" " * 1000)
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
            time.sleep(0.1)
            try:
                pipe.write(b" " * 1000)
            except BrokenPipeError:
                pass
        process.communicate(timeout=20)
        self.assertEqual(process.returncode, 130)
        self.assertEqual((self.folder / "out.json").read_text(), "before")


if __name__ == "__main__":
    unittest.main()
