"""What the policy checks share: walking the sources, blanking comments and strings, reporting, self-tests.

A check is a script with a function check(root) that returns findings, and SELF_TESTS that prove that it can
fail and can pass. It is run as `check.py` on the tree, and as `check.py --self-test` on small made-up trees.
"""

import argparse
import pathlib
import re
import sys
import tempfile
from dataclasses import dataclass
from typing import Callable, Dict, Iterator, List, Tuple

CPP = (".h", ".hpp", ".cpp", ".cc")
TEXT = CPP + (".qml", ".js", ".py", ".sh", ".cmake", ".txt", ".json", ".md", ".xml", ".desktop", ".svg", ".yml", "")
SKIPPED_FOLDERS = {".git", "__pycache__", ".cache", ".qt"}


@dataclass(frozen=True)
class Finding:
    path: str  # relative to the root
    line: int  # 0: the file or folder as a whole
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}"


@dataclass(frozen=True)
class SelfTest:
    name: str
    files: Dict[str, str]
    expected: Tuple[str, ...] = ()  # each is part of one finding, and there are no other findings


def files(root: pathlib.Path, *folders: str, endings: Tuple[str, ...] = CPP) -> Iterator[pathlib.Path]:
    """Files under the named folders (all of the tree without any) with one of the endings, sorted."""
    for top in [root / folder for folder in folders] or [root]:
        found = [top] if top.is_file() else (sorted(top.rglob("*")) if top.is_dir() else [])
        for path in found:
            parts = path.relative_to(root).parts
            if SKIPPED_FOLDERS & set(parts) or parts[0] == "build" or parts[0].startswith("build-"):
                continue
            if path.is_file() and path.suffix in endings:
                yield path


def read(path: pathlib.Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def name(path: pathlib.Path, root: pathlib.Path) -> str:
    return path.relative_to(root).as_posix()


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


_CODE = re.compile(
    r"""(?P<raw>R"(?P<tag>[^()\s\\]{0,16})\(.*?\)(?P=tag)")"""
    r"""|(?P<comment>//[^\n]*|/\*.*?\*/)"""
    r"""|(?P<text>"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f_])'(?:\\.|[^'\\\n])*')""",
    re.DOTALL | re.VERBOSE,
)


def code_only(text: str, keep_strings: bool = False) -> str:
    """The text with comments, and unless they are kept the insides of strings, turned into spaces; positions
    and lines stay."""

    def blank(match: "re.Match[str]") -> str:
        found = match.group(0)
        if match.group("comment") is None:
            if keep_strings:
                return found
            return found[0] + re.sub(r"[^\n]", " ", found[1:-1]) + found[-1] if match.group("text") else (
                '""' + re.sub(r"[^\n]", " ", found[2:]))
        return re.sub(r"[^\n]", " ", found)

    return _CODE.sub(blank, text)


def matches(path: pathlib.Path, root: pathlib.Path, text: str, pattern: str, message: str) -> List[Finding]:
    """A finding for each match of the pattern; {0} in the message is what was found."""
    return [
        Finding(name(path, root), line_of(text, m.start()), message.format(m.group(0).strip()))
        for m in re.finditer(pattern, text, re.MULTILINE)
    ]


def _self_test(check: Callable[[pathlib.Path], List[Finding]], tests: List[SelfTest]) -> int:
    failures = []
    if not any(test.expected for test in tests) or all(test.expected for test in tests):
        failures.append("a self-test needs a tree that fails and one that passes")
    for test in tests:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for path, content in test.files.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(content, encoding="utf-8")
            found = [str(finding) for finding in check(root)]
        wrong = [f"did not find {text!r}" for text in test.expected if not any(text in f for f in found)]
        wrong += [f"found {text!r}" for text in found if not any(part in text for part in test.expected)]
        failures += [f"{test.name}: {text}" for text in wrong]
    for failure in failures:
        print(failure)
    print(f"{len(tests)} self-tests, {len(failures)} failures")
    return 1 if failures else 0


def main(
    check: Callable[[pathlib.Path], List[Finding]],
    self_tests: List[SelfTest],
    note: Callable[[pathlib.Path], List[str]] = lambda root: [],
) -> None:
    """Runs the check as a program; note(root) is printed but fails nothing."""
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__)
    parser.add_argument("--self-test", action="store_true", help="prove that the check can fail and can pass")
    parser.add_argument("root", nargs="?", default=pathlib.Path(__file__).resolve().parents[2], type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.self_test:
        sys.exit(_self_test(check, self_tests))
    found = check(arguments.root.resolve())
    for finding in found:
        print(finding)
    for line in note(arguments.root.resolve()):
        print(f"note: {line}")
    print(f"{len(found)} findings")
    sys.exit(1 if found else 0)
