#!/usr/bin/env python3
"""What is said where no window can be opened."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["SOJOURN_PROGRAM"]
NO_DISPLAY = ("sojourn: there is no display to open the window on: set DISPLAY or WAYLAND_DISPLAY, or use `sojourn run`, "
              "which needs none\n")
HIDDEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_QUICK_BACKEND")


def no_answer(variable: str, display: str) -> str:
    return (f'sojourn: the display "{display}" does not answer: set {variable} to one that does, or use `sojourn run`, '
            "which needs none\n")


class StartTest(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def call(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        base = {k: v for k, v in os.environ.items() if k not in HIDDEN}
        return subprocess.run([PROGRAM, *arguments], env={**base, "HOME": str(self.folder), **environment},
                              cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)

    def assert_says(self, result: "subprocess.CompletedProcess[str]", sentence: str) -> None:
        self.assertEqual(result.stderr, sentence)
        self.assertEqual(result.stdout, "")
        self.assertEqual(result.returncode, 2)

    def test_without_a_display(self) -> None:
        self.assert_says(self.call(), NO_DISPLAY)

    def test_with_a_display_that_nobody_serves(self) -> None:
        self.assert_says(self.call(DISPLAY=":4077"), no_answer("DISPLAY", ":4077"))

    def test_with_a_display_of_another_kind_that_nobody_serves(self) -> None:
        self.assert_says(self.call(WAYLAND_DISPLAY="nobody", XDG_RUNTIME_DIR=str(self.folder)),
                         no_answer("WAYLAND_DISPLAY", "nobody"))

    def test_a_wrong_scenario_is_told_before_any_display_is_asked_for(self) -> None:
        (self.folder / "wrong.json").write_text('{"format": "sojourn-scenario", "version": 1, "name": "wrong",\n'
                                                '"queues": [{"name": "work"}],\n'
                                                '"tasks": [{"name": "a", "steps": [{"put": "wrok"}]}]}\n')
        self.assert_says(self.call("wrong.json"), "sojourn: wrong.json: tasks[0].steps[0].put: there is no queue \"wrok\"; "
                                                  "did you mean \"work\"?\n")

    def test_a_recording_goes_to_the_window(self) -> None:
        (self.folder / "t.json").write_text('[{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"}]')
        self.assert_says(self.call("t.json"), NO_DISPLAY)
        self.assert_says(self.call("open", "t.json"), NO_DISPLAY)
        self.assert_says(self.call("open", "t.json", "--seed", "3"),
                         "sojourn: t.json is a recording: there is nothing to set in it\n")

    def test_without_its_window(self) -> None:
        alone = self.folder / "sojourn"
        shutil.copy(PROGRAM, alone)
        result = subprocess.run([alone, "mm1"], cwd=self.folder, capture_output=True, text=True, timeout=60)
        self.assertIn("sojourn-window, is not installed", result.stderr)
        self.assertEqual((result.stdout, result.returncode), ("", 2))

    def test_a_scenario_that_is_not_there(self) -> None:
        result = self.call("none.json")
        self.assertEqual(result.returncode, 2)
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        self.assertIn("none.json", result.stderr)


if __name__ == "__main__":
    unittest.main()
