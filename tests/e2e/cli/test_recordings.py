"""convert, and check of recordings."""

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
        self.trace("in.json", [span("a", 0, 5), {"ph": "T", "ts": 1, "pid": 1, "tid": 1, "name": "x"}])
        self.assertIn("1 thing of in.json is left out", self.call("convert", "in.json", "out.json").err)
        self.assertEqual(self.call("convert", "-q", "in.json", "out.json").err, "")

    def test_instants_are_kept_where_the_format_has_a_word_for_them(self) -> None:
        def instant(name: str, ts: float, **more: Any) -> Dict[str, Any]:
            return {"ph": "i", "pid": 1, "tid": 1, "ts": ts, "name": name, **more}

        self.trace("in.json", [span("a", 0, 5), instant("tick", 1), instant("tock", 9, s="g")])
        good = self.call("check", "in.json")
        self.assertIn("3 events, 1 span on 2 lanes, 2 instants, 0 items", good.out)
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
            self.assertIn("2 instants of in.json are not written: ." + name[4:] + " has no word for them",
                          self.call("convert", "in.json", name).err)
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

    def test_check_refuses_what_cannot_be_opened(self) -> None:
        (self.folder / "bad.json.gz").write_bytes(b"\x1f\x8bnonsense")
        result = self.call("check", "--json", "bad.json.gz")
        self.assertEqual(result.status, 2)
        self.assertFalse(result.json()["sound"])
        self.assertIn("damaged", result.err)

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
