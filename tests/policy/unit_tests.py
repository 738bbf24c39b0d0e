#!/usr/bin/env python3
"""A test asserts something and is not skipped. Notes, without failing, the classes that have no unit test of their
own."""

import pathlib
import re
from typing import List

import policy
from policy import Finding, SelfTest

RULES = [
    (r"\bQVERIFY2?\s*\(\s*(?:true|1)\s*[,)]", "`{0}` asserts nothing"),
    (r"\bQCOMPARE\s*\(\s*(\w+)\s*,\s*\1\s*\)", "`{0}` asserts nothing"),
    (r"\bQSKIP\s*\(", "a test is run or is not there: no QSKIP"),
    (r"\bQEXPECT_FAIL\s*\(", "a failure is mended, not expected"),
]
ASSERTS = re.compile(r"\b(?:Q(?:VERIFY|COMPARE|TRY_|FAIL|BENCHMARK|TEST_)|QUICK_TEST_MAIN)\w*")


def check(root: pathlib.Path) -> List[Finding]:
    findings = []
    for path in policy.files(root, "tests"):
        text = policy.code_only(policy.read(path))
        for pattern, message in RULES:
            findings += policy.matches(path, root, text, pattern, message)
        if path.name.startswith("tst_") and path.suffix == ".cpp" and not ASSERTS.search(text):
            findings.append(Finding(policy.name(path, root), 0, "a test file without an assertion"))
    return findings


def note(root: pathlib.Path) -> List[str]:
    untested = []
    for path in policy.files(root, "engine", endings=(".cpp",)):
        test = root / "tests/unit" / path.parent.relative_to(root / "engine") / f"tst_{path.stem}.cpp"
        if not test.is_file():
            untested.append(f"{policy.name(path, root)} has no {policy.name(test, root)}")
    return untested


SELF_TESTS = [
    SelfTest("sound", {"tests/unit/a/tst_a.cpp": "void x() { QCOMPARE(f(1), 2); QVERIFY(ok); } // QSKIP(\n"}),
    SelfTest("nothing asserted", {"tests/unit/a/tst_a.cpp": "void x() { QVERIFY(true); }\n"}, ("tst_a.cpp:1: `QVERIFY(true)`",)),
    SelfTest("itself", {"tests/unit/a/tst_a.cpp": "\nvoid x() { QCOMPARE(a, a); }\n"}, ("tst_a.cpp:2",)),
    SelfTest("skipped", {"tests/scene/tst_a.cpp": 'void x() { QSKIP("later"); QVERIFY(a); }\n'}, ("no QSKIP",)),
    SelfTest("empty", {"tests/unit/a/tst_a.cpp": "void x() { run(); }\n"}, ("without an assertion",)),
]

if __name__ == "__main__":
    policy.main(check, SELF_TESTS, note)
