"""What a program did with a scenario, and whether that is what the reference does."""

import dataclasses
import decimal
import json
import os
import pathlib
import subprocess

from reference import NANOSECONDS, SPIN_LIMIT, Run, TooLong, Unsupported

REFUSED, CRASHED, HUNG, UNREADABLE, DIFFERENT = "refused", "crashed", "hung", "unreadable", "different"
PROGRAM_SECONDS = 30  # after this a program counts as hung
STATUS_REFUSED = 2


@dataclasses.dataclass
class Observed:
    """Events, exit status, and what went wrong before there were any (a kind of the above, with words)."""
    status: int
    events: list
    trouble: str = ""
    words: str = ""


@dataclasses.dataclass
class Difference:
    kind: str
    expected: Observed
    actual: Observed


def exact(value):
    return decimal.Decimal(repr(value)) if isinstance(value, float) else value


def expected_of(scenario, spin_limit=SPIN_LIMIT, event_limit=20000):
    """What the reference does; None where it cannot say, or says too much."""
    try:
        run = Run(scenario, spin_limit=spin_limit, event_limit=event_limit)
    except (TooLong, Unsupported):
        return None
    events = [{key: exact(value) for key, value in event.items()} for event in run.events]
    return Observed(run.status, events, words=run.outcome)


def read_events(path, limit):
    """The first `limit` events of an event list, with times in nanoseconds (exactly as written, so perhaps broken ones)."""
    events = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            event = json.loads(line, parse_float=decimal.Decimal)
            for key in ("t", "seconds"):
                if key in event:
                    event[key] *= NANOSECONDS
            events.append(event)
            if len(events) == limit:
                break
    return events


class Program:
    """`sojourn run`, in a folder of its own for the files."""

    def __init__(self, path, folder):
        self.path = path
        self.folder = pathlib.Path(folder)
        settings = ("SOJOURN_", "NUM_", "LOG_", "DUMP_CONFIG")
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith(settings)}

    def __call__(self, scenario, limit):
        source, events = self.folder / "program.json", self.folder / "events.jsonl"
        source.write_text(json.dumps(scenario), encoding="utf-8")
        events.unlink(missing_ok=True)
        command = [self.path, "run", str(source), "--clock", "virtual", "--events", str(events), "--summary", "none", "-q"]
        try:
            done = subprocess.run(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE, timeout=PROGRAM_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return Observed(-1, [], HUNG, f"no end within {PROGRAM_SECONDS} s")
        words = done.stderr.decode("utf-8", "replace")[-2000:].strip()
        if done.returncode < 0 or done.returncode > 3:
            return Observed(done.returncode, [], CRASHED, words)
        if done.returncode == STATUS_REFUSED:
            return Observed(done.returncode, [], REFUSED, words)
        try:
            return Observed(done.returncode, read_events(events, limit), words=words)
        except (OSError, ValueError, TypeError) as error:
            return Observed(done.returncode, [], UNREADABLE, f"{error}\n{words}")


def difference(expected, scenario, program):
    """How the program differs from what is expected of it, or None."""
    actual = program(scenario, len(expected.events) + 50)
    if actual.trouble:
        return Difference(actual.trouble, expected, actual)
    if actual.status != expected.status or actual.events != expected.events:
        return Difference(DIFFERENT, expected, actual)
    return None


def event_text(event):
    """An event in one short line for people."""
    if event is None:
        return ""
    fields = dict(event)
    t = decimal.Decimal(fields.pop("t", 0)) / NANOSECONDS
    if "seconds" in fields:
        fields["seconds"] = decimal.Decimal(fields["seconds"]) / NANOSECONDS
    words = [f"{t:f}", str(fields.pop("task", "?")), str(fields.pop("event", "?"))]
    return " ".join(words + [f"{key}={value}" for key, value in fields.items()])


def side_by_side(found, before=25, after=12):
    """Both event lists around the first difference, which is marked with '>'."""
    left, right = found.expected.events, found.actual.events
    first = next((i for i, pair in enumerate(zip(left, right)) if pair[0] != pair[1]), min(len(left), len(right)))
    rows = [("reference", "program")]
    rows += [(event_text(left[i] if i < len(left) else None), event_text(right[i] if i < len(right) else None))
             for i in range(max(0, first - before), min(max(len(left), len(right)), first + after))]
    width = max(len(row[0]) for row in rows)
    marked = 1 + first - max(0, first - before)
    lines = [f"{'>' if i == marked else ' '} {row[0]:{width}}  |  {row[1]}" for i, row in enumerate(rows)]
    lines.append(f"exit status: reference {found.expected.status} ({found.expected.words}), program {found.actual.status}")
    if found.actual.trouble:
        lines.append(f"the program {found.actual.trouble}:")
    if found.actual.words:
        lines.append(found.actual.words)
    return "\n".join(lines)
