#!/usr/bin/env python3
"""Every room under engine/ and app/, and every folder in it that holds sources, has a README.md of a few lines."""

import pathlib
from typing import List

import policy
from policy import Finding, SelfTest

FEW = 3  # lines with words on them


def check(root: pathlib.Path) -> List[Finding]:
    rooms = {path.parent for path in policy.files(root, "engine", "app")}
    findings = []
    for room in sorted(rooms - {root / "engine", root / "app"}):
        readme = room / "README.md"
        lines = [line for line in policy.read(readme).splitlines() if line.strip()] if readme.is_file() else []
        if not lines:
            findings.append(Finding(policy.name(room, root), 0, "has no README.md"))
        elif len(lines) < FEW:
            findings.append(Finding(policy.name(readme, root), 0, f"says too little: {len(lines)} lines"))
    return findings


SELF_TESTS = [
    SelfTest("with words", {"engine/time/README.md": "# Time\n\nWhat it is.\nHow it is used.\n", "engine/time/a.h": "",
                            "app/main.cpp": ""}),
    SelfTest("without", {"engine/time/a.h": ""}, ("engine/time: has no README.md",)),
    SelfTest("deeper", {"engine/formats/README.md": "# F\na\nb\n", "engine/formats/a.h": "", "engine/formats/pictures/a.h": ""},
             ("engine/formats/pictures: has no",)),
    SelfTest("too short", {"app/cli/README.md": "# cli\n", "app/cli/a.h": ""}, ("says too little",)),
]

if __name__ == "__main__":
    policy.main(check, SELF_TESTS)
