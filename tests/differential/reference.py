"""The reference: runs a scenario file on CPython's asyncio and prints its event list.

A scenario is interpreted step by step by one recursive coroutine, in the words the contract uses for the translation:
`sleep` is `await asyncio.sleep(d)`, `put` is `await q.put(x)`, `timeout` is `async with asyncio.timeout(d)`, clean-up is
Python's `finally`. It shares no code with the program it checks.

    python3 reference.py FILE.json            the event list on standard output, the outcome on standard error
"""

import argparse
import asyncio
import dataclasses
import decimal
import itertools
import json
import math
import sys

from reference_network import Server
from virtual_loop import Pool, VirtualLoop

SENTINEL = "sentinel"
SPIN_LIMIT = 10**7
NANOSECONDS = 10**9

# What this CPython does otherwise than 3.11.7 (gh-102780; gather on ended tasks, 3.12).
TIMEOUT_IGNORES_COUNT_AT_ENTRY = sys.version_info < (3, 11, 4)
GATHER_SKIPS_ENDED = sys.version_info >= (3, 12)


class Unsupported(Exception):
    """The reference cannot say what this program does (random draws, or a corner of another CPython)."""


class TooLong(Exception):
    """More events than the caller wants to see."""


def waits_for_all(step):
    """Of an await: whether it hears of failures only when all have ended."""
    return step.get("on_failure", "wait") == "wait"


class Break(Exception):
    """Leaves the innermost repeat."""


class StepFailed(Exception):
    """Ends a task with an error."""


def nanoseconds(seconds):
    """A duration in whole nanoseconds, ties to even."""
    exact = decimal.Decimal(repr(seconds)) * NANOSECONDS
    rounded = int(exact.to_integral_value(decimal.ROUND_HALF_EVEN))
    if rounded < 0:
        raise Unsupported(f"a negative duration: {seconds}")
    return rounded


def substitute(node, parameters):
    """The node with each "$name" replaced by the parameter's value."""
    if isinstance(node, dict):
        return {key: substitute(value, parameters) for key, value in node.items()}
    if isinstance(node, list):
        return [substitute(value, parameters) for value in node]
    if isinstance(node, str) and node.startswith("$") and node[1:] in parameters:
        return substitute(parameters[node[1:]]["value"], parameters)
    return node


def holds(condition):
    """What an `if` asks, with its parameters filled in."""
    if isinstance(condition, bool):
        return condition
    if "not" in condition:
        return not holds(condition["not"])
    left, right = condition["equal"]
    return left == right


def with_settings(node, settings):
    """The steps of a class with each "$setting" replaced."""
    if isinstance(node, dict):
        return {key: with_settings(value, settings) for key, value in node.items()}
    if isinstance(node, list):
        return [with_settings(value, settings) for value in node]
    return settings.get(node[1:], node) if isinstance(node, str) and node.startswith("$") else node


def stop_order(services):
    """The last that is written first, but each before those that it needs."""
    left, order = list(services), []
    while left:
        order.append([s for s in left if not any(s["name"] in other.get("needs", []) for other in left)][-1])
        left.remove(order[-1])
    return order


def without_services(scenario):
    """The same scenario with services and their entry point written as groups of tasks."""
    services, entry = scenario.get("services", []), scenario.get("entrypoint")
    if not services and entry is None:
        return scenario
    classes = {c["name"]: c for c in scenario.get("service_classes", [])}
    stopping, groups, flags = "entrypoint.stopping", [], []
    for service in services:
        name, of = service["name"], classes[service["class"]]
        defaults = {key: spec["value"] for key, spec in of.get("settings", {}).items() if "value" in spec}
        start, stop = with_settings([of["start"], of.get("stop", [])], {**defaults, **service.get("settings", {})})
        ready = [] if any("ready" in step for step in start) else [{"set": f"{name}.ready"}]
        begin = [{"wait": f"{needed}.ready"} for needed in service.get("needs", [])] + said_ready(start, name) + ready
        life = [{"steps": begin, "finally": [{"set": f"{name}.left"}]}, {"wait": f"{name}.stop"}]
        end = [{"cancel": "entrypoint", "unless": stopping}, {"wait": f"{name}.stop"}, *stop]
        groups.append({"name": name, "steps": [{"steps": life, "finally": end}]})
        flags += [f"{name}.ready", f"{name}.left", f"{name}.stop"]
    life = [{"wait": f"{service['name']}.ready"} for service in services] + (entry or {}).get("steps", [])
    end = [{"set": stopping}]
    for service in stop_order(services):
        name = service["name"]
        end += [{"set": f"{name}.stop"}, {"cancel": name, "unless": f"{name}.left"}, {"await": name}]
    pools = [{"name": "default", "threads": (entry or {})["pool_size"] or 32}] if "pool_size" in (entry or {}) else []
    return {**scenario, "events": scenario.get("events", []) + [stopping] + flags, "pools": scenario.get("pools", []) + pools,
            "tasks": [{"name": "entrypoint", "steps": [{"steps": life, "finally": end}]}] + groups + scenario.get("tasks", [])}


def said_ready(steps, name):
    """The steps with `ready` written as the flag that it sets."""
    if isinstance(steps, list):
        return [said_ready(step, name) for step in steps]
    if not isinstance(steps, dict):
        return steps
    return {("set" if key == "ready" else key): (f"{name}.ready" if key == "ready" else said_ready(value, name))
            for key, value in steps.items()}


@dataclasses.dataclass(eq=False)
class Item:
    number: object  # a whole number, or SENTINEL
    priority: float = 0


class PriorityQueue(asyncio.PriorityQueue):
    """Lowest first, end marks last, ties in order of arrival in this queue."""

    def _init(self, maxsize):
        super()._init(maxsize)
        self._arrival = itertools.count()

    def _put(self, item):
        super()._put((item.number == SENTINEL, item.priority, next(self._arrival), item))

    def _get(self):
        return super()._get()[-1]


QUEUES = {"fifo": asyncio.Queue, "lifo": asyncio.LifoQueue, "priority": PriorityQueue}


class Actor:
    """One task of a group: its name, what is in its hand, and how far it has walked each sequence."""

    def __init__(self, group, index, name):
        self.group = group
        self.index = index
        self.name = name
        self.hand = None
        self.walked = {}
        self.own_thread = None
        self.requests = 0
        self.turn = None
        self.steps_this_turn = 0

    def draw(self, d, site=None):
        """`site`: what draws, where several steps share the D."""
        if isinstance(d, (int, float)) and not isinstance(d, bool):
            return d
        (kind, argument), = d.items()
        if kind == "sequence":
            row = argument[self.index % len(argument)] if isinstance(argument[0], list) else argument
            site = id(d) if site is None else site
            position = self.walked.get(site, 0)
            self.walked[site] = position + 1
            return row[position % len(row)]
        if kind in ("uniform", "uniform_int", "empirical") and len(set(argument)) == 1:
            return argument[0]
        raise Unsupported(f"a random draw: {json.dumps(d)}")


class Run:
    """One run of a scenario. Afterwards: `events`, `outcome`, `failed`, `waiting`, `status`."""

    loop_type = VirtualLoop
    pool_type = Pool
    queue_types = QUEUES
    server_type = Server

    def __init__(self, scenario, spin_limit=SPIN_LIMIT, event_limit=math.inf):
        scenario = substitute({k: v for k, v in scenario.items() if k != "parameters"}, scenario.get("parameters", {}))
        scenario = without_services(scenario)
        self.scenario = scenario  # kept: sequences are told apart by identity
        self.spin_limit = spin_limit
        self.event_limit = event_limit
        self.until = nanoseconds(scenario["until"]) if "until" in scenario else math.inf
        self.events = []
        self.outcome = None  # set when the run is over
        self.failed = False
        self.waiting = []
        self.made = itertools.count()
        self.waits_for = {}
        self.error = None
        self.loop = self.loop_type()
        try:
            self._run()
        finally:
            self.loop.close()

    @property
    def status(self):
        """The exit status that the command line promises."""
        if self.failed:
            return 1
        return 3 if self.outcome in ("stalled", "spinning") else 0

    # --- the run as a whole

    def _run(self):
        self.queues = {q["name"]: self.queue_types[q.get("order", "fifo")](q.get("capacity", 0))
                       for q in self.scenario.get("queues", [])}
        self.flags = {name: asyncio.Event() for name in self.scenario.get("events", [])}
        self.pools = {p["name"]: self.pool_type(self.loop, p["threads"]) for p in self.scenario.get("pools", [])}
        self.servers = {s["name"]: self.server_type(s, self.loop) for s in self.scenario.get("servers", [])}
        self.groups = {}
        self.tasks = []
        for group in self.scenario.get("tasks", []):
            self._start(group)
        self.loop.run_forever()
        if self.outcome is None:
            pending = [actor.name for actor, task in self.tasks if not task.done()]
            self.waiting = [(name, self.waits_for.get(name)) for name in pending]
            self.outcome = "stalled" if pending else "finished"
        self._dismantle()

    def _start(self, group):
        tasks = self.groups[group["name"]] = []
        for index in range(group.get("count", 1)):
            name = f"{group['name']}-{index}" if "count" in group else group["name"]
            actor = Actor(group["name"], index, name)
            task = self.loop.create_task(self.task(actor, group["steps"]))
            tasks.append(task)
            self.tasks.append((actor, task))

    def _dismantle(self):
        """Drops what still waits without running its clean-up, and passes on errors of the reference itself."""
        for _, task in self.tasks:
            if not task.done():
                task._log_destroy_pending = False
                task.get_coro().close()
            elif not task.cancelled() and task.exception() is not None and not isinstance(task.exception(), StepFailed):
                self.error = self.error or task.exception()
        if self.error is not None:
            raise self.error
        if self.loop.broken:
            raise RuntimeError(f"asyncio reported: {self.loop.broken}")

    async def _halt(self, outcome=None, error=None):
        """Ends the run here: the loop stops behind this turn, and the task never goes on."""
        self.outcome = outcome or "error"
        self.error = error
        self.loop.halted = True
        await self.loop.create_future()

    async def emit(self, actor, event, **fields):
        """Records an event. Never suspends, unless the run is over with it."""
        now = self.loop.time()
        if now > self.until:
            await self._halt("until")
        self.events.append({"t": now, "task": actor.name, "event": event, **fields})
        self.waits_for[actor.name] = (event, fields)
        if len(self.events) > self.event_limit:
            await self._halt(error=TooLong())

    async def count(self, actor):
        """Counts a step, or a pass of a repeat, against the limit for a task that never suspends."""
        if actor.turn != self.loop.turn:
            actor.turn = self.loop.turn
            actor.steps_this_turn = 0
        actor.steps_this_turn += 1
        if actor.steps_this_turn > self.spin_limit:
            self.waiting = [(actor.name, ("spinning", {}))]
            await self._halt("spinning")

    # --- a task and its steps

    async def task(self, actor, steps):
        await self.emit(actor, "started")
        try:
            await self.steps(actor, steps)
        except asyncio.CancelledError:
            await self.emit(actor, "ended", outcome="cancelled")
            raise
        except StepFailed as failure:
            await self.emit(actor, "ended", outcome="failed", error=str(failure))
            self.failed = True  # only once that happened: behind `until` it does not
            raise
        await self.emit(actor, "ended", outcome="finished")

    async def steps(self, actor, steps):
        for step in steps:
            if "if" not in step:  # decided before the run: no step
                await self.count(actor)
            kind = next(name for name in STEPS if name in step)
            await STEPS[kind](self, actor, step)

    async def sleep(self, actor, step):
        duration = nanoseconds(actor.draw(step["sleep"]))
        await self.emit(actor, "sleep", seconds=duration)
        await asyncio.sleep(duration)
        await self.emit(actor, "wake")

    async def work(self, actor, step):
        duration = nanoseconds(actor.draw(step["work"]))
        await self.emit(actor, "work", seconds=duration)
        self.loop.advance(duration)

    async def offload(self, actor, step):
        duration = nanoseconds(actor.draw(step["offload"]))
        if "pool" in step:
            await self.emit(actor, "offload", seconds=duration, pool=step["pool"])
            await self.pools[step["pool"]].submit(duration)
        else:
            await self.emit(actor, "offload", seconds=duration)
            if actor.own_thread is None:
                actor.own_thread = self.pool_type(self.loop, 1)
            await actor.own_thread.submit(duration)
        await self.emit(actor, "offload_done")

    def item_to_put(self, actor, step):
        if step.get("sentinel"):
            return Item(SENTINEL)
        if step.get("new") or actor.hand is None:
            item = Item(next(self.made))
        else:
            item, actor.hand = actor.hand, None
        if "priority" in step:
            item.priority = actor.draw(step["priority"])
        return item

    async def put(self, actor, step):
        name, queue = step["put"], self.queues[step["put"]]
        item = self.item_to_put(actor, step)
        if step.get("if_full") == "drop":
            try:
                queue.put_nowait(item)
            except asyncio.QueueFull:
                await self.emit(actor, "drop", queue=name, item=item.number)
                return
        else:
            if queue.full():
                await self.emit(actor, "put_wait", queue=name, item=item.number)
            await queue.put(item)
        await self.emit(actor, "put", queue=name, item=item.number, size=queue.qsize())

    async def get(self, actor, step):
        name, queue = step["get"], self.queues[step["get"]]
        if queue.empty():
            await self.emit(actor, "get_wait", queue=name)
        item = await queue.get()
        await self.emit(actor, "get", queue=name, item=item.number, size=queue.qsize())
        actor.hand = None if item.number == SENTINEL else item
        if item.number == SENTINEL and step.get("sentinel") == "break":
            raise Break

    async def task_done(self, actor, step):
        try:
            self.queues[step["task_done"]].task_done()
        except ValueError as error:
            raise StepFailed(str(error)) from None
        await self.emit(actor, "task_done", queue=step["task_done"])

    async def repeat(self, actor, step):
        if step["repeat"] == "forever":
            passes = itertools.count()
        else:
            passes = range(max(0, math.floor(actor.draw(step["repeat"]))))
        try:
            for _ in passes:
                await self.count(actor)
                await self.steps(actor, step["steps"])
        except Break:
            pass

    async def break_if(self, actor, step):
        value = actor.draw(step["break_if"]["draw"])
        await self.emit(actor, "drawn", value=value)
        if value == step["break_if"]["equals"]:
            raise Break

    async def join(self, actor, step):
        await self.emit(actor, "join_wait", queue=step["join"])
        await self.queues[step["join"]].join()
        await self.emit(actor, "join", queue=step["join"])

    async def await_group(self, actor, step):
        group = self.groups[step["await"]]
        await self.emit(actor, "await_wait", group=step["await"])
        if GATHER_SKIPS_ENDED and group and all(task.done() for task in group):
            await self._halt(error=Unsupported("gather on ended tasks, as this CPython does it"))
        await asyncio.gather(*group, return_exceptions=waits_for_all(step))
        await self.emit(actor, "await", group=step["await"])

    async def cancel(self, actor, step):
        if "unless" in step and self.flags[step["unless"]].is_set():
            return
        await self.emit(actor, "cancel", group=step["cancel"])
        for task in self.groups[step["cancel"]]:
            task.cancel()

    async def set(self, actor, step):
        self.flags[step["set"]].set()
        await self.emit(actor, "set", flag=step["set"])

    async def wait(self, actor, step):
        await self.emit(actor, "flag_wait", flag=step["wait"])
        await self.flags[step["wait"]].wait()
        await self.emit(actor, "flag", flag=step["wait"])

    async def clean_up(self, actor, step):
        try:
            await self.steps(actor, step["steps"])
        finally:
            if self.outcome is None:  # a run that is over is dismantled without clean-up
                await self.steps(actor, step.get("finally", []))

    async def timeout(self, actor, step):
        duration = nanoseconds(actor.draw(step["timeout"]))
        await self.emit(actor, "timeout", seconds=duration)
        if TIMEOUT_IGNORES_COUNT_AT_ENTRY and asyncio.current_task().cancelling():
            await self._halt(error=Unsupported("a time-out in a cancelled task, as this CPython does it"))
        try:
            async with asyncio.timeout(duration):
                await self.steps(actor, step["steps"])
        except TimeoutError:
            await self.emit(actor, "timed_out")

    async def request(self, actor, step):
        server = self.servers[step["request"]]
        actor.requests += 1
        number = actor.index + 1 + (actor.requests - 1) * len(self.groups[actor.group])
        path = step["path"].replace("{n}", str(number))
        on_failure = step.get("on_failure", "fail")
        for attempt in range(step.get("attempts", 3) if on_failure == "retry" else 1, 0, -1):
            lengths = []
            for slot in ("connect", "latency", "receive"):
                lengths.append(nanoseconds(actor.draw(server.spec.get(slot, 0), (id(step), slot))))
            if server.fate is None:
                raise Unsupported("a request that may fail or not")
            await self.emit(actor, "request", server=server.name, path=path)
            words = await server.exchange(lambda event, **fields: self.emit(actor, event, server=server.name, **fields),
                                          path, lengths, step.get("field", ""))
            if not words:
                return
            if attempt == 1 and on_failure != "skip":
                raise StepFailed(f"GET {path}: {words}")

    async def choose(self, actor, step):
        await self.steps(actor, step["steps"] if holds(step["if"]) else step.get("else", []))

    async def fail(self, actor, step):
        raise StepFailed(step["fail"])

    async def log(self, actor, step):
        pass


# In this order, because any step may carry `log`, and some carry `steps`.
STEPS = {
    "sleep": Run.sleep, "work": Run.work, "offload": Run.offload, "put": Run.put, "get": Run.get,
    "task_done": Run.task_done, "repeat": Run.repeat, "break_if": Run.break_if, "join": Run.join,
    "await": Run.await_group, "cancel": Run.cancel, "set": Run.set, "wait": Run.wait, "timeout": Run.timeout,
    "request": Run.request, "fail": Run.fail, "if": Run.choose, "steps": Run.clean_up, "log": Run.log,
}


def seconds_text(duration):
    """Nanoseconds as a JSON number in seconds, exactly."""
    whole, rest = divmod(duration, NANOSECONDS)
    return f"{whole}.{rest:09d}".rstrip("0").rstrip(".") if rest else str(whole)


def event_line(event):
    """An event as the line of the event list."""
    fields = (f"{json.dumps(key)}: {seconds_text(value) if key in ('t', 'seconds') else json.dumps(value)}"
              for key, value in event.items())
    return "{" + ", ".join(fields) + "}"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", help="a scenario file")
    parser.add_argument("--spin-limit", type=int, default=SPIN_LIMIT, help="steps without suspending that end the run")
    options = parser.parse_args(arguments)
    with open(options.file, encoding="utf-8") as file:
        run = Run(json.load(file), spin_limit=options.spin_limit)
    for event in run.events:
        print(event_line(event))
    sys.stdout.flush()
    print(run.outcome + (", a task failed" if run.failed else ""), file=sys.stderr)
    for name, what in run.waiting:
        print(f"{name}: {what}", file=sys.stderr)
    return run.status


if __name__ == "__main__":
    sys.exit(main())
