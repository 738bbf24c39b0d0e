"""Ctrl-C and SIGTERM end a run in good order at any moment, with what happened so far."""

import csv
import json
import os
import signal
import subprocess
import time
import unittest
from typing import Any, List

from program import PROGRAM, ProgramTest, environment

WORK = [{"name": "worker", "steps": [{"put": "q"}, {"work": 60}, {"sleep": 1}]}]
SLEEPER = {"name": "sleeper", "steps": [{"steps": [{"sleep": 100}], "finally": [{"log": "cleaned up"}, {"put": "q"}]}]}
TURNS = [{"name": "spinner", "steps": [{"put": "q"}, {"repeat": "forever", "steps": [{"sleep": 0}]}]}]
SLEEP = [{"name": "sleeper", "count": 3, "steps": [{"put": "q"}, {"sleep": 60}]}]


def let_it_run(process: "subprocess.Popen[bytes]", seconds: float = 0.5) -> None:
    """Until the program listens for signals, which on a busy machine may take a while, and this much longer."""
    while process.poll() is None:
        with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
            blocked = next(int(line.split()[1], 16) for line in status if line.startswith("SigBlk:"))
        if blocked & 1 << (signal.SIGTERM - 1):
            break
        time.sleep(0.01)
    time.sleep(seconds)


class Interrupts(ProgramTest):
    def interrupted(self, number: int, *arguments: str, after: float = 0.5) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen([PROGRAM, "run", *arguments], cwd=self.folder, env=environment(), stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        let_it_run(process, after)
        process.send_signal(number)
        self.out, self.err = process.communicate(timeout=60)
        return process

    def events(self) -> List[Any]:
        return [json.loads(line) for line in (self.folder / "e.jsonl").read_text().splitlines()]

    def test_files_are_written_with_what_happened(self) -> None:
        for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            for name, tasks, clock in (("work", WORK, "real"), ("turns", TURNS, "real"), ("turns", TURNS, "virtual"),
                                       ("sleep", SLEEP, "real")):
                with self.subTest(name=name, clock=clock, status=status):
                    for old in self.folder.iterdir():
                        old.unlink()
                    self.scenario("a.json", tasks)
                    for after in (0.15, 1, 5):  # on a busy machine nothing may have happened at first
                        process = self.interrupted(number, "a.json", "--clock", clock, "--events", "e.jsonl", "--export", "t.json",
                                                   "--export", "v.csv", "--summary", "json", after=after)
                        if self.events():
                            break
                    self.assertEqual(process.returncode, status, self.err)
                    self.assertEqual(json.loads(self.out)["outcome"], "interrupted")
                    self.assertEqual(self.events()[-1]["outcome"], "cancelled")
                    json.loads((self.folder / "t.json").read_text())
                    with open(self.folder / "v.csv", newline="", encoding="utf-8") as file:
                        self.assertGreater(len(list(csv.DictReader(file))), 0)
                    self.assertEqual(len(list(self.folder.iterdir())), 4)

    def test_tasks_are_cancelled_in_order_and_clean_up(self) -> None:
        self.scenario("a.json", [SLEEPER, *WORK])
        process = self.interrupted(signal.SIGINT, "a.json", "--events", "e.jsonl")
        self.assertEqual(process.returncode, 130)
        self.assertIn(b"cleaned up", self.err)
        ended = [(e["task"], e["outcome"]) for e in self.events() if e["event"] == "ended"]
        self.assertEqual(sorted(ended), [("sleeper", "cancelled"), ("worker", "cancelled")])
        self.assertEqual([e["event"] for e in self.events()].count("put"), 2)

    def test_a_loop_that_never_suspends_hears_it(self) -> None:
        self.scenario("a.json", [{"name": "a", "steps": [{"repeat": "forever", "steps": [{"work": 0.3}]}]}])
        process = self.interrupted(signal.SIGTERM, "a.json", "-q", "--events", "e.jsonl")
        self.assertEqual(process.returncode, 143)

    def test_a_second_one_ends_at_once(self) -> None:
        self.scenario("a.json", [{"name": "a", "steps": [{"steps": [{"sleep": 60}], "finally": [{"sleep": 60}]}]}])
        process = subprocess.Popen([PROGRAM, "run", "a.json", "-q", "--events", "e.jsonl"], cwd=self.folder, env=environment(),
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        let_it_run(process)
        process.send_signal(signal.SIGINT)
        time.sleep(0.5)
        self.assertIsNone(process.poll())
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        self.assertLess(time.monotonic() - start, 5)
        self.assertEqual(process.returncode, 130)
        self.assertFalse((self.folder / "e.jsonl").exists())

    def test_a_signal_to_the_process_and_its_group_is_one(self) -> None:
        """As `timeout` sends it: twice within microseconds."""
        self.scenario("a.json", TURNS)
        process = subprocess.Popen([PROGRAM, "run", "a.json", "-q", "--events", "e.jsonl"], cwd=self.folder, env=environment(),
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        let_it_run(process)
        process.send_signal(signal.SIGTERM)
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 143)
        self.assertEqual(self.events()[-1]["outcome"], "cancelled")

    def test_a_reader_that_does_not_read_keeps_nobody_from_ending(self) -> None:
        self.scenario("a.json", TURNS)
        process = subprocess.Popen([PROGRAM, "run", "a.json", "-q", "--clock", "virtual", "--events", "-"], cwd=self.folder,
                                   env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        let_it_run(process)
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(30), 130)
        process.communicate()


if __name__ == "__main__":
    unittest.main()
