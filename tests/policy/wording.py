#!/usr/bin/env python3
"""No paths of one machine in any file, and no work left for later in the sources: do it, or write it in an issue."""

import pathlib
import re
from typing import List

import policy
from policy import Finding, SelfTest

# Home folders, and where build services check things out.
MACHINE_PATHS = r"(?<![\w.$}~/-])/(?:home|Users|root|work|workspace|builds|mnt)/[\w.-]+"
LATER = r"\b(?:TODO|FIXME|XXX|HACK)\b"


def check(root: pathlib.Path) -> List[Finding]:
    # Where this tree lies, unless that is too short to tell anything.
    here = rf"|{re.escape(str(root))}\b" if len(root.parts) > 2 else ""
    findings = []
    for path in policy.files(root, endings=policy.TEXT):
        if path == pathlib.Path(__file__).resolve():
            continue
        text = policy.read(path)
        if "\0" in text:
            continue
        findings += policy.matches(path, root, text, MACHINE_PATHS + here, "`{0}` is a path of one machine")
        findings += policy.matches(path, root, text, LATER, "`{0}`: nothing is left for later in the sources")
    return findings


SELF_TESTS = [
    SelfTest("sound", {"engine/a.cpp": "// the work/home is at /usr/share, /tmp/x, $HOME/y and https://host/home/page\n",
                       "packaging/b": "root=/etc/os-release ./work/done\n", "build/c.txt": "/home/me/x\n"}),
    SelfTest("a home", {"README.md": "see /home/me/notes\n"}, ("README.md:1: `/home/me`",)),
    SelfTest("left for later", {"app/a.cpp": "\n// TODO: all\n"}, ("app/a.cpp:2:",)),
    SelfTest("in QML too", {"qml/A.qml": "// FIXME\n"}, ("qml/A.qml:1:",)),
]

if __name__ == "__main__":
    policy.main(check, SELF_TESTS)
