"""A run on the real clock that is recorded survives the program that records it."""

import json
import pathlib
import shutil
import signal
import subprocess
import time
import unittest
from typing import Any, List

from program import PROGRAM, ProgramTest, environment

BEAT = {"repeat": "forever", "steps": [{"sleep": 0.02}, {"put": "q"}]}
TASKS: List[Any] = [{"name": "source", "steps": [BEAT]},
                    {"name": "sink", "steps": [{"repeat": "forever", "steps": [{"get": "q"}, {"task_done": "q"}]}]}]


class Journals(ProgramTest):
    def setUp(self) -> None:
        super().setUp()
        self.state = self.folder / "state"
        self.journals = self.state / "sojourn"
        self.scenario("a.json", TASKS)

    def left(self) -> List[pathlib.Path]:
        return sorted(self.journals.glob("*"))

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen([PROGRAM, "run", "a.json", "-q", *arguments], cwd=self.folder,
                                   env=environment(XDG_STATE_HOME=str(self.state)), stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def start_and_wait(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """Until it has a journal, and a second longer."""
        process = self.start(*arguments)
        end = time.monotonic() + 60
        while [path.suffix for path in self.left()] != [".sojourn"] and time.monotonic() < end:  # it has a name
            self.assertIsNone(process.poll())
            time.sleep(0.05)
        self.assertEqual([path.suffix for path in self.left()], [".sojourn"])
        time.sleep(1.2)
        return process

    def converted(self) -> List[Any]:
        journal = self.left()[0]
        result = self.call("convert", "-q", str(journal), "again.jsonl")
        self.assertEqual((result.status, result.err), (0, ""))
        return [json.loads(line) for line in (self.folder / "again.jsonl").read_text().splitlines()]

    def test_a_run_that_is_killed_is_kept_up_to_its_last_second(self) -> None:
        process = self.start_and_wait("--events", "-", "--export", "run.json")
        process.kill()
        out, err = process.communicate(timeout=60)
        self.assertEqual(err, b"")
        told = [json.loads(line) for line in out.decode().splitlines()[:-1]]  # the last one may be cut
        kept = self.converted()
        both = min(len(told), len(kept))
        self.assertGreater(both, 100)
        self.assertEqual(kept[:both], told[:both])
        self.assertLess(told[-1]["t"] - kept[-1]["t"], 2)  # a second, and what a busy machine takes
        self.assertEqual(self.call("check", str(self.left()[0])).status, 2)  # it breaks off
        self.assertEqual(self.call("convert", "-q", str(self.left()[0]), "out.json").status, 0)
        json.loads((self.folder / "out.json").read_text())
        self.assertFalse((self.folder / "run.json").exists())

    def test_a_good_end_leaves_nothing(self) -> None:
        for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            process = self.start_and_wait("--export", "run.json")
            process.send_signal(number)
            process.communicate(timeout=60)
            self.assertEqual(process.returncode, status)
            self.assertEqual(self.left(), [])
        process = self.start("--until", "2", "--export", "run.json")
        process.communicate(timeout=60)
        self.assertEqual((process.returncode, self.left()), (0, []))

    def test_what_cannot_be_written_is_left_and_said(self) -> None:
        (self.folder / "there").mkdir()
        process = self.start_and_wait("--export", "there/run.json", "--events", "e.jsonl", "--summary", "none")
        shutil.rmtree(self.folder / "there")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 2)
        problem, kept = err.decode().splitlines()
        self.assertIn("cannot write there/run.json", problem)
        self.assertEqual(kept, f"sojourn: the run is kept in {self.left()[0]}: `sojourn convert {self.left()[0]} OUT` writes it, "
                               "and the window offers it at its next start")
        written = [json.loads(line) for line in (self.folder / "e.jsonl").read_text().splitlines()]
        self.assertEqual(self.converted(), written)

    def test_runs_that_need_none_have_none(self) -> None:
        for arguments in (("--until", "0.3", "--export", "run.json"), ("--until", "2"),
                          ("--clock", "virtual", "--until", "2000", "--export", "run.json")):
            process = self.start(*arguments)
            process.communicate(timeout=120)
            self.assertEqual(process.returncode, 0)
            self.assertFalse(self.state.exists(), arguments)

    def test_where_none_can_be_written_the_run_goes_on(self) -> None:
        self.state.write_text("a file")
        process = self.start("--until", "2.5", "--export", "run.json", "--summary", "none")
        out, err = process.communicate(timeout=60)
        self.assertEqual((process.returncode, out, err), (0, b"", b""))
        self.assertTrue((self.folder / "run.json").exists())

    def test_no_more_than_some_are_left(self) -> None:
        process = self.start_and_wait("--export", "run.json")
        process.kill()
        process.communicate(timeout=60)
        one = self.left()[0].read_bytes()
        for number in range(9):
            (self.journals / f"journal-0-{number}.sojourn").write_bytes(one)
        process = self.start("--until", "2", "--export", "run.json")
        process.communicate(timeout=60)
        self.assertEqual(len(self.left()), 5)


if __name__ == "__main__":
    unittest.main()
