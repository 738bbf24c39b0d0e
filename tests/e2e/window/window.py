"""The program's window, read through the accessibility tree."""

import os
import signal
import subprocess
import tempfile
import time
from typing import Any, Callable, Iterator, List, Optional, TypeVar

from desktop import Desktop

PROGRAM = os.environ["SOJOURN_PROGRAM"]
PATIENCE_S = 60.0  # a neighbour may be busy
T = TypeVar("T")


def wait_for(what: str, look: Callable[[], Optional[T]], seconds: float = PATIENCE_S) -> T:
    """What look() returns as soon as that is true."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {seconds:g} s")
        time.sleep(0.05)


class Window:
    def __init__(self, desktop: Desktop, *arguments: str, **environment: str) -> None:
        self.desktop = desktop
        self._errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen([PROGRAM, *arguments], env={**desktop.environment, **environment},
                                        cwd=desktop.home, stdin=subprocess.DEVNULL, stdout=self._errors,
                                        stderr=self._errors, start_new_session=True)
        self._root: Any = None

    def wait_until_shown(self) -> None:
        self.number = wait_for("the window", self._find).split()[-1]
        self.desktop.run("xdotool", "windowfocus", "--sync", self.number)

    def _find(self) -> str:
        if self.process.poll() is not None:
            raise AssertionError(f"it ended with {self.process.returncode}: {self.said()}")
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", " — Sojourn$"],
                               env=self.desktop.environment, capture_output=True, timeout=60)
        return found.stdout.decode()

    def said(self) -> str:
        """What it wrote to standard output and standard error."""
        self._errors.seek(0)
        return self._errors.read().decode()

    def wait_for_end(self) -> int:
        return self.process.wait(timeout=PATIENCE_S)

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        self._errors.close()

    # The tree

    def root(self) -> Any:
        if self._root is None:
            from gi.repository import Atspi
            Atspi.set_timeout(30000, 60000)
            self._root = wait_for("the accessibility tree", self._application)
            self._root.set_cache_mask(Atspi.Cache.NONE)
        return self._root

    def _application(self) -> Any:
        from gi.repository import Atspi
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def nodes(self, top: Any = None) -> Iterator[Any]:
        waiting: List[Any] = [top or self.root()]
        while waiting:
            node = waiting.pop(0)
            yield node
            for i in range(node.get_child_count()):
                child = node.get_child_at_index(i)
                if child is not None:
                    waiting.append(child)

    def find(self, role: str, name: str) -> Any:
        """The first thing on show with that role whose name starts so."""
        return wait_for(f'the {role} "{name}"', lambda: self.look(None, role, name))

    def look(self, top: Any, role: str, name: str) -> Any:
        """The same below a node (below the program without one), without waiting."""
        from gi.repository import Atspi, GLib
        try:
            for node in self.nodes(top):
                if (node.get_name() or "").startswith(name) and node.get_role_name() == role and \
                        node.get_state_set().contains(Atspi.StateType.SHOWING):
                    return node
        except GLib.Error:  # it went while it was looked at
            pass
        return None

    def seconds(self) -> float:
        """The instant that the views show."""
        if not hasattr(self, "_time"):
            self._time = self.find("label", "Time of the run: ")
        text = self._time.get_name()
        number, unit = text[len("Time of the run: "):].split()
        return float(number) * {"s": 1, "ms": 1e-3, "µs": 1e-6}[unit]  # the first tenth of a run that is known to its end

    @staticmethod
    def value(slider: Any) -> float:
        return slider.get_value_iface().get_current_value()

    @staticmethod
    def middle(node: Any) -> "tuple[int, int]":
        from gi.repository import Atspi
        place = node.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
        return place.x + place.width // 2, place.y + place.height // 2
