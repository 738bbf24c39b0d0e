#!/usr/bin/env python3
"""Holds the includes of engine/ and app/ against the table of allowed arrows, arrows.txt.

With Qt a target's links do not hold them: <QtQuick/QQuickItem> compiles in a target that links Core alone.
"""

import fnmatch
import pathlib
import re
from typing import Dict, List, Optional, Set

import policy
from policy import Finding, SelfTest

TABLE = pathlib.Path(__file__).with_name("arrows.txt")
WORDS = ("no-window", "window-modules", "window-headers")


class Arrows:
    def __init__(self, text: str) -> None:
        self.allowed: Dict[str, List[str]] = {}
        self.words: Dict[str, List[str]] = {word: [] for word in WORDS}
        for line in text.splitlines():
            line = line.split("#")[0].strip()
            if line:
                left, right = line.split(":")
                if left in WORDS:
                    self.words[left] += right.split()
                else:
                    self.allowed[left] = right.split()

    def room_of(self, path: str) -> Optional[str]:
        """The longest room that holds the path; for a folder that no room knows, None."""
        parts = path.split("/")
        for length in range(len(parts) - 1, 0, -1):
            room = "/".join(parts[:length])
            if room in self.allowed:
                # What lies in a sub-folder of app itself is a room of its own that the table lacks.
                return room if room != "app" or len(parts) == 2 else None
        return None

    def allows(self, source: str, target: str) -> bool:
        return source == target or any(fnmatch.fnmatch(target, a) for a in self.allowed[source])

    def circles(self) -> List[str]:
        rooms = list(self.allowed)
        arrows = {a: {b for b in rooms if b != a and self.allows(a, b)} for a in rooms}
        while True:  # take away what nothing in the rest stands on
            ends = {room for room in arrows if not arrows[room]}
            if not ends:
                return sorted(arrows)
            arrows = {a: bs - ends for a, bs in arrows.items() if a not in ends}


def target_path(root: pathlib.Path, source: pathlib.Path, include: str) -> Optional[str]:
    """Where an include of ours lies, relative to the root; None for a header of somebody else."""
    for base in (source.parent, root / "engine", root / "app", root):
        found = (base / include).resolve()
        if found.is_file() and root in found.parents:
            return found.relative_to(root).as_posix()
    return None


def window_header(arrows: Arrows, include: str) -> bool:
    module, _, header = include.rpartition("/")
    if module:
        return module in arrows.words["window-modules"]
    return any(fnmatch.fnmatchcase(header, pattern) for pattern in arrows.words["window-headers"]) or (
        header in arrows.words["window-modules"])


def check(root: pathlib.Path) -> List[Finding]:
    arrows = Arrows(policy.read(TABLE))
    findings = [Finding("tests/policy/arrows.txt", 0, f"a circle through {room}") for room in arrows.circles()]
    unknown: Set[str] = set()
    for path in policy.files(root, "engine", "app"):
        source_name = policy.name(path, root)
        room = arrows.room_of(source_name)
        if room is None:
            unknown.add(str(pathlib.PurePosixPath(source_name).parent))
            continue
        text = policy.code_only(policy.read(path), keep_strings=True)
        for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]', text, re.MULTILINE):
            include, line = match.group(1), policy.line_of(text, match.start())
            if room in arrows.words["no-window"] and window_header(arrows, include):
                findings.append(Finding(source_name, line, f"{room} knows no window, and <{include}> is of one"))
            target = target_path(root, path, include)
            target_room = arrows.room_of(target) if target else None
            if target_room and not arrows.allows(room, target_room):
                findings.append(Finding(source_name, line, f"{room} may not include {target_room} ({include})"))
            elif target and not target_room and target.startswith(("engine/", "app/")):
                unknown.add(str(pathlib.PurePosixPath(target).parent))
            elif target and not target.startswith(("engine/", "app/")):
                findings.append(Finding(source_name, line, f"{room} may not include {target}"))
    return findings + [Finding(room, 0, "a room that tests/policy/arrows.txt does not know") for room in sorted(unknown)]


SELF_TESTS = [
    SelfTest("an allowed tree", {
        "engine/time/clock.h": "#include <QDateTime>\n#include <chrono>\n",
        "engine/trace/event.h": '#include "time/clock.h"\n',
        "engine/trace/event.cpp": '#include "trace/event.h"\n// #include "sync/queue.h"\n',
        "engine/sync/queue.h": "",
        "engine/formats/pictures/picture.cpp": '#include <QPainter>\n#include "trace/event.h"\n',
        "app/viewmodels/run_model.h": '#include "trace/event.h"\n',
        "app/main.cpp": '#include "viewmodels/run_model.h"\n#include <QGuiApplication>\n',
    }),
    SelfTest("an arrow upwards", {
        "engine/sync/queue.h": "",
        "engine/trace/event.cpp": '#include "sync/queue.h"\n',
    }, ("engine/trace/event.cpp:1: engine/trace may not include engine/sync",)),
    SelfTest("the engine reaches for the program", {
        "app/theme/theme.h": "",
        "engine/net/server.cpp": '\n#include "theme/theme.h"\n',
        "engine/net/client.cpp": '#include "../../app/theme/theme.h"\n',
    }, ("engine/net/server.cpp:2: engine/net may not include app/theme", "engine/net/client.cpp:1")),
    SelfTest("a window in the engine", {
        "engine/stats/a.cpp": "#include <QtQuick/QQuickItem>\n",
        "engine/stats/b.cpp": "#include <QPainter>\n",
        "engine/stats/c.cpp": "#include <QtGui>\n",
        "engine/stats/d.cpp": "#include <QtCore/QString>\n#include <QTextStream>\n#include <QRandomGenerator>\n",
    }, ("a.cpp:1: engine/stats knows no window", "b.cpp:1", "c.cpp:1")),
    SelfTest("a view model draws on the command line", {
        "app/cli/options.h": "",
        "app/viewmodels/run_model.cpp": '#include "cli/options.h"\n',
    }, ("app/viewmodels may not include app/cli",)),
    SelfTest("a scene that runs scenarios", {
        "engine/scenario/runner.h": "",
        "app/scene/timeline.cpp": '#include "scenario/runner.h"\n',
    }, ("app/scene may not include engine/scenario",)),
    SelfTest("a room that nobody knows", {
        "engine/cellar/wine.cpp": "", "app/attic/box.cpp": "",
    }, ("engine/cellar: a room that", "app/attic: a room that")),
    SelfTest("tests in the program", {
        "tests/support/fake.h": "", "app/main.cpp": '#include "../tests/support/fake.h"\n',
    }, ("app may not include tests/support/fake.h",)),
]

if __name__ == "__main__":
    policy.main(check, SELF_TESTS)
