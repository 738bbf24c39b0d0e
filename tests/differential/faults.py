"""Schedulers that are wrong in one way each: they check the checker.

    python3 faults.py [--count N]       how many of N random programs tell each fault from the reference
    python3 faults.py FAULT run FILE --clock virtual --events FILE ...      stands in for a sojourn with that fault
"""

import asyncio
import heapq
import itertools
import json
import sys

import reference
from compare import Observed, exact
from reference_network import Places, Server
from virtual_loop import Pool, VirtualLoop


class TiesBackwards(VirtualLoop):
    def __init__(self):
        super().__init__()
        self._setting = itertools.count(0, -1)


class DueFirst(VirtualLoop):
    """What is due goes before what is ready."""
    def _run_once(self):
        ready = list(self._ready)
        self._ready.clear()
        while self._timers and self._timers[0][0] <= self._now:
            timer = heapq.heappop(self._timers)[2]
            if not timer.cancelled():
                self._ready.append(timer)
        self._ready.extend(ready)
        super()._run_once()


class NoRounds(VirtualLoop):
    """What a round makes ready runs in the same round, ahead of timers that have fallen due."""
    def _run_once(self):
        while len(self._ready) > 1 and not self.halted:
            handle = self._ready.popleft()
            if not handle.cancelled():
                self.turn += 1
                handle._run()
        super()._run_once()


class ThreadFreedByCancel(Pool):
    def submit(self, nanoseconds):
        future = super().submit(nanoseconds)
        started = not any(job[0] is future for job in self._line)
        if started:
            future.add_done_callback(lambda f: self._finish(f) if f.cancelled() else None)
        return future


class LastInLineFirst(Places):
    """A connection that becomes free is for whom came last."""
    def release(self):
        self.line.rotate(1)
        super().release()


class LastAskerFirst(Server):
    def __init__(self, spec, loop):
        super().__init__(spec, loop)
        self.places = LastInLineFirst(spec.get("connections", 100), loop)


class NeverKeepsOpen(Server):
    open = property(lambda self: 0, lambda self, connections: None)


class PhasesFromNow(Server):
    """A phase lasts from when it is noticed, however long others held the loop before."""
    async def _phase(self, end, deadline):
        return await super()._phase(end, deadline) if end == float("inf") else max(await super()._phase(end, deadline), self.loop.time())


class NotWithdrawn(Pool):
    def _take_next(self):
        while self._free and self._line:
            future, nanoseconds = self._line.popleft()
            self._free -= 1
            self._loop.call_later(nanoseconds, self._finish, future)


class LastJobFirst(Pool):
    def _take_next(self):
        self._line.rotate(1)
        super()._take_next()
        self._line.rotate(-1)


class MarksFirst(reference.PriorityQueue):
    def _put(self, item):
        heapq.heappush(self._queue, (item.number != reference.SENTINEL, item.priority, next(self._arrival), item))


class TiesByNumber(reference.PriorityQueue):
    def _put(self, item):
        mark = item.number == reference.SENTINEL
        heapq.heappush(self._queue, (mark, item.priority, 0 if mark else item.number, next(self._arrival), item))


def keeping_wake_up(base):
    """A queue whose cancelled waiters keep their wake-up to themselves."""
    class Queue(base):
        async def put(self, item):
            while self.full():
                putter = self._get_loop().create_future()
                self._putters.append(putter)
                try:
                    await putter
                except BaseException:
                    if putter in self._putters:
                        self._putters.remove(putter)
                    raise
            return self.put_nowait(item)

        async def get(self):
            while self.empty():
                getter = self._get_loop().create_future()
                self._getters.append(getter)
                try:
                    await getter
                except BaseException:
                    if getter in self._getters:
                        self._getters.remove(getter)
                    raise
            return self.get_nowait()
    return Queue


def rejoining_in_front(base):
    """A queue whose woken waiters that come too late wait on at the head of the line."""
    class Queue(base):
        async def get(self):
            first = True
            while self.empty():
                getter = self._get_loop().create_future()
                (self._getters.append if first else self._getters.appendleft)(getter)
                first = False
                try:
                    await getter
                except BaseException:
                    getter.cancel()
                    if getter in self._getters:
                        self._getters.remove(getter)
                    if not self.empty() and not getter.cancelled():
                        self._wakeup_next(self._getters)
                    raise
            return self.get_nowait()
    return Queue


def joiner_looks_again(base):
    class Queue(base):
        async def join(self):
            while self._unfinished_tasks > 0:
                await self._finished.wait()
    return Queue


def fault(**members):
    """A kind of run with these members in place of the reference's."""
    return type("Faulty", (reference.Run,), members)


def queues(change):
    return {name: change(base) for name, base in reference.QUEUES.items()}


async def await_in_one_round(self, actor, step):
    group = self.groups[step["await"]]
    await self.emit(actor, "await_wait", group=step["await"])
    if not all(task.done() for task in group):
        await asyncio.gather(*group, return_exceptions=reference.waits_for_all(step))
    await self.emit(actor, "await", group=step["await"])


async def await_that_shields(self, actor, step):
    group = self.groups[step["await"]]
    await self.emit(actor, "await_wait", group=step["await"])
    await asyncio.shield(asyncio.gather(*group, return_exceptions=reference.waits_for_all(step)))
    await self.emit(actor, "await", group=step["await"])


async def await_that_never_raises(self, actor, step):
    await reference.Run.await_group(self, actor, {"await": step["await"]})


async def await_that_raises_at_the_end(self, actor, step):
    group = self.groups[step["await"]]
    await self.emit(actor, "await_wait", group=step["await"])
    for result in await asyncio.gather(*group, return_exceptions=True):
        if isinstance(result, BaseException) and not reference.waits_for_all(step):
            raise result
    await self.emit(actor, "await", group=step["await"])


def awaiting(kind):
    """The await step with another kind of future from gather."""
    async def step_await(self, actor, step):
        await self.emit(actor, "await_wait", group=step["await"])
        outer = asyncio.gather(*self.groups[step["await"]], return_exceptions=reference.waits_for_all(step))
        if self.groups[step["await"]]:
            outer.__class__ = kind
        await outer
        await self.emit(actor, "await", group=step["await"])
    return step_await


class ForgettingCancel(asyncio.tasks._GatheringFuture):
    """The waiter goes on if all of the group ended, though it was cancelled itself."""
    def cancel(self, msg=None):
        answer = super().cancel(msg)
        self._cancel_requested = False
        return answer


class CancellingOnce(asyncio.tasks._GatheringFuture):
    """A second cancellation of the waiter does not reach the group."""
    def cancel(self, msg=None):
        return True if self._cancel_requested else super().cancel(msg)


class CancelledAtOnce(asyncio.tasks._GatheringFuture):
    """The waiter meets its cancellation without waiting for the group."""
    def cancel(self, msg=None):
        return super().cancel(msg) and asyncio.Future.cancel(self)


async def timeout_as_timer(self, actor, step):
    duration = reference.nanoseconds(actor.draw(step["timeout"]))
    await self.emit(actor, "timeout", seconds=duration)
    try:
        async with asyncio.timeout(None) as scope:
            scope._timeout_handler = self.loop.call_later(duration, scope._on_timeout)
            await self.steps(actor, step["steps"])
    except TimeoutError:
        await self.emit(actor, "timed_out")


async def timeout_uncounted(self, actor, step):
    duration = reference.nanoseconds(actor.draw(step["timeout"]))
    await self.emit(actor, "timeout", seconds=duration)
    scope = asyncio.timeout(duration)
    try:
        async with scope:
            await self.steps(actor, step["steps"])
    except TimeoutError:
        await self.emit(actor, "timed_out")
    except asyncio.CancelledError:
        if not scope.expired():
            raise
        await self.emit(actor, "timed_out")


async def sleep_0_by_timer(self, actor, step):
    duration = reference.nanoseconds(actor.draw(step["sleep"]))
    await self.emit(actor, "sleep", seconds=duration)
    future = self.loop.create_future()
    timer = self.loop.call_later(duration, lambda: future.done() or future.set_result(None))
    try:
        await future
    finally:
        timer.cancel()
    await self.emit(actor, "wake")


def hand_kept_while_putting(self, actor, step):
    hand = actor.hand
    item = reference.Run.item_to_put(self, actor, step)
    actor.hand = hand if step.get("if_full") != "drop" else actor.hand
    return item


def abandoning_first(self, actor, step):
    actor.hand = None
    return reference.Run.get(self, actor, step)


async def cancel_backwards(self, actor, step):
    await self.emit(actor, "cancel", group=step["cancel"])
    for task in reversed(self.groups[step["cancel"]]):
        task.cancel()


async def cancel_not_oneself(self, actor, step):
    await self.emit(actor, "cancel", group=step["cancel"])
    for task in self.groups[step["cancel"]]:
        if task is not asyncio.current_task():
            task.cancel()


def stepping(name, step):
    """A kind of run with this coroutine for the steps of a kind."""
    return fault(steps=_steps_with({**reference.STEPS, name: step}))


def _steps_with(table):
    async def steps(self, actor, steps):
        for step in steps:
            await self.count(actor)
            await table[next(kind for kind in table if kind in step)](self, actor, step)
    return steps


FAULTS = {
    "ties-backwards": fault(loop_type=TiesBackwards),
    "due-first": fault(loop_type=DueFirst),
    "no-rounds": fault(loop_type=NoRounds),
    "thread-freed-by-cancel": fault(pool_type=ThreadFreedByCancel),
    "job-not-withdrawn": fault(pool_type=NotWithdrawn),
    "last-job-first": fault(pool_type=LastJobFirst),
    "last-asker-first": fault(server_type=LastAskerFirst),
    "connection-never-kept": fault(server_type=NeverKeepsOpen),
    "phases-from-now": fault(server_type=PhasesFromNow),
    "marks-first": fault(queue_types={**reference.QUEUES, "priority": MarksFirst}),
    "ties-by-number": fault(queue_types={**reference.QUEUES, "priority": TiesByNumber}),
    "wake-up-kept": fault(queue_types=queues(keeping_wake_up)),
    "rejoining-in-front": fault(queue_types=queues(rejoining_in_front)),
    "joiner-looks-again": fault(queue_types=queues(joiner_looks_again)),
    "await-of-ended-is-immediate": stepping("await", await_in_one_round),
    "await-that-shields": stepping("await", await_that_shields),
    "await-forgets-cancel": stepping("await", awaiting(ForgettingCancel)),
    "await-cancels-once": stepping("await", awaiting(CancellingOnce)),
    "await-cancelled-at-once": stepping("await", awaiting(CancelledAtOnce)),
    "await-never-raises": stepping("await", await_that_never_raises),
    "await-raises-at-the-end": stepping("await", await_that_raises_at_the_end),
    "timeout-0-by-timer": stepping("timeout", timeout_as_timer),
    "timeout-uncounted": stepping("timeout", timeout_uncounted),
    "sleep-0-by-timer": stepping("sleep", sleep_0_by_timer),
    "hand-kept-while-putting": fault(item_to_put=hand_kept_while_putting),
    "abandoning-first": stepping("get", abandoning_first),
    "cancel-backwards": stepping("cancel", cancel_backwards),
    "cancel-not-oneself": stepping("cancel", cancel_not_oneself),
}


class Faulty:
    """In place of a Program: the reference with a fault, in this process."""

    def __init__(self, name):
        self.kind = FAULTS[name]

    def __call__(self, scenario, limit):
        try:
            run = self.kind(scenario, spin_limit=20000, event_limit=2000)
        except reference.TooLong:
            return Observed(0, [], "hung", "more events than expected")
        events = [{key: exact(value) for key, value in event.items()} for event in run.events]
        return Observed(run.status, events, words=run.outcome)


def stand_in(name, arguments):
    """`sojourn run FILE --events FILE ...` with a fault."""
    with open(arguments[1], encoding="utf-8") as file:
        run = FAULTS[name](json.load(file))
    with open(arguments[arguments.index("--events") + 1], "w", encoding="utf-8") as file:
        file.writelines(reference.event_line(event) + "\n" for event in run.events)
    return run.status


def hunt(count):
    """Prints for each fault how many of the programs show it; the faults that none shows."""
    from compare import difference
    from differential import expected_of_random
    from generate import generate
    programs = [(seed, scenario, expected_of_random(scenario)) for seed in range(1, count + 1) for scenario in (generate(seed),)]
    unseen = []
    for name in FAULTS:
        showing = [seed for seed, scenario, expected in programs if expected and difference(expected, scenario, Faulty(name))]
        print(f"{name:30} {len(showing):5} of {count}, first seed {showing[0] if showing else None}", flush=True)
        unseen += [name] * (not showing)
    return unseen


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in FAULTS:
        sys.exit(stand_in(sys.argv[1], sys.argv[2:]))
    sys.exit(1 if hunt(int(sys.argv[2]) if sys.argv[1:2] == ["--count"] else 1000) else 0)
