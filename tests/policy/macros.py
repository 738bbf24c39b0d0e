#!/usr/bin/env python3
"""Q_OBJECT and its kin stand on a line of their own: AUTOMOC skips a class that has it on the class's line, and the
type is then silently missing."""

import pathlib
from typing import List

import policy
from policy import Finding, SelfTest

MACROS = r"Q_OBJECT|Q_GADGET|Q_NAMESPACE|Q_OBJECT_FAKE"


def check(root: pathlib.Path) -> List[Finding]:
    findings = []
    for path in policy.files(root, "engine", "app", "tests"):
        text = policy.code_only(policy.read(path))
        for number, line in enumerate(text.splitlines(), start=1):
            words = line.replace(";", " ").split()
            for macro in MACROS.split("|"):
                if macro in words and words != [macro] and not line.lstrip().startswith("#"):
                    findings.append(Finding(policy.name(path, root), number, f"{macro} needs a line of its own"))
    return findings


SELF_TESTS = [
    SelfTest("on its own", {"app/a.h": "class A : public QObject\n{\n    Q_OBJECT // yes\n    int x;\n};\n"}),
    SelfTest("on the class's line", {"app/a.h": "class A : public QObject { Q_OBJECT };\n"}, ("app/a.h:1: Q_OBJECT",)),
    SelfTest("with a neighbour", {"engine/a.h": "\n  Q_GADGET QML_ELEMENT\n"}, ("engine/a.h:2: Q_GADGET",)),
    SelfTest("in words", {"app/a.h": "// class A { Q_OBJECT };\n"}),
]

if __name__ == "__main__":
    policy.main(check, SELF_TESTS)
