"""The built-in scenario of services from outside: what it prints, how it fails, and how Ctrl-C ends it."""

import json
import signal
import subprocess
import unittest
from typing import List

from program import PROGRAM, ProgramTest, Result, environment
from test_interrupts import let_it_run

HELLO = {"name": "Hello", "settings": {"name": {"required": "text"}}, "start": [{"log": "Hello {name}"}]}


def said(log: str) -> List[str]:
    """What the services and the entry point logged."""
    return [line.split(" - ", 1)[1] for line in log.splitlines() if " | " in line]


def stops(lines: List[str]) -> List[str]:
    return [line for line in lines if "stops, error" in line or "has closed" in line]


class Services(ProgramTest):
    def services(self, *arguments: str) -> Result:
        return self.run_virtual("services", "--summary", "none", *arguments)

    def test_what_it_says(self) -> None:
        done = self.services()
        self.assertEqual(done.status, 0)
        lines = said(done.err)
        for greeting in ("Hello world", "Hello Guido", "Hello mr. Guido"):
            self.assertEqual(lines.count(greeting), 1)
        self.assertEqual(stops(lines), ["heartbeat stops, error: none", "api stops, error: none", "api has closed its sockets",
                                        "database stops, error: none", "database has closed its connection"])
        self.assertLess(lines.index("database is connected"), lines.index("api is ready: it has the database"))

    def test_one_fails_to_start(self) -> None:
        done = self.services("--set", "database_fails=true")
        self.assertEqual(done.status, 1)
        lines = [line for line in said(done.err) if "stops, error" in line]
        self.assertEqual(lines, [f"{name} stops, error: connection refused" for name in ("heartbeat", "api", "database")])
        self.assertIn('"database" failed: connection refused', done.err)

    def test_one_fails_while_it_runs(self) -> None:
        done = self.services("--set", "beats=2")
        self.assertEqual(done.status, 1)
        lines = [line for line in said(done.err) if "stops, error" in line]
        self.assertEqual(lines, [f"{name} stops, error: no more beats" for name in ("heartbeat", "api", "database")])

    def test_the_entry_points_settings_give_way_to_flags(self) -> None:
        done = self.services("--set", "log_format=json", "--set", "log_level=warning", "-l", "info")
        self.assertIn("Hello world", [json.loads(line)["message"] for line in done.err.splitlines()])
        self.assertEqual(self.services("--set", "log_level=error").err, "")
        self.assertRegex(self.services("--set", "log_level=warning", "-d").err, r"log-level +warning +scenario")

    def test_gathered_lines_come_all_the_same(self) -> None:
        done = self.services("--set", "log_buffer_size=1000", "--set", "log_flush_interval=0")
        self.assertEqual(said(done.err), said(self.services().err))

    def test_what_is_missing_is_said_before_anything_starts(self) -> None:
        for settings, sentence in (({}, 'services[0].settings: the setting "name" is missing, which the class "Hello" requires'),
                                   ({"name": 3}, "services[0].settings.name: must be a text, not 3")):
            services = [{"name": "a", "class": "Hello", "settings": settings}]
            self.scenario("a.json", [], service_classes=[HELLO], services=services)
            self.assertIn(sentence, self.refused("run", "a.json"))

    def test_an_interruption_stops_them_in_order(self) -> None:
        for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            with self.subTest(status=status):
                process = subprocess.Popen([PROGRAM, "run", "services", "--set", "run_for=1000", "--set", "stop_time=0.05"],
                                           cwd=self.folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                let_it_run(process, 2)
                process.send_signal(number)
                _, log = process.communicate(timeout=60)
                self.assertEqual(process.returncode, status)
                self.assertEqual(stops(said(log.decode())),
                                 ["heartbeat stops, error: none", "api stops, error: none", "api has closed its sockets",
                                  "database stops, error: none", "database has closed its connection"])


if __name__ == "__main__":
    unittest.main()
