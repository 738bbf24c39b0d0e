"""What a request meets in the reference: places for connections, and a network that is sleeps."""

import asyncio
import collections
import json
import math
import pathlib

NAMES = (pathlib.Path(__file__).resolve().parents[2] / "resources" / "names.txt").read_text(encoding="utf-8").split()
SECOND = 10**9
TIMEOUT_WORDS = "there was no reply in time"


class Late(Exception):
    """The time-out of a request."""


class Places:
    """Handed on first come, first served, at once.

    As asyncio.Semaphore, but for one thing: that one lets who comes wait for a turn while somebody who was handed a place
    has not had its own turn yet, though another place is free.
    """

    def __init__(self, count, loop):
        self.free = count
        self.line = collections.deque()
        self.loop = loop

    async def acquire(self):
        if self.free:
            self.free -= 1
            return
        handed = self.loop.create_future()
        self.line.append(handed)
        try:
            await handed
        except asyncio.CancelledError:
            if handed.done() and not handed.cancelled():
                self.release()
            raise

    def release(self):
        while self.line:
            handed = self.line.popleft()
            if not handed.done():
                handed.set_result(None)
                return
        self.free += 1


class Server:
    """One of the scenario's servers, on the virtual clock."""

    def __init__(self, spec, loop):
        self.spec = spec
        self.name = spec["name"]
        self.loop = loop
        self.places = Places(spec.get("connections", 100), loop)
        self.open = 0
        self.timeout = round(spec.get("timeout", 300) * SECOND)

    @property
    def fate(self):
        """How each request fails: "" (it does not), "timeout", "error" or "reset"; None where that is left to chance."""
        shares = self.spec.get("failures", {})
        certain = [word for word in ("timeout", "error", "reset") if shares.get(word, 0) == 1]
        if certain:
            return certain[0]
        return None if any(shares.values()) else ""

    async def exchange(self, emit, path, lengths, field):
        """One attempt: "" when it brought a reply, otherwise why it did not."""
        await self.places.acquire()
        stays_open = False
        try:
            status, body = await self._reply(emit, path, lengths)
            stays_open = True
            if status != 200:
                await emit("request_failed", reason="status", status=status)
                return f"the reply has status {status}"
            if field and field not in json.loads(body):
                await emit("request_failed", reason="bad_reply", status=status)
                return f'the reply has no "{field}"'
            await emit("response", status=status, bytes=len(body))
            return ""
        except Late:
            await emit("request_failed", reason="timeout")
            return TIMEOUT_WORDS
        except ConnectionResetError:
            await emit("request_failed", reason="reset")
            return "the server closed the connection"
        finally:
            self.open += stays_open
            self.places.release()

    async def _reply(self, emit, path, lengths):
        connect, latency, receive = lengths
        over = self.loop.time()  # when the phase before was, or should have been
        deadline = over + self.timeout
        if self.open:
            self.open -= 1
        else:
            await emit("connecting")
            over = await self._phase(over + connect, deadline)
        await emit("connected")
        over = await self._phase(math.inf if self.fate == "timeout" else over + latency, deadline)
        if self.fate == "reset":
            raise ConnectionResetError
        await emit("first_byte")
        await self._phase(over + receive, deadline)
        return (500, "{}") if self.fate == "error" else body_of(path)

    async def _phase(self, end, deadline):
        await asyncio.sleep(max(0, min(end, deadline) - self.loop.time()))
        if end > deadline:
            raise Late
        return end


def body_of(path):
    """Status and body of the program's own server."""
    head, _, number = path.rpartition("/")
    if not head.endswith("/pokemon") or not number.isdecimal() or int(number) < 1:
        return 404, "{}"
    return 200, json.dumps({"id": int(number), "name": NAMES[(int(number) - 1) % len(NAMES)]})
