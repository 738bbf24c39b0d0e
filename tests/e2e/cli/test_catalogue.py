"""list, show, check, --version and --help."""

import json
import subprocess
import sys
import unittest

from program import ProgramTest


class Catalogue(ProgramTest):
    def test_version_is_one_line(self) -> None:
        result = self.call("--version")
        self.assertEqual(result.status, 0)
        self.assertRegex(result.out, r"^sojourn \d+\.\d+\.\d+\n$")

    def test_every_command_has_help(self) -> None:
        for command in ([], ["run"], ["list"], ["show"], ["check"], ["convert"]):
            for flag in ("--help", "-h"):
                result = self.call(*command, flag)
                self.assertEqual((result.status, result.err), (0, ""))
                self.assertIn("Usage: sojourn", result.out)

    def test_help_of_run_names_every_flag_variable_and_format(self) -> None:
        text = self.call("run", "--help").out
        for word in ("-p,", "-c,", "-l,", "-f,", "-d,", "-q,", "--num-producers", "--num-consumers", "--log-level",
                     "--log-format", "--dump-config", "--config", "--set", "--seed", "--clock", "--speed", "--until",
                     "--events", "--export", "--export-format", "--summary", "--summary-file", "--theory", "--quiet",
                     "NUM_PRODUCERS", "NUM_CONSUMERS", "LOG_LEVEL", "LOG_FORMAT", "DUMP_CONFIG", "SOJOURN_CONFIG",
                     "SOJOURN_SEED", "SOJOURN_CLOCK", "SOJOURN_SPEED", ".csv", ".json", ".jsonl", "timers"):
            self.assertIn(word, text)

    def test_list_names_the_scenarios(self) -> None:
        result = self.call("list")
        self.assertRegex(result.out, r"(?m)^asyncq +\S")
        listed = self.call("list", "--json").json()
        self.assertEqual(listed[0]["name"], "asyncq")
        self.assertEqual([line.split()[0] for line in result.out.splitlines()], [one["name"] for one in listed])
        self.assertTrue(all(one["title"] for one in listed))

    def test_every_built_in_scenario_is_sound_and_runs(self) -> None:
        for one in self.call("list", "--json").json():
            shown = self.call("show", one["name"])
            self.assertEqual(json.loads(shown.out)["name"], one["name"])
            self.write("shown.json", shown.out)
            self.assertEqual(self.call("check", "shown.json").status, 0)

    def test_shown_file_runs_as_the_built_in_does(self) -> None:
        self.write("mine.json", self.call("show", "asyncq").out)
        arguments = ("--events", "-", "-p", "3", "-c", "2", "--seed", "7", "-q")
        self.assertEqual(self.run_virtual("mine.json", *arguments).out, self.run_virtual("asyncq", *arguments).out)

    def test_check_says_that_a_file_is_sound(self) -> None:
        self.scenario("a.json", [{"name": "a", "steps": [{"sleep": 1}]}])
        self.assertEqual(self.call("check", "a.json").out, "a.json is sound\n")
        answer = self.call("check", "--json", "a.json").json()
        self.assertEqual((answer["sound"], answer["name"], answer["tasks"]), (True, "test", 1))

    def test_check_names_the_place_of_a_fault(self) -> None:
        self.scenario("a.json", [{"name": "a", "steps": [{"put": "qq"}]}])
        line = self.refused("check", "a.json")
        self.assertRegex(line, r'^a\.json: tasks\[0\]\.steps\[0\]\.put: .*"qq".*did you mean "q"\?$')
        result = self.call("check", "--json", "a.json")
        self.assertEqual(result.status, 2)
        answer = result.json()
        self.assertEqual((answer["sound"], answer["place"], answer["suggestion"]), (False, "tasks[0].steps[0].put", "q"))
        self.assertEqual(result.err, "sojourn: " + line + "\n")

    def test_a_built_in_wins_over_a_file_of_its_name(self) -> None:
        self.write("asyncq", "no scenario")
        self.assertEqual(self.run_virtual("asyncq", "-q").status, 0)
        self.assertIn("./asyncq", self.refused("run", "./asyncq"))

    def test_a_reader_that_goes_away_is_no_error(self) -> None:
        from program import PROGRAM, environment
        with subprocess.Popen([PROGRAM, "list", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=environment()) as process:
            process.stdout.close()
            error = process.stderr.read()
            self.assertEqual((process.wait(), error), (0, b""))


class AsPython(ProgramTest):
    def test_flags_that_set_values_need_it(self) -> None:
        self.assertIn("--as python", self.refused("show", "asyncq", "--seed", "2"))
        self.assertIn('"ruby"', self.refused("show", "asyncq", "--as", "ruby"))

    def test_the_program_prints_the_event_list(self) -> None:
        if sys.version_info[:2] != (3, 11):
            self.assertIn("import asyncio", self.call("show", "asyncq", "--as", "python").out)
            return
        values = ("-p", "3", "--set", "num_consumers=2", "--seed", "5", "--set", "capacity=1")
        program = self.call("show", "asyncq", "--as", "python", *values)
        self.assertEqual((program.status, program.err), (0, ""))
        self.write("asyncq.py", program.out)
        printed = subprocess.run([sys.executable, "asyncq.py"], cwd=self.folder, capture_output=True, text=True, timeout=60)
        ours = self.run_virtual(*values, "--events", "-", "-q").events()
        self.assertEqual([json.loads(line) for line in printed.stdout.splitlines()], ours)


if __name__ == "__main__":
    unittest.main()
