"""How a run ends, and what the exit status says about it."""

import unittest

from program import ProgramTest


class Outcomes(ProgramTest):
    def test_finished_and_until_are_0(self) -> None:
        self.assertEqual(self.run_virtual("-q").status, 0)
        self.assertEqual(self.run_virtual("-q", "--until", "0.5").status, 0)

    def test_a_failed_task_is_1(self) -> None:
        self.scenario("a.json", [{"name": "a", "steps": [{"sleep": 1}, {"fail": "no luck"}]}])
        for clock in ("virtual", "real"):
            result = self.call("run", "a.json", "-q", "--clock", clock, "--speed", "100", "--summary", "json")
            self.assertEqual((result.status, result.json()["outcome"]), (1, "failed"))
            self.assertIn("no luck", result.err)

    def test_a_stalled_run_is_3_and_names_who_waits(self) -> None:
        self.scenario("a.json", [{"name": "a", "count": 3, "steps": [{"get": "q"}]}])
        for clock in ("virtual", "real"):
            result = self.call("run", "a.json", "-q", "--clock", clock, "--summary", "json")
            self.assertEqual((result.status, result.json()["outcome"]), (3, "stalled"))
            self.assertEqual([one["task"] for one in result.json()["waiting_tasks"]], ["a-0", "a-1", "a-2"])
            for task in ("a-0", "a-1", "a-2"):
                self.assertIn(f"{task} waits for", result.err)

    def test_a_spinning_run_is_3_and_names_the_task(self) -> None:
        self.scenario("a.json", [{"name": "busy", "steps": [{"repeat": "forever", "steps": []}]}])
        for clock in ("virtual", "real"):
            result = self.call("run", "a.json", "-q", "--clock", clock, "--summary", "json")
            self.assertEqual((result.status, result.json()["outcome"]), (3, "spinning"))
            self.assertIn("busy", result.err)

    def test_a_run_without_tasks_finishes(self) -> None:
        self.scenario("a.json", [{"name": "a", "count": 0, "steps": []}])
        for clock in ("virtual", "real"):
            self.assertEqual(self.call("run", "a.json", "-q", "--clock", clock).status, 0)


if __name__ == "__main__":
    unittest.main()
