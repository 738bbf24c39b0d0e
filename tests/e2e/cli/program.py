"""Calls the program as a shell would, in a folder of its own and with a clean environment."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest
from typing import Any, Dict, List, Optional

PROGRAM = os.environ["SOJOURN_PROGRAM"]
STATE = tempfile.TemporaryDirectory()  # what runs leave that are killed
OURS = ("NUM_PRODUCERS", "NUM_CONSUMERS", "LOG_LEVEL", "LOG_FORMAT", "DUMP_CONFIG")


def environment(**more: str) -> Dict[str, str]:
    base = {k: v for k, v in os.environ.items() if k not in OURS and not k.startswith("SOJOURN_")}
    for display in ("DISPLAY", "WAYLAND_DISPLAY"):  # nothing here may need one
        base.pop(display, None)
    return {**base, "XDG_STATE_HOME": STATE.name, **more}


class Result:
    def __init__(self, done: "subprocess.CompletedProcess[bytes]") -> None:
        self.status = done.returncode
        self.out = done.stdout.decode()
        self.err = done.stderr.decode()

    def json(self) -> Any:
        return json.loads(self.out)

    def events(self) -> List[Dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


class ProgramTest(unittest.TestCase):
    maxDiff = None

    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def call(self, *arguments: str, env: Optional[Dict[str, str]] = None, **more: Any) -> Result:
        return Result(subprocess.run([PROGRAM, *arguments], env=environment(**(env or {})), cwd=self.folder,
                                     stdin=subprocess.DEVNULL, capture_output=True, timeout=120, **more))

    def run_virtual(self, *arguments: str, **more: Any) -> Result:
        return self.call("run", "--clock", "virtual", *arguments, **more)

    def write(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def scenario(self, name: str, tasks: List[Dict[str, Any]], **more: Any) -> str:
        return self.write(name, json.dumps({"format": "sojourn-scenario", "version": 1, "name": "test", "title": "Test",
                                            "queues": [{"name": "q"}], "tasks": tasks, **more}))

    def refused(self, *arguments: str, env: Optional[Dict[str, str]] = None, **more: Any) -> str:
        """The one line with which the call is refused: status 2, nothing on standard output, no new file."""
        before = sorted(p.name for p in self.folder.iterdir())
        result = self.call(*arguments, env=env, **more)
        self.assertEqual(result.status, 2, result.err)
        self.assertEqual(result.out, "")
        lines = result.err.splitlines()
        self.assertEqual(len(lines), 1, result.err)
        self.assertTrue(lines[0].startswith("sojourn: "), lines[0])
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), before)
        return lines[0][len("sojourn: "):]
