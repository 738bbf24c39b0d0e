"""--theory: what a run measured beside what queueing theory says."""

import json
import unittest
from typing import Any

from program import ProgramTest


class Theory(ProgramTest):
    def theory(self, *arguments: str) -> Any:
        result = self.run_virtual(*arguments, "-q", "--summary", "none", "--theory", "json")
        self.assertEqual(result.status, 0, result.err)
        self.assertEqual(result.out.count("\n"), 1)
        return result.json()

    def test_exact_values_stand_beside_measured_intervals(self) -> None:
        queue = self.theory("mm4", "--set", "items=200000")["queues"]["queue"]
        self.assertEqual((queue["kind"], queue["case"], queue["servers"]), ("exact", "M/M/4/104", 4))
        self.assertEqual(queue["inputs"], "λ 3.6/s, μ 1/s, 4 servers")
        self.assertTrue(queue["formula"] and queue["source"])
        wait = queue["figures"]["mean_wait_s"]
        self.assertAlmostEqual(wait["theory"], 1.9688489513079126, 9)
        measured = wait["measured"]
        self.assertLess(measured["low"], measured["value"])
        self.assertLess(measured["value"], measured["high"])
        self.assertEqual(measured["weighting"], "per_item")
        self.assertEqual(queue["figures"]["mean_queue_length"]["measured"]["weighting"], "time")
        agree = [figure["agrees"] for figure in queue["figures"].values()]
        self.assertGreaterEqual(agree.count(True), 7, agree)
        law = queue["littles_law"]
        self.assertTrue(law["holds"])
        self.assertAlmostEqual(law["queue_length"] / law["product"], 1, 6)

    def test_a_short_run_is_not_enough_data(self) -> None:
        answer = self.theory("mm1", "--set", "items=100")
        wait = answer["queues"]["queue"]["figures"]["mean_wait_s"]
        self.assertIsNone(wait["measured"])
        self.assertIsNone(wait["agrees"])
        self.assertTrue(wait["shortage"].startswith("not enough data"))
        self.assertIn("too short", answer["sentence"])

    def test_overload_says_how_fast_the_queue_grows(self) -> None:
        queue = self.theory("mm4", "--set", "capacity=0", "-c", "3", "--set", "items=2000")["queues"]["queue"]
        self.assertEqual(queue["kind"], "overload")
        self.assertAlmostEqual(queue["growth_per_s"], 0.6, 9)
        self.assertIn("grows by 0.6 items a second for ever", queue["sentence"])

    def test_what_is_overloaded_but_for_rounding_has_no_wait(self) -> None:
        queue = self.theory("asyncq", "-p", "7", "-c", "7", "--set", "producer_sleep=0:3", "--set", "consumer_sleep=0:3",
                            "--set", "items=16:16")["queues"]["queue"]
        self.assertEqual((queue["kind"], queue["offered_load_ratio"], queue["growth_per_s"]), ("overload", 1, 0))
        self.assertIn("utilisation is 1", queue["sentence"])

    def test_what_does_not_hold_is_named(self) -> None:
        queue = self.theory("asyncq", "-p", "1", "-c", "2", "--set", "items=500")["queues"]["queue"]
        self.assertEqual(queue["kind"], "approximation")
        self.assertIn("arrivals are uniform, not Poisson", queue["deviations"])
        self.assertIn("services are uniform, not exponential", queue["deviations"])
        self.assertTrue(any("pauses between two gets" in note for note in queue["notes"]))

    def test_pipelines_name_their_bottleneck(self) -> None:
        answer = self.theory("pipeline")
        self.assertEqual([p["bottleneck"] for p in answer["pipelines"]], ["work"])
        self.assertTrue(all(queue["kind"] == "none" and queue["sentence"] for queue in answer["queues"].values()))

    def test_text_follows_the_statistics(self) -> None:
        result = self.run_virtual("mm1", "-q", "--set", "items=50000", "--theory", "text")
        statistics, _, theory = result.out.partition("\ntheory: ")
        self.assertIn("mean length", statistics)
        self.assertIn("queue: M/M/1 (λ 0.8/s, μ 1/s, 1 server)", theory)
        self.assertRegex(theory, r"(?m)^mean wait +per item +\S+ \S+ +\S+ \S+ +\S+ \S+ +4\.00 s +(agrees|differs)$")
        self.assertRegex(theory, r"(?m)^in the queue +over time ")
        self.assertIn("Little's law, whole run: ", theory)
        self.assertNotIn("theory: ", self.run_virtual("mm1", "-q", "--set", "items=100").out)

    def test_it_makes_way_for_events_on_standard_output(self) -> None:
        result = self.run_virtual("mm1", "-q", "--set", "items=50", "--summary", "none", "--theory", "json", "--events", "-")
        self.assertTrue(all(event["event"] for event in result.events()))
        self.assertIn("queues", json.loads(result.err))

    def test_every_built_in_scenario_is_judged(self) -> None:
        for one in self.call("list", "--json").json():
            with self.subTest(scenario=one["name"]):
                result = self.run_virtual(one["name"], "-q", "--summary", "none", "--theory", "json")
                for queue in json.loads(result.out)["queues"].values():
                    self.assertTrue(queue["sentence"] or queue["case"])

    def test_another_word_is_refused(self) -> None:
        self.assertIn("--theory", self.refused("run", "--theory", "xml"))


if __name__ == "__main__":
    unittest.main()
