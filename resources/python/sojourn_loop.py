"""What an exported program stands on: an exact event loop, seeded draws and the event list.

Sojourn puts this file behind every program that it writes: its imports at the head, the rest from the ruled line on at
the end. It stands by itself here so that it can be read and checked. Top-level names begin with a capital or an
underscore, because those of a program's own groups and queues never do.
"""

import argparse
import asyncio
import collections
import concurrent.futures
import heapq
import itertools
import json
import math
import os
import signal
import struct
import sys
import time
import traceback

# ======================================================================================================================
# The machinery. Nothing below belongs to this program in particular.

_SECOND = 10**9  # the exact clock counts whole nanoseconds
_LATEST = (1 << 63) - 1
_SPIN_LIMIT = 10**7  # steps, and passes of a loop, without suspending
_MASK = (1 << 64) - 1
_GAMMA = 0x9E3779B97F4A7C15


class Failed(Exception):
    """Ends a task with an error."""


class Item:
    """What queues hold and tasks have in hand. `key` says where it comes from: its draws depend on that alone."""

    __slots__ = ("number", "key", "priority", "value", "drawn")

    def __init__(self, number, key=0):
        self.number = number
        self.key = key
        self.priority = 0
        self.value = None
        self.drawn = {}  # how often each site drew for it


END = Item("sentinel")  # the end mark: no item, and the last of a priority queue


class Run:
    """One run: its loop and clock, its groups of tasks, its event list, and how it ends."""

    @classmethod
    def from_command_line(cls, scenario, seed, until=None, debug=False):
        """Runs a program and leaves with its exit status: 0, 1 when a task failed, 3 when it stalled or spins."""
        parser = argparse.ArgumentParser(description="An asyncio program. Prints its event list, a line an event.")
        parser.add_argument("--plain", action="store_true",
                            help="run on asyncio's own loop and the real clock, not on an exact, virtual one")
        run = cls(seed, until, parser.parse_args().plain)
        run.loop.set_debug(debug and run.plain)  # then asyncio itself reports slow turns
        if hasattr(signal, "SIGPIPE"):
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` ends it quietly
        if run.plain:
            signal.signal(signal.SIGINT, run.stop)
            signal.signal(signal.SIGTERM, run.stop)
        scenario(run)
        try:
            run.to_its_end()
        except KeyboardInterrupt:
            run.end(130)

    def __init__(self, seed, until, plain):
        self.seed = seed
        self.until = _LATEST if until is None else _nanoseconds(until)
        self.plain = plain
        self.loop = asyncio.new_event_loop() if plain else _ExactLoop()
        self.numbers = itertools.count()  # of items, in the order of making
        self.groups = {}  # function -> name and asyncio tasks
        self.tasks = []
        self.failed = False
        self.stopped_by = 0  # the signal, once one has come
        self._start = time.monotonic_ns()

    # --- what a program is made of

    def queue(self, name, capacity=0, order="fifo"):
        queue = {"fifo": asyncio.Queue, "lifo": asyncio.LifoQueue, "priority": _PriorityQueue}[order](capacity)
        queue.name = name
        return queue

    def flag(self, name):
        flag = asyncio.Event()
        flag.name = name
        return flag

    def pool(self, name, threads):
        return _RealPool(self, name, threads) if self.plain else _ExactPool(self, name, threads)

    def server(self, name, url="", connections=100, timeouts=0, errors=0, resets=0, timeout=300):
        """`timeouts`, `errors`, `resets`: shares of requests that fail so; `timeout`: seconds."""
        return Server(self, name, url, connections, timeouts, errors, resets, timeout)

    def group(self, name, function, *shared, count=None, stopping=None, service=False):
        """Starts the tasks of a group: `name`, or `name-0`, `name-1`, ... with a count. `service`: its entry point
        stops it; that has a flag `stopping`, which is set once it does so."""
        started = []
        self.groups[function] = _Group(name, started)
        for index in range(1 if count is None else count):
            task = Task(self, name, index, name if count is None else f"{name}-{index}")
            task.asyncio_task = self.loop.create_task(task.walk(function, shared))
            task.peers = 1 if count is None else count
            task.stopping, task.is_service = stopping, service
            started.append(task.asyncio_task)
            self.tasks.append(task)

    # --- the event list

    def now(self):
        return time.monotonic_ns() - self._start if self.plain else self.loop.time()

    def emit(self, task, event, fields):
        """Prints an event; the run is over with the first that comes behind `until`."""
        now = self.now()
        if now > self.until:
            self.end(0)
        more = "".join(f',"{key}":{_json(key, value)}' for key, value in fields.items())
        line = f'{{"t":{_seconds_text(now)},"task":{task.label},"event":"{event}"{more}}}\n'
        sys.stdout.buffer.write(line.encode("utf-8", "replace"))
        if self.plain:
            sys.stdout.buffer.flush()

    # --- from the start to the end

    def stop(self, number, _frame):
        """Ctrl-C on the real clock: all are cancelled and clean up, services by their entry point, which stops them in
        order. The second time leaves at once."""
        if self.stopped_by:
            self.end(128 + number)
        self.stopped_by = number
        self.loop.call_soon_threadsafe(self._cancel_all)

    def _cancel_all(self):
        for task in self.tasks:
            if not task.is_service and not (task.stopping and task.stopping.is_set()):
                task.asyncio_task.cancel()

    def to_its_end(self):
        if self.plain:
            self.loop.call_later(min(self.until / _SECOND, 1e8), self.end, 0)
            if self.tasks:
                self.loop.run_until_complete(asyncio.wait([task.asyncio_task for task in self.tasks]))
            self.end(128 + self.stopped_by if self.stopped_by else 0)
        self.loop.run_forever()
        waiting = [task for task in self.tasks if not task.asyncio_task.done()]
        if waiting:
            words = ", ".join(f"{task.name} ({' '.join(task.stands_at)})" for task in waiting[:10])
            self.end(3, f"stalled: nothing can run any more, and these still wait: {words}")
        self.end(0)

    def end(self, status, words=""):
        """Leaves at once: a run that is over has no clean-up. A failed task outdoes every other status."""
        sys.stdout.buffer.flush()
        if words:
            print(words, file=sys.stderr, flush=True)
        os._exit(1 if self.failed else status)


_Group = collections.namedtuple("_Group", "name tasks")


class Task:
    """One task: the item in its hand, its draws, and asyncio's calls with the events that they make."""

    def __init__(self, run, group, index, name):
        self.run = run
        self.group = _fnv1a64(group)
        self.index = index
        self.name = name
        self.label = json.dumps(name, ensure_ascii=False)
        self.asyncio_task = None
        self.hand = None
        self.drawn = 0  # what draw() drew last
        self.peers = 1  # in its group
        self.requests = 0  # that it has begun
        self.stands_at = ("started",)
        self._made = 0
        self._draws = {}  # how often each site drew for it
        self._turn = None
        self._steps = 0
        self._own_thread = None

    async def walk(self, function, shared):
        self._emit("started")
        try:
            await function(self, *shared)
        except asyncio.CancelledError:
            self._emit("ended", outcome="cancelled")
            raise
        except Exception as error:
            if not isinstance(error, Failed):
                traceback.print_exc()
            self._emit("ended", outcome="failed", error=str(error))
            self.run.failed = True
            raise
        self._emit("ended", outcome="finished")

    def _emit(self, event, **fields):
        self.stands_at = (event, *(text for text in fields.values() if isinstance(text, str)))
        self.run.emit(self, event, fields)

    def count(self):
        """Counts a step: one that never gives up the loop ends the run."""
        if self.run.plain:
            return
        if self._turn != self.run.loop.turn:
            self._turn, self._steps = self.run.loop.turn, 0
        self._steps += 1
        if self._steps >= _SPIN_LIMIT:
            self.run.end(3, f"spinning: {self.name} ran {_SPIN_LIMIT} steps without suspending")

    def times(self, passes):
        """range(), with each pass counted as a step."""
        self.count()
        for i in range(passes):
            yield i
            self.count()

    def forever(self):
        """`while True`, with each pass counted as a step."""
        self.count()
        while True:
            yield
            self.count()

    # --- steps

    async def sleep(self, seconds):
        self.count()
        duration = _nanoseconds(seconds)
        self._emit("sleep", seconds=duration)
        await asyncio.sleep(duration / _SECOND if self.run.plain else duration)
        self._emit("wake")

    def work(self, seconds):
        """Computes: time passes, and nobody else runs."""
        self.count()
        duration = _nanoseconds(seconds)
        self._emit("work", seconds=duration)
        if self.run.plain:
            until = time.monotonic_ns() + duration
            while not self.run.stopped_by and (left := until - time.monotonic_ns()) > 0:
                time.sleep(min(left / _SECOND, 0.05))
        else:
            self.run.loop.advance(duration)
        if self.run.now() > self.run.until:
            self.run.end(0)

    async def offload(self, pool, seconds):
        self.count()
        duration = _nanoseconds(seconds)
        self._emit("offload", seconds=duration, pool=pool.name)
        await pool.submit(duration)
        self._emit("offload_done")

    async def offload_to_own_thread(self, seconds):
        """Computes on a thread that is this task's alone."""
        self.count()
        duration = _nanoseconds(seconds)
        self._emit("offload", seconds=duration)
        if self._own_thread is None:
            self._own_thread = self.run.pool(self.name, 1)
        await self._own_thread.submit(duration)
        self._emit("offload_done")

    async def put(self, queue, item=None, **how):
        """Puts the item in hand, a new one when the hand is empty, or END. `how`: see _item_to_put."""
        self.count()
        item = item or self._item_to_put(**how)
        if queue.full():
            self._emit("put_wait", queue=queue.name, item=item.number)
        await queue.put(item)
        self._emit("put", queue=queue.name, item=item.number, size=queue.qsize())

    def put_or_drop(self, queue, item=None, **how):
        """The same without waiting: into a full queue nothing goes."""
        self.count()
        item = item or self._item_to_put(**how)
        try:
            queue.put_nowait(item)
        except asyncio.QueueFull:
            self._emit("drop", queue=queue.name, item=item.number)
        else:
            self._emit("put", queue=queue.name, item=item.number, size=queue.qsize())

    def _item_to_put(self, new=False, priority=None, value=None, numbered=False, square=False, text=None):
        """`new`: a new item though the hand holds one, which stays. What it carries: `value`; `numbered`: its number;
        `square`: the number that it carries, squared; `text`: this, with {task} {index} {item} {value} {drawn}."""
        if new or self.hand is None:
            key = _mix(_mix(self.group + (self.index + 1) * _GAMMA) + (self._made + 1) * _GAMMA)
            item = Item(next(self.run.numbers), key)
            self._made += 1
        else:
            item, self.hand = self.hand, None
        if priority is not None:
            item.priority = priority
        if value is not None:
            item.value = value
        if numbered:
            item.value = item.number
        if text is not None:
            item.value = text.format(task=self.name, index=self.index, item=item.number, value=_Shown(item.value),
                                     drawn=_Shown(self.drawn))
        if square and isinstance(item.value, (int, float)):
            item.value = float(item.value) * float(item.value)
        return item

    async def get(self, queue):
        """Takes an item into the hand, and returns it. An END empties the hand."""
        self.count()
        if queue.empty():
            self._emit("get_wait", queue=queue.name)
        item = await queue.get()
        self._emit("get", queue=queue.name, item=item.number, size=queue.qsize())
        self.hand = None if item is END else item
        return item

    def task_done(self, queue):
        self.count()
        try:
            queue.task_done()
        except ValueError as error:
            raise Failed(str(error)) from None
        self._emit("task_done", queue=queue.name)

    async def join(self, queue):
        self.count()
        self._emit("join_wait", queue=queue.name)
        await queue.join()
        self._emit("join", queue=queue.name)

    async def gather(self, group, return_exceptions=True):
        self.count()
        name, tasks = self.run.groups[group]
        self._emit("await_wait", group=name)
        await asyncio.gather(*tasks, return_exceptions=return_exceptions)
        self._emit("await", group=name)

    def cancel(self, group, unless=None):
        """Cancels every task of a group; does nothing while the flag `unless` is set."""
        self.count()
        if unless is not None and unless.is_set():
            return
        name, tasks = self.run.groups[group]
        self._emit("cancel", group=name)
        for task in tasks:
            task.cancel()

    def set(self, flag):
        self.count()
        self._emit("set", flag=flag.name)
        flag.set()

    async def wait(self, flag):
        self.count()
        self._emit("flag_wait", flag=flag.name)
        await flag.wait()
        self._emit("flag", flag=flag.name)

    async def request(self, server, path, plan, **how):
        """Sends a GET and waits for the reply. `{n}` in the path: each request of the group has a number of its own."""
        self.count()
        await server.request(self, path, plan, **how)

    def timeout(self, seconds):
        """asyncio.timeout(), with its events."""
        self.count()
        return _Timeout(self, _nanoseconds(seconds))

    def draw(self, value):
        """Tells what was drawn, for a decision."""
        self.count()
        self.drawn = value
        self._emit("drawn", value=value)
        return value

    # --- draws: `at` is the number of the step in its group

    def _stream(self, at, slot):
        """64 bits that depend on the seed, the step, and the item in hand (or the task), but on no schedule."""
        site = _mix(_mix(_mix(self.run.seed) ^ self.group) + (4 * at + slot + 1) * _GAMMA)
        key = (self.index + 1) * _GAMMA & _MASK if self.hand is None else self.hand.key
        drawn = self._draws if self.hand is None else self.hand.drawn
        drawn[site] = count = drawn.get(site, 0) + 1
        return _mix((site ^ key) + count * 0xD1342543DE82EF95)

    def uniform(self, low, high, *, at, slot=0):
        low, high = float(low), float(high)
        return low + (high - low) * _uniform(self._stream(at, slot))

    def uniform_int(self, low, high, *, at, slot=0):
        """A whole number, both ends included."""
        low, high = float(low), float(high)
        return low + float(_below(self._stream(at, slot), int(high - low) + 1))

    def exponential(self, mean, *, at, slot=0):
        return float(mean) * _minus_log(_uniform(self._stream(at, slot)))

    def normal(self, mean, deviation, *, at, slot=0):
        """Negative draws become 0."""
        return max(0.0, float(mean) + float(deviation) * _inverse_normal(_uniform(self._stream(at, slot))))

    def lognormal(self, mean, deviation, *, at, slot=0):
        """By the mean and the standard deviation of the variable itself."""
        stream = self._stream(at, slot)
        if mean <= 0:
            return 0.0
        ratio = float(deviation) / float(mean)
        variance = _log(1 + ratio * ratio)
        mu = _log(float(mean)) - variance / 2
        return _exp(mu + math.sqrt(variance) * _inverse_normal(_uniform(stream)))

    def erlang(self, k, mean, *, at, slot=0):
        stream = self._stream(at, slot)
        total = 0.0
        for i in range(int(k)):
            total += _minus_log(_uniform(stream, i))
        return total * (float(mean) / float(k))

    def pareto(self, shape, minimum, *, at, slot=0):
        return float(minimum) * _exp(-_log(_uniform(self._stream(at, slot))) / float(shape))

    def empirical(self, values, *, at, slot=0):
        """One of the values, with replacement."""
        return float(values[_below(self._stream(at, slot), len(values))])

    def sequence(self, values, *, at, slot=0):
        """The next value; each task walks them from the start, round and round. Of rows, its own."""
        row = values[self.index % len(values)] if isinstance(values[0], (list, tuple)) else values
        walked = self._draws.get((at, slot), 0)
        self._draws[at, slot] = walked + 1
        return float(row[walked % len(row)])

    def hex(self, size, *, at, slot=2):
        """That many random bytes, in hexadecimal."""
        stream = self._stream(at, slot)
        words = (_bits(stream, i) for i in range((size + 7) // 8))
        return b"".join(word.to_bytes(8, "little") for word in words)[:size].hex()

    @staticmethod
    def whole(number):
        """A number of passes: rounded down, and 0 for what is below."""
        if not number >= 1:
            return 0
        return math.floor(number) if number < 1e18 else 1 << 60


class _Timeout:
    """asyncio.timeout as CPython 3.11.7 has it; before 3.11.4 it forgot the cancellations from before its entry."""

    def __init__(self, task, duration):
        self._task = task
        self._duration = duration
        self._fired = False

    async def __aenter__(self):
        run, task = self._task.run, self._task.asyncio_task
        self._task._emit("timeout", seconds=self._duration)
        self._requests = task.cancelling()
        if self._duration == 0:
            self._timer = run.loop.call_soon(self._fire)
        else:
            self._timer = run.loop.call_later(self._duration / _SECOND if run.plain else self._duration, self._fire)

    def _fire(self):
        self._task.asyncio_task.cancel()
        self._fired = True

    async def __aexit__(self, kind, value, trace):
        self._timer.cancel()
        if not self._fired:
            return False
        if self._task.asyncio_task.uncancel() <= self._requests and kind is asyncio.CancelledError:
            self._task._emit("timed_out")
            return True
        return False


class _PriorityQueue(asyncio.PriorityQueue):
    """Lowest first, end marks last, ties in the order of arrival in this queue."""

    def _init(self, maxsize):
        super()._init(maxsize)
        self._arrival = itertools.count()

    def _put(self, item):
        super()._put((item is END, item.priority, next(self._arrival), item))

    def _get(self):
        return super()._get()[-1]


class _ExactLoop(asyncio.BaseEventLoop):
    """CPython's loop with a clock that moves when nothing is ready or a task computes, and with timers of one instant
    in the order of setting. Tasks, futures, queues, events and gather are asyncio's, untouched."""

    def __init__(self):
        super().__init__()
        self.set_debug(False)  # whatever PYTHONASYNCIODEBUG says
        self._now = 0
        self._timers = []
        self._setting = itertools.count()
        self.turn = 0  # how many callbacks have run; a task that sees the same number twice has not suspended

    def time(self):
        """Whole nanoseconds since the start of the run."""
        return self._now

    def advance(self, nanoseconds):
        self._now = min(self._now + nanoseconds, _LATEST)

    def call_at(self, when, callback, *args, context=None):
        timer = asyncio.TimerHandle(min(when, _LATEST), callback, args, self, context)
        heapq.heappush(self._timers, (timer.when(), next(self._setting), timer))
        return timer

    def _run_once(self):
        """One round: what is due goes behind what is ready, then exactly what is ready now runs."""
        while self._timers and self._timers[0][2].cancelled():
            heapq.heappop(self._timers)
        if not self._ready:
            if not self._timers:
                self.stop()
                return
            self._now = max(self._now, self._timers[0][0])
        while self._timers and self._timers[0][0] <= self._now:
            timer = heapq.heappop(self._timers)[2]
            if not timer.cancelled():
                self._ready.append(timer)
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle.cancelled():
                self.turn += 1
                handle._run()


class _ExactPool:
    """Threads that take jobs first come, first served. A started job is a timer."""

    def __init__(self, run, name, threads):
        self.name = name
        self._loop = run.loop
        self._free = threads
        self._line = collections.deque()

    def submit(self, duration):
        """A future of a job; cancelling it withdraws a job in line and leaves a started one to its thread."""
        future = self._loop.create_future()
        self._line.append((future, duration))
        self._take_next()
        return future

    def _take_next(self):
        while self._free and self._line:
            future, duration = self._line.popleft()
            if not future.cancelled():
                self._free -= 1
                self._loop.call_later(duration, self._finish, future)

    def _finish(self, future):
        if not future.done():
            future.set_result(None)
        self._free += 1
        self._take_next()


class _RealPool:
    def __init__(self, run, name, threads):
        self.name = name
        self._loop = run.loop
        self._threads = concurrent.futures.ThreadPoolExecutor(threads)

    def submit(self, duration):
        return self._loop.run_in_executor(self._threads, time.sleep, duration / _SECOND)


# --- numbers as texts


class _Shown:
    """What an item carries within a text: whole numbers without a point."""

    def __init__(self, value):
        self._value = value

    def __format__(self, how):
        if self._value is None:
            return ""
        if how and not isinstance(self._value, str):
            return format(float(self._value), how)
        return self._value if isinstance(self._value, str) else _json("value", self._value)


def _nanoseconds(seconds):
    """Whole nanoseconds, ties to even."""
    exact = float(seconds) * 1e9
    if exact != exact:
        return 0
    return _LATEST if exact >= 9.2233720368547748e18 else max(0, round(exact))


def _seconds_text(nanoseconds):
    whole, rest = divmod(nanoseconds, _SECOND)
    return f"{whole}.{rest:09d}".rstrip("0") if rest else str(whole)


def _json(key, value):
    if key == "seconds":
        return _seconds_text(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            return "null"
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    return json.dumps(value, ensure_ascii=False)


# --- numbers from 64 bits: own logarithms, so that they are the same on every machine


def _mix(z):
    """The finaliser of SplitMix64 (Steele, Lea, Flood 2014)."""
    z &= _MASK
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & _MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & _MASK
    return z ^ (z >> 31)


def _fnv1a64(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 & _MASK
    return value


def _bits(stream, i):
    return _mix(stream + i * _GAMMA) if i else stream


def _uniform(stream, i=0):
    return ((_bits(stream, i) >> 12) + 0.5) * 2.0**-52


def _below(stream, n):
    return (_bits(stream, 0) * n) >> 64


_LN2_HIGH = float.fromhex("0x1.62e42fee00000p-1")
_LN2_LOW = float.fromhex("0x1.a39ef35793c76p-33")


def _log(x):
    """The natural logarithm, by its series around 1."""
    (bits,) = struct.unpack("<Q", struct.pack("<d", x))
    k = 0
    if bits < 1 << 52:  # subnormal
        (bits,) = struct.unpack("<Q", struct.pack("<d", x * 2.0**54))
        k = -54
    k += (bits >> 52) - 1023
    (m,) = struct.unpack("<d", struct.pack("<Q", (bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000))
    if m > 1.4142135623730951:
        m *= 0.5
        k += 1
    s = (m - 1) / (m + 1)
    z = s * s
    z2 = z * z
    z4 = z2 * z2
    low = (1.0 / 3 + z * (1.0 / 5)) + z2 * (1.0 / 7 + z * (1.0 / 9))
    high = (1.0 / 11 + z * (1.0 / 13)) + z2 * (1.0 / 15 + z * (1.0 / 17))
    top = 1.0 / 19 + z * (1.0 / 21)
    series = z * (low + z4 * (high + z4 * top))
    return k * _LN2_HIGH + (2 * s + (2 * s * series + k * _LN2_LOW))


_LOG_TABLE = [(1 / c, _log(c)) for c in (1 + (2 * i + 1) / 256 for i in range(128))]


def _minus_log(u):
    """Minus the logarithm of a uniform number in (0, 1), by a table and a shorter series."""
    (bits,) = struct.unpack("<Q", struct.pack("<d", u))
    k = (bits >> 52) - 1023
    (m,) = struct.unpack("<d", struct.pack("<Q", (bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000))
    inverse, log = _LOG_TABLE[(bits >> 45) & 127]
    r = m * inverse - 1
    r2 = r * r
    series = r + r2 * ((r * (1.0 / 3) - 0.5) + r2 * ((r * 0.2 - 0.25) - r2 * (1.0 / 6)))
    return -((k * (_LN2_HIGH + _LN2_LOW) + log) + series)


def _polynomial(coefficients, x):
    total = coefficients[-1]
    for coefficient in coefficients[-2::-1]:
        total = total * x + coefficient
    return total


_INVERSE_FACTORIALS = [1.0 / math.factorial(n) for n in range(15)]


def _exp(x):
    if x != x:
        return x
    if x > 709.7:
        return math.inf
    if x < -745:
        return 0.0
    k = float(round(x * 1.4426950408889634))
    r = (x - k * _LN2_HIGH) - k * _LN2_LOW
    return math.ldexp(_polynomial(_INVERSE_FACTORIALS, r), int(k))


# Algorithm AS 241 (Wichura 1988): the names and numbers are those of the algorithm as published.
_A = (3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
      4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3)
_B = (1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
      2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3)
_C = (1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
      1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4)
_D = (1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
      1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9)
_E = (6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
      2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7)
_F = (1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
      7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15)


def _inverse_normal(p):
    q = p - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return q * _polynomial(_A, r) / _polynomial(_B, r)
    r = math.sqrt(-_log(p if q < 0 else 1 - p))
    if r <= 5:
        r -= 1.6
        x = _polynomial(_C, r) / _polynomial(_D, r)
    else:
        r -= 5
        x = _polynomial(_E, r) / _polynomial(_F, r)
    return -x if q < 0 else x
