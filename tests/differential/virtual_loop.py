"""CPython's own event loop with an exact, virtual clock, and the thread pools that run on it.

Only what the contract replaces is replaced: the clock (whole nanoseconds that move when nothing is ready, or when a task
computes), the order of timers among ties (order of setting), and waiting for input (there is none). Tasks, futures, queues,
events, gather and timeout are asyncio's, untouched.
"""

import asyncio
import collections
import heapq
import itertools


class VirtualLoop(asyncio.BaseEventLoop):
    """Runs rounds until nothing is left to run, or until `halted` is set."""

    def __init__(self):
        super().__init__()
        self.set_debug(False)  # whatever PYTHONASYNCIODEBUG says
        self._now = 0
        self._timers = []
        self._setting = itertools.count()
        self.halted = False
        self.turn = 0  # how many callbacks have run; a task that sees the same number twice has not suspended
        self.broken = []  # what asyncio itself reported as an error in a callback

    def time(self):
        """Nanoseconds since the start of the run, always an int."""
        return self._now

    def advance(self, nanoseconds):
        """Time passes while the running task keeps the loop."""
        self._now += nanoseconds

    def call_at(self, when, callback, *args, context=None):
        assert type(when) is int, "the virtual clock knows whole nanoseconds only"
        timer = asyncio.TimerHandle(when, callback, args, self, context)
        heapq.heappush(self._timers, (when, next(self._setting), timer))
        return timer

    def _run_once(self):
        """One round: what is due goes behind what is ready, then exactly what is ready now runs."""
        while self._timers and self._timers[0][2].cancelled():
            heapq.heappop(self._timers)
        if not self._ready and not self._timers:
            self.halted = True
        if self.halted:
            self._stopping = True
            return
        if not self._ready:
            self._now = max(self._now, self._timers[0][0])
        while self._timers and self._timers[0][0] <= self._now:
            timer = heapq.heappop(self._timers)[2]
            if not timer.cancelled():
                self._ready.append(timer)
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if handle.cancelled():
                continue
            self.turn += 1
            handle._run()
            if self.halted:
                break

    def call_exception_handler(self, context):
        if "handle" in context:
            self.broken.append(context)


class Pool:
    """`threads` threads that take jobs first come, first served. A started job is a timer."""

    def __init__(self, loop, threads):
        self._loop = loop
        self._free = threads
        self._line = collections.deque()

    def submit(self, nanoseconds):
        """A future of a job; cancelling it withdraws a job in line and leaves a started one to its thread."""
        job = (self._loop.create_future(), nanoseconds)
        self._line.append(job)
        self._take_next()
        return job[0]

    def _take_next(self):
        while self._free and self._line:
            future, nanoseconds = self._line.popleft()
            if future.cancelled():
                continue
            self._free -= 1
            self._loop.call_later(nanoseconds, self._finish, future)

    def _finish(self, future):
        if not future.done():
            future.set_result(None)
        self._free += 1
        self._take_next()
