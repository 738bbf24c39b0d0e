#!/usr/bin/env python3
"""packaging/packages.txt is the one list of packages: what QML imports is in it, and nothing else lists packages."""

import pathlib
import re
from typing import Dict, List, Set

import policy
from policy import Finding, SelfTest

LIST = "packaging/packages.txt"
# Names that are a package's and nothing else's.
TELLING = re.compile(r"qml6-|qt6-|qcoro|lib[\w.+-]+-dev$")


def sections(text: str) -> Dict[str, Set[str]]:
    found: Dict[str, Set[str]] = {}
    section = ""
    for line in text.splitlines():
        line = line.split("#")[0].strip()
        if line.startswith("["):
            section = line.strip("[]")
        elif line:
            found.setdefault(section, set()).update(word.strip() for word in line.split("|"))
    return found


def package_of(module: str, listed: Set[str]) -> str:
    """The package of a QML module: its name in small letters; a style or an implementation is its parent's."""
    name = "qml6-module-" + module.lower().replace(".", "-")
    parent = name
    while parent not in listed and "." in module:
        module = module.rpartition(".")[0]
        parent = "qml6-module-" + module.lower().replace(".", "-")
    own = {"qtquick", "qtqml", "qt-labs", "qt"}  # these are no parents of modules: QtQuick.Layouts is not QtQuick's
    return name if parent.removeprefix("qml6-module-") in own else parent


def check(root: pathlib.Path) -> List[Finding]:
    path = root / LIST
    if not path.is_file():
        return [Finding(LIST, 0, "is missing")]
    listed = sections(policy.read(path))
    run, everything = listed.get("run", set()), set().union(*listed.values())
    names = [name for section in listed.values() for name in section]
    findings = [Finding(LIST, 0, f"{name} is in two sections") for name in sorted(set(names)) if names.count(name) > 1]
    for file in policy.files(root, "qml", "app", "tests", endings=(".qml",)):
        text = policy.code_only(policy.read(file), keep_strings=True)
        known = everything if policy.name(file, root).startswith("tests/") else run
        for match in re.finditer(r"^\s*import\s+(Qt[\w.]*)", text, re.MULTILINE):
            package = package_of(match.group(1), known)
            if package not in known:
                findings.append(Finding(policy.name(file, root), policy.line_of(text, match.start()),
                                        f"imports {match.group(1)}, and {LIST} has no {package}"))
    telling = sorted(name for name in everything if TELLING.match(name))
    for file in policy.files(root, endings=policy.TEXT):
        if file == path or policy.name(file, root).startswith("tests/policy/"):
            continue
        text = policy.read(file)
        for name in telling:
            if name in text:
                findings += policy.matches(file, root, text, rf"(?<![\w.+-]){re.escape(name)}(?![\w.+-])",
                                           "`{0}` belongs in " + LIST + " alone")
    return findings


GIVEN = "[build]\ng++ # compiler\nqt6-base-dev\n[run] # all\nqml6-module-qtqml\nqml6-module-qtquick\nqml6-module-qtquick-controls\n" \
        "[test]\nclang-16 | clang\nqml6-module-qttest\n"
SELF_TESTS = [
    SelfTest("sound", {LIST: GIVEN, "qml/A.qml": 'import QtQml\nimport QtQuick 2.15\nimport QtQuick.Controls.Basic as C\nimport Sojourn.Scene\nimport "x"\n',
                       "tests/quick/tst_a.qml": "import QtTest\n", "packaging/run": "clang-16 g++\n"}),
    SelfTest("not listed", {LIST: GIVEN, "qml/A.qml": "import QtQuick\nimport QtQuick.Layouts\n"},
             ("qml/A.qml:2: imports QtQuick.Layouts, and packaging/packages.txt has no qml6-module-qtquick-layouts",)),
    SelfTest("listed for tests only", {LIST: GIVEN, "qml/A.qml": "import QtTest\n"}, ("imports QtTest",)),
    SelfTest("a second list", {LIST: GIVEN, ".ci/run": "#!/bin/sh\napt-get install qt6-base-dev\n"}, (".ci/run:2: `qt6-base-dev`",)),
    SelfTest("no list", {"qml/A.qml": "import QtQuick\n"}, ("is missing",)),
    SelfTest("listed twice", {LIST: GIVEN + "qt6-base-dev\n"}, ("in two sections",)),
]

if __name__ == "__main__":
    policy.main(check, SELF_TESTS)
