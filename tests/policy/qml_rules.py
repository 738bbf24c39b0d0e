#!/usr/bin/env python3
"""The rules for QML on Qt 6.4 that qmllint does not know, and units in the names of what leaves C++ for QML."""

import pathlib
import re
from typing import List

import policy
from policy import Finding, SelfTest

DELEGATES = r"\bdelegate\s*:|\b(?:Component|Repeater|Instantiator|DelegateModel|DelegateChooser)\s*\{"
TIME_WORDS = r"wait|waiting|latency|sojourn|elapsed|duration|makespan|delay|interval|blocking|starvation|period"
QML_RULES = [
    (r"\bproperty\s+var\b", "`{0}`: give it a type"),
    (r"\bMath\s*\.\s*(?:pow|log\w*|exp\w*)\b", "`{0}`: arithmetic on time and rates belongs in C++"),
]
CPP_RULES = [
    (r"\bsetContextProperty\b", "`{0}`: QML gets typed required properties and QML_ELEMENTs"),
    (rf"Q_PROPERTY\s*\(\s*(?:double|qreal|float|qint64|quint64|std::int64_t)\s+\w*?(?i:{TIME_WORDS})\s",
     "`{0}`: a time that leaves C++ says its unit in its name (Seconds, Milliseconds, Ns)"),
]


def check(root: pathlib.Path) -> List[Finding]:
    findings = []
    for path in policy.files(root, "qml", "app", "tests", endings=(".qml",)):
        text = policy.code_only(policy.read(path))
        for pattern, message in QML_RULES:
            findings += policy.matches(path, root, text, pattern, message)
        delegate = re.search(DELEGATES, text)
        if delegate and not re.search(r"^pragma ComponentBehavior: Bound$", text, re.MULTILINE):
            findings.append(Finding(policy.name(path, root), policy.line_of(text, delegate.start()),
                                    "delegates need `pragma ComponentBehavior: Bound` at the top of the file"))
        for pragma in re.finditer(r"^pragma\s+(.*)$", text, re.MULTILINE):
            said, line = pragma.group(1).strip(), policy.line_of(text, pragma.start())
            if said == "Singleton" and path.name != "Theme.qml":
                findings.append(Finding(policy.name(path, root), line, "Theme is the only singleton"))
            elif said not in ("ComponentBehavior: Bound", "Singleton"):
                findings.append(Finding(policy.name(path, root), line, f"`pragma {said}` fails to load on Qt 6.4"))
    for path in policy.files(root, "app"):
        text = policy.code_only(policy.read(path))
        for pattern, message in CPP_RULES:
            findings += policy.matches(path, root, text, pattern, message)
    return findings


def qml(title: str, text: str, *expected: str) -> SelfTest:
    return SelfTest(title, {"qml/views/A.qml": text}, expected)


def cpp(title: str, text: str, *expected: str) -> SelfTest:
    return SelfTest(title, {"app/viewmodels/a.h": text}, expected)


SELF_TESTS = [
    qml("sound", "pragma ComponentBehavior: Bound\nimport QtQuick\nListView {\n    delegate: Item { required property string name }\n}\n"),
    qml("without delegates", "import QtQuick\nItem { property real a: Math.max(1, 2) // property var x\n}\n"),
    qml("unbound", "import QtQuick\nListView {\n    delegate: Item {}\n}\n", "A.qml:3: delegates need"),
    qml("an unbound repeater", "import QtQuick\nRow { Repeater { model: 3 } }\n", "A.qml:2: delegates need"),
    qml("untyped", "import QtQuick\nItem {\n    required property var run\n}\n", "A.qml:3: `property var`"),
    qml("mathematics", "import QtQuick\nItem { width: Math.pow(10, x) + Math.log10(y) }\n", "`Math.pow`", "`Math.log10`"),
    qml("a newer pragma", "pragma NativeMethodBehavior: AcceptThisObject\n", "fails to load"),
    qml("a second singleton", "pragma Singleton\nimport QtQuick\nQtObject {}\n", "only singleton"),
    cpp("units", "Q_PROPERTY(double waitSeconds READ a)\nQ_PROPERTY(qint64 elapsedNs READ b)\nQ_PROPERTY(bool elapsed READ c)\n"
        "Q_PROPERTY(double utilisationRatio READ d)\nQ_PROPERTY(double speedRatio READ e)\n"),
    cpp("no unit", "Q_PROPERTY(double meanWait READ a)\nQ_PROPERTY(qreal elapsed READ b)\n", "meanWait", "elapsed"),
    cpp("context properties", 'context->setContextProperty("run", run);\n', "setContextProperty"),
]

if __name__ == "__main__":
    policy.main(check, SELF_TESTS)
