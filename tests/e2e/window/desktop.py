"""A screen, a session bus and folders of their own, for one test program; nothing of the user's is touched."""

import ctypes
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from typing import Dict, List, Optional

TOOLS = ("Xvfb", "xdotool", "dbus-daemon", "import", "identify")
SKIPPED = 77
OURS = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM", "QT_QUICK_BACKEND", "XAUTHORITY",
        "NUM_PRODUCERS", "NUM_CONSUMERS", "LOG_LEVEL", "LOG_FORMAT", "DUMP_CONFIG")


def skip_without_tools() -> None:
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    try:
        import gi  # noqa: F401  (only looked for)
        gi.require_version("Atspi", "2.0")
    except (ImportError, ValueError):
        missing.append("python3-pyatspi")
    if missing:
        print(f"skipped: there is no {', '.join(missing)}")
        sys.exit(SKIPPED)


def _first_line(command: List[str], environment: Dict[str, str], descriptor: str) -> "tuple[subprocess.Popen[bytes], str]":
    """Starts a server that writes where it can be reached, to a descriptor that its command names as {}."""
    reading, writing = os.pipe()
    server = subprocess.Popen([part.replace(descriptor, str(writing)) for part in command], env=environment,
                              pass_fds=[writing], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        line = pipe.readline().strip()
    if not line:
        raise RuntimeError(f"{command[0]} did not start")
    return server, line


class _ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong),
                ("format", ctypes.c_int), ("data", ctypes.c_long * 5), ("pad", ctypes.c_long * 24)]


class Desktop:
    """Xvfb on a free display number, a session bus, and a home. Call close() at the end. The file
    `pixels` is what the screen shows, at any time: the server draws into it, in xwd's format."""

    def __init__(self, size: str = "1400x900") -> None:
        self._temporary = tempfile.TemporaryDirectory()
        self.home = pathlib.Path(self._temporary.name)
        self._servers: "List[subprocess.Popen[bytes]]" = []
        self.environment = {k: v for k, v in os.environ.items()
                            if k not in OURS and not k.startswith(("SOJOURN_", "XDG_"))}
        (self.home / "run").mkdir(mode=0o700)
        (self.home / "screen").mkdir()
        self.environment.update(HOME=str(self.home), XDG_RUNTIME_DIR=str(self.home / "run"), LC_ALL="C.UTF-8",
                                XDG_CONFIG_HOME=str(self.home / "config"), XDG_CACHE_HOME=str(self.home / "cache"),
                                XDG_DATA_HOME=str(self.home / "data"), QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
        try:
            screen, number = _first_line(["Xvfb", "-displayfd", "{}", "-screen", "0", f"{size}x24", "+extension", "GLX",
                                          "-nolisten", "tcp", "-noreset", "-fbdir", str(self.home / "screen")], self.environment, "{}")
            self._servers.append(screen)
            self.pixels = self.home / "screen" / "Xvfb_screen0"
            self.environment["DISPLAY"] = f":{number}"
            bus, address = _first_line(["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address={}"],
                                       self.environment, "{}")
            self._servers.append(bus)
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        for server in reversed(self._servers):
            server.terminate()
        for server in self._servers:
            server.wait(timeout=30)
        self._servers.clear()
        self._temporary.cleanup()

    def run(self, *command: str, timeout: Optional[float] = 60) -> str:
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, timeout=timeout,
                              stdin=subprocess.DEVNULL).stdout.decode()

    def keys(self, *names: str) -> None:
        self.run("xdotool", "key", "--clearmodifiers", "--delay", "40", *names)

    def type(self, text: str) -> None:
        self.run("xdotool", "type", "--delay", "20", text)

    def click(self, x: int, y: int) -> None:
        self.run("xdotool", "mousemove", str(x), str(y), "sleep", "0.1", "click", "1")

    def drag(self, x: int, y: int, to_x: int) -> None:
        """From a point sideways, as a hand does: not in one leap."""
        steps: List[str] = []
        for i in range(1, 9):
            steps += ["mousemove", str(x + (to_x - x) * i // 8), str(y), "sleep", "0.03"]
        self.run("xdotool", "mousemove", str(x), str(y), "sleep", "0.1", "mousedown", "1", "sleep", "0.05", *steps,
                 "mouseup", "1")

    def close_window(self, number: int) -> None:
        """As a window manager does when its cross is clicked: it asks the window to close."""
        xlib = ctypes.CDLL("libX11.so.6")
        xlib.XOpenDisplay.restype = ctypes.c_void_p
        xlib.XInternAtom.restype = ctypes.c_ulong
        display = ctypes.c_void_p(xlib.XOpenDisplay(self.environment["DISPLAY"].encode()))
        protocols, delete = (xlib.XInternAtom(display, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
        message = _ClientMessage(type=33, window=number, message_type=protocols, format=32)
        message.data[0] = delete
        sent = xlib.XSendEvent(display, ctypes.c_ulong(number), 0, ctypes.c_long(0), ctypes.byref(message))
        xlib.XCloseDisplay(display)
        if not sent:
            raise RuntimeError("the window was not asked to close")

    def picture(self, path: pathlib.Path) -> int:
        """Takes a picture of the screen; returns how many colours are in it."""
        self.run("import", "-window", "root", str(path))
        return int(self.run("identify", "-format", "%k", str(path)))
