#!/usr/bin/env python3
"""Every C++ file is laid out as .clang-format says, by the one major version of clang-format that all use."""

import pathlib
import re
import shutil
import subprocess
import sys
from typing import List, Optional

import policy
from policy import Finding, SelfTest

MAJOR = "14"
FOLDERS = ("engine", "app", "tests")
NOT_HERE = 77  # ctest's word for: was not run


def tool() -> Optional[str]:
    for candidate in (f"clang-format-{MAJOR}", "clang-format"):
        found = shutil.which(candidate)
        if found and re.search(rf"version {MAJOR}\.", subprocess.run([found, "--version"], capture_output=True, text=True).stdout):
            return found
    return None


def check(root: pathlib.Path) -> List[Finding]:
    paths = list(policy.files(root, *FOLDERS))
    if not paths:
        return []
    said = subprocess.run([tool(), "--style=file", "--dry-run", "-Werror", "--ferror-limit=1", *paths],
                          capture_output=True, text=True, cwd=root).stderr
    return [Finding(policy.name(pathlib.Path(m.group(1)), root), int(m.group(2)), f"not laid out; try: clang-format -i {policy.name(pathlib.Path(m.group(1)), root)}")
            for m in re.finditer(r"^(.*?):(\d+):\d+: error:", said, re.MULTILINE)]


SELF_TESTS = [
    SelfTest("laid out", {".clang-format": "BasedOnStyle: LLVM\n", "engine/a.cpp": "int f() { return 1; }\n"}),
    SelfTest("not laid out", {".clang-format": "BasedOnStyle: LLVM\n", "app/a.cpp": "\nint  f( ) {return 1;}\n"}, ("app/a.cpp:2: not laid out",)),
]

if __name__ == "__main__":
    if not tool():
        print(f"there is no clang-format {MAJOR} here")
        sys.exit(NOT_HERE)
    policy.main(check, SELF_TESTS)
