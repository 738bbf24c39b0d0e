"""What each classic program logs, and how it ends: as the program that it is taken from, line by line."""

import json
import re
import unittest
import uuid
from typing import List

from program import ProgramTest, Result


class ClassicTest(ProgramTest):
    def logged(self, *arguments: str, status: int = 0) -> List[str]:
        """The messages of a run on the virtual clock, in order."""
        result = self.run_virtual(*arguments, "--log-format", "json", "--summary", "none")
        self.assertEqual(result.status, status, result.err)
        return [json.loads(line)["message"] for line in result.err.splitlines() if line.startswith("{")]

    def summary(self, *arguments: str) -> Result:
        return self.run_virtual(*arguments, "-q", "--summary", "json")


class QueueCoro(ClassicTest):
    def test_two_messages_and_the_end_mark(self) -> None:
        self.assertEqual(self.logged("queue-coro"), [
            "Got message: foobar!", "Got message: foobar is another!", "This is the end my friend...."])

    def test_the_reader_starts_when_all_is_put(self) -> None:
        events = self.run_virtual("queue-coro", "-q", "--events", "-").events()
        kinds = [event["event"] for event in events if event["event"] in ("put", "get")]
        self.assertEqual(kinds, ["put"] * 3 + ["get"] * 3)

    def test_messages_are_the_user_s(self) -> None:
        self.assertEqual(self.logged("queue-coro", "--set", "first={braces} \u00e9")[0], "Got message: {braces} \u00e9")

    def test_a_second_reader_waits_for_ever(self) -> None:
        result = self.summary("queue-coro", "--set", "readers=2")
        self.assertEqual((result.status, result.json()["outcome"]), (3, "stalled"))
        self.assertEqual([one["task"] for one in result.json()["waiting_tasks"]], ["reader-1"])

    def test_too_little_room_stalls_whoever_puts(self) -> None:
        waiting = self.summary("queue-coro", "--set", "capacity=2").json()["waiting_tasks"]
        self.assertEqual(waiting[0], {"task": "main", "waits_for": 'room in "queue"'})


class Sentinel(ClassicTest):
    def test_every_number_is_emitted_and_got_in_order(self) -> None:
        for seed in ("1", "2", "3"):
            logged = self.logged("sentinel", "--seed", seed)
            emitted = [line for line in logged if line.startswith("Emitting ")]
            got = [line for line in logged if line.startswith("Got message: ")]
            self.assertEqual(got, ["Got message: " + line for line in emitted])
            self.assertTrue(all(1 <= int(line.split()[1]) <= 41 for line in emitted))
            self.assertEqual(logged[-1], "This is the end my friend....")
            self.assertEqual(logged.count("At the end"), 1)
            self.assertEqual(len(logged), 2 * len(emitted) + 2)

    def test_the_backlog_grows_and_drains_after_the_end(self) -> None:
        result = self.run_virtual("sentinel", "-q", "--set", "highest=100", "--events", "-").events()
        sizes = [event["size"] for event in result if "size" in event]
        last_put = max(i for i, event in enumerate(e for e in result if "size" in e) if event["event"] == "put")
        self.assertGreater(max(sizes), 10)
        self.assertGreater(sizes[last_put], max(sizes) // 2)
        self.assertEqual(sizes[last_put:], list(range(sizes[last_put], -1, -1)))

    def test_texts_are_what_items_carry(self) -> None:
        self.run_virtual("sentinel", "-q", "--export", "v.csv", "--summary", "none")
        rows = (self.folder / "v.csv").read_text().splitlines()[1:]
        self.assertTrue(rows and all(row.split(",")[1].startswith("Emitting ") for row in rows))


class SentinelNoSleep(ClassicTest):
    def test_nothing_is_consumed_before_the_producer_has_ended(self) -> None:
        logged = self.logged("sentinel-no-sleep")
        end = logged.index("At the end")
        self.assertGreater(end, 3)
        self.assertTrue(all(line.startswith("Emitting ") for line in logged[:end]))
        self.assertEqual(logged[end + 1:], ["Got message: " + line for line in logged[:end]] + ["This is the end my friend...."])

    def test_sleep_0_makes_them_alternate(self) -> None:
        logged = self.logged("sentinel-no-sleep", "--set", "sleep_0=on")
        self.assertEqual(sorted(logged), sorted(self.logged("sentinel-no-sleep")))
        behind = 0
        for line in logged:
            behind += line.startswith("Emitting ") - line.startswith("Got message: ")
            self.assertIn(behind, (0, 1, 2), logged)


class SentinelFirst(ClassicTest):
    def test_messages_behind_the_end_mark_are_left_behind(self) -> None:
        logged = self.logged("sentinel-first")
        self.assertEqual([line for line in logged if line.startswith("Got")], [])
        self.assertEqual(logged[-1], "This is the end my friend....")
        items = self.summary("sentinel-first").json()["items"]
        self.assertEqual((items["put"], items["got"], items["waiting"]), (5, 0, 5))

    def test_without_an_end_mark_the_consumer_is_reported_by_name(self) -> None:
        result = self.summary("sentinel-first", "--set", "end_mark=none")
        self.assertEqual((result.status, result.json()["outcome"]), (3, "stalled"))
        self.assertEqual(result.json()["waiting_tasks"], [{"task": "consumer-0", "waits_for": 'an item of "queue"'}])
        self.assertIn('"consumer-0" waits for an item of "queue"', result.err)

    def test_the_end_mark_last_leaves_nothing_behind(self) -> None:
        items = self.summary("sentinel-first", "--set", "end_mark=last").json()["items"]
        self.assertEqual((items["put"], items["got"], items["waiting"]), (5, 5, 0))


class Pipeline(ClassicTest):
    COMPLETED = re.compile(r"Task completed in job_id='(.*)': callback_message="
                           r"\{'task_id': (\d+), 'result': (\d+), 'time_secs': (\d+\.\d+)\}")

    def test_every_number_comes_back_squared(self) -> None:
        logged = self.logged("pipeline")
        job = logged[0].removeprefix("Starting Job ")
        self.assertEqual(uuid.UUID(job).version, 4)
        self.assertRegex(logged[-1], rf"^Job {job} completed: callback_message=\{{'elapsed_secs': \d+\.\d+\}}$")
        completed = [self.COMPLETED.fullmatch(line).groups() for line in logged[1:-1]]
        self.assertEqual({one[0] for one in completed}, {job})
        self.assertEqual(sorted(int(one[1]) for one in completed), list(range(10)))
        self.assertTrue(all(int(one[2]) == int(one[1]) ** 2 for one in completed))
        self.assertTrue(all(0 <= float(one[3]) <= 2 for one in completed))
        # Enough workers: each result comes when its number has had its time.
        times = [float(one[3]) for one in completed]
        self.assertEqual(times, sorted(times))

    def test_the_job_id_comes_from_the_seed(self) -> None:
        self.assertEqual(self.logged("pipeline", "--seed", "7")[0], self.logged("pipeline", "--seed", "7")[0])
        self.assertNotEqual(self.logged("pipeline", "--seed", "7")[0], self.logged("pipeline", "--seed", "8")[0])

    def test_time_secs_is_the_worker_s_though_nobody_handles_results(self) -> None:
        logged = self.logged("pipeline", "--set", "handlers=1", "--set", "result_capacity=1", "--set", "work_time=1:1")
        self.assertTrue(all("'time_secs': 1.0" in line for line in logged[1:-1]), logged)

    def test_without_workers_it_stalls_at_the_work_queue(self) -> None:
        waiting = self.summary("pipeline", "--set", "workers=0").json()["waiting_tasks"]
        self.assertEqual(waiting[0], {"task": "main", "waits_for": 'the join of "work"'})


class ThreadPool(ClassicTest):
    def ticks(self, *arguments: str) -> List[float]:
        return [float(line.split()[2]) for line in self.logged("thread-pool", *arguments) if line.startswith("tick")]

    def test_work_on_the_loop_freezes_the_ticker(self) -> None:
        self.assertTrue(all(tick >= 6 for tick in self.ticks("--set", "where=loop")))
        logged = self.logged("thread-pool", "--set", "where=loop")
        self.assertEqual(logged[-1], "6 jobs are done after 6.00 seconds.")
        self.assertEqual([line for line in logged if line.startswith("Executing")],
                         [f"Executing <Task name='job-{i}'> took 1.000 seconds" for i in range(6)])

    def test_a_pool_lets_it_tick_and_makes_jobs_stand_in_line(self) -> None:
        self.assertEqual(self.ticks(), [tick / 4 for tick in range(1, 13)])
        self.assertEqual(self.logged("thread-pool")[-1], "6 jobs are done after 3.00 seconds.")
        self.assertEqual(self.logged("thread-pool", "--set", "threads=6")[-1], "6 jobs are done after 1.00 seconds.")

    def test_threads_of_their_own_need_no_line(self) -> None:
        self.assertEqual(self.logged("thread-pool", "--set", "where=thread", "--set", "jobs=50")[-1],
                         "50 jobs are done after 1.00 seconds.")

    def test_a_pool_without_threads_is_refused(self) -> None:
        self.assertIn("threads", self.refused("run", "thread-pool", "--set", "threads=0"))

    def test_real_threads_on_the_real_clock(self) -> None:
        for where, longest in (("pool", 1.5), ("thread", 0.8)):
            arguments = ("thread-pool", "--set", f"where={where}", "--set", "job_time=0.2", "--set", "tick=0.05")
            result = self.call("run", *arguments, "-q", "--summary", "json")
            self.assertEqual(result.status, 0, result.err)
            self.assertLess(result.json()["elapsed_s"], longest)


class ThreadedIterable(ClassicTest):
    def test_sixteen_chunks_are_printed(self) -> None:
        logged = self.logged("threaded-iterable")
        self.assertEqual(logged[-1], "The generator has ended after 16 chunks.")
        self.assertEqual(len(logged), 17)
        self.assertTrue(all(re.fullmatch("[0-9a-f]{16}", line) for line in logged[:-1]))
        self.assertEqual(len(set(logged[:-1])), 16)

    def test_the_bound_holds_the_generator_back(self) -> None:
        events = self.run_virtual("threaded-iterable", "-q", "--events", "-").events()
        sizes = [event["size"] for event in events if "size" in event]
        self.assertEqual(max(sizes), 8)
        self.assertTrue(any(event["event"] == "put_wait" for event in events))
        self.assertEqual([event["outcome"] for event in events if event["event"] == "ended"], ["cancelled", "finished"])
        self.assertTrue(all("pool" not in event for event in events if event["event"] == "offload"))

    def test_on_the_real_clock_it_ends_cleanly(self) -> None:
        result = self.call("run", "threaded-iterable", "-q", "--set", "chunk_time=0.002", "--set", "reader_sleep=0.01",
                           "--summary", "json")
        self.assertEqual((result.status, result.json()["outcome"]), (0, "finished"), result.err)
        self.assertLess(result.json()["items"]["made"], 16 + 8 + 3)


class Gather(ClassicTest):
    def test_it_says_what_the_original_says(self) -> None:
        logged = self.logged("gather")
        pauses = {}
        for line in logged[:5]:
            number, pause = re.fullmatch(r"Task (\d) - await a sleep for (\d+\.\d\d)", line).groups()
            pauses[number] = pause
        self.assertEqual(list(pauses), ["0", "1", "2", "3", "4"])
        done = [f"Task {number} - done with sleep for {pause}" for number, pause in pauses.items()]
        self.assertEqual(sorted(logged[5:10]), sorted(done))
        longest = max(float(pause) for pause in pauses.values())
        self.assertEqual(logged[10:], [f"5 async tasks finished in {longest:.2f} seconds.",
                                       "5 async tasks validated in 0.00 seconds."])

    def test_its_lines_are_warnings(self) -> None:
        self.assertEqual(self.logged("gather", "-l", "warning"), self.logged("gather"))
        self.assertEqual(self.logged("gather", "-l", "error"), [])

    def test_debug_reports_the_turns_that_hold_the_loop(self) -> None:
        slow = [line for line in self.logged("gather", "--set", "work=0.15") if line.startswith("Executing")]
        self.assertEqual(sorted(slow), [f"Executing <Task name='task-{i}'> took 0.150 seconds" for i in range(5)])
        self.assertFalse(any(line.startswith("Executing")
                             for line in self.logged("gather", "--set", "work=0.15", "--set", "debug=off")))

    def test_a_hundred_thousand(self) -> None:
        result = self.summary("gather", "--set", "task_count=100000").json()
        self.assertEqual((result["outcome"], result["events"]), ("finished", 400000 + 6))
        self.assertLessEqual(result["elapsed_s"], 10)


class BothClocks(ClassicTest):
    NAMES = ("queue-coro", "sentinel", "sentinel-no-sleep", "sentinel-first")

    def test_each_logs_the_same_on_both_clocks(self) -> None:
        for name in self.NAMES:
            with self.subTest(name):
                real = self.call("run", name, "--speed", "1000", "--log-format", "json", "--summary", "none")
                messages = [json.loads(line)["message"] for line in real.err.splitlines() if line.startswith("{")]
                self.assertEqual(real.status, 0, real.err)
                self.assertEqual(sorted(messages), sorted(self.logged(name)))


if __name__ == "__main__":
    unittest.main()
