"""Where settings come from, and which source wins."""

import json
import re
import unittest
from typing import Dict, Optional

from program import ProgramTest


class Precedence(ProgramTest):
    def dumped(self, *arguments: str, env: Optional[Dict[str, str]] = None) -> Dict[str, "re.Match[str]"]:
        """What --dump-config says: value and origin by setting."""
        result = self.run_virtual("-d", "-q", "--summary", "none", *arguments, env=env)
        self.assertEqual(result.status, 0, result.err)
        lines = [re.split(r"  +", line, maxsplit=2) for line in result.err.splitlines()]
        self.assertTrue(all(len(line) == 3 for line in lines), result.err)
        return {name: (value, origin) for name, value, origin in lines}

    def test_a_flag_beats_a_variable_beats_the_config_file_beats_the_default(self) -> None:
        self.assertEqual(self.dumped()["num-producers"], ("1", "scenario"))
        self.write("c.ini", "num-producers=2\n")
        by_config = self.dumped("--config", "c.ini")
        self.assertEqual(by_config["num-producers"], ("2", "config file c.ini"))
        by_variable = self.dumped("--config", "c.ini", env={"NUM_PRODUCERS": "3"})
        self.assertEqual(by_variable["num-producers"], ("3", "environment variable NUM_PRODUCERS"))
        by_flag = self.dumped("--config", "c.ini", "-p", "4", env={"NUM_PRODUCERS": "3"})
        self.assertEqual(by_flag["num-producers"], ("4", "flag --num-producers"))

    def test_every_setting_with_a_variable_takes_it(self) -> None:
        self.write("c.ini", "quiet=true\n")
        dumped = self.dumped(env={"NUM_CONSUMERS": "2", "LOG_LEVEL": "DEBUG", "LOG_FORMAT": "json", "DUMP_CONFIG": "yes",
                                  "SOJOURN_CONFIG": "c.ini", "SOJOURN_SEED": "9", "SOJOURN_SPEED": "10"})
        for name, value, variable in (("num-consumers", "2", "NUM_CONSUMERS"), ("log-level", "DEBUG", "LOG_LEVEL"),
                                      ("log-format", "json", "LOG_FORMAT"), ("config", "c.ini", "SOJOURN_CONFIG"),
                                      ("seed", "9", "SOJOURN_SEED"), ("speed", "10", "SOJOURN_SPEED")):
            self.assertEqual(dumped[name], (value, "environment variable " + variable))
        result = self.call("run", "-q", env={"SOJOURN_CLOCK": "virtual", "DUMP_CONFIG": "on"})
        self.assertIn("environment variable DUMP_CONFIG", result.err)
        self.assertIn("environment variable SOJOURN_CLOCK", result.err)

    def test_the_dump_names_every_setting_and_parameter(self) -> None:
        dumped = self.dumped()
        for name in ("scenario", "num-producers", "num-consumers", "log-level", "log-format", "dump-config", "config", "seed",
                     "clock", "speed", "until", "events", "export", "export-format", "summary", "summary-file", "quiet",
                     "set producer_sleep", "set consumer_sleep", "set items", "set payload_bytes", "set capacity"):
            self.assertIn(name, dumped)

    def test_an_empty_variable_is_none(self) -> None:
        self.assertEqual(self.dumped(env={"NUM_PRODUCERS": "", "LOG_LEVEL": ""})["num-producers"], ("1", "scenario"))

    def test_only_the_value_that_counts_is_looked_at(self) -> None:
        self.assertEqual(self.dumped("-p", "2", env={"NUM_PRODUCERS": "many"})["num-producers"][0], "2")

    def test_toml_and_sections_are_read(self) -> None:
        self.write("c.toml", '# a comment\n[run]\nnum-producers = 2\nlog-level = "error"\nset = ["items=2:2", "capacity=3"]\n'
                             "export = [\"a.csv\", \"b.json\"]\n")
        dumped = self.dumped("--config", "c.toml")
        self.assertEqual(dumped["num-producers"], ("2", "config file c.toml"))
        self.assertEqual(dumped["set items"][0], "2:2")
        self.assertEqual(dumped["set capacity"][0], "3")
        self.assertTrue((self.folder / "a.csv").exists() and (self.folder / "b.json").exists())

    def test_parameters_come_together_from_all_sources(self) -> None:
        self.write("c.ini", "set=capacity=3\nnum-consumers=4\n")
        dumped = self.dumped("--config", "c.ini", "--set", "items=2:2", "--set", "num_consumers=5")
        self.assertEqual(dumped["set capacity"], ("3", "config file c.ini"))
        self.assertEqual(dumped["set items"][1], "flag --set")
        self.assertEqual(dumped["num-consumers"], ("5", "flag --set"))

    def test_the_last_of_two_flags_counts(self) -> None:
        self.assertEqual(self.dumped("-p", "2", "-p", "3")["num-producers"][0], "3")
        self.assertEqual(self.dumped("--seed=2", "--seed=3")["seed"][0], "3")

    def test_a_scenario_without_the_parameter_ignores_the_variable_and_refuses_the_flag(self) -> None:
        self.scenario("a.json", [{"name": "a", "steps": [{"sleep": 1}]}])
        self.write("c.ini", "num-producers=2\n")
        dumped = self.dumped("a.json", "--config", "c.ini", env={"NUM_CONSUMERS": "many"})
        self.assertEqual(dumped["num-producers"], ("-", "not a parameter of test"))
        self.assertIn("num_producers", self.refused("run", "a.json", "-p", "2"))

    def test_truth_values(self) -> None:
        for value in ("1", "true", "YES", "on"):
            self.assertIn("scenario", self.run_virtual("-q", env={"DUMP_CONFIG": value}).err)
        for value in ("0", "false", "No", "off"):
            self.assertEqual(self.run_virtual("-q", env={"DUMP_CONFIG": value}).err, "")
        self.assertEqual(self.run_virtual("-q", "--dump-config=false", env={"DUMP_CONFIG": "1"}).err, "")


class Effects(ProgramTest):
    def summary(self, *arguments: str) -> Dict[str, object]:
        return self.run_virtual("-q", "--summary", "json", *arguments).json()

    def test_producers_and_consumers_are_started(self) -> None:
        tasks = self.summary("-p", "2", "-c", "3")["tasks"]
        self.assertEqual((tasks["producer"]["count"], tasks["consumer"]["count"]), (2, 3))

    def test_the_seed_decides_the_draws(self) -> None:
        one = self.run_virtual("-q", "-p", "3", "--events", "-", "--seed", "1").out
        self.assertEqual(self.run_virtual("-q", "-p", "3", "--events", "-", "--seed", "1").out, one)
        self.assertNotEqual(self.run_virtual("-q", "-p", "3", "--events", "-", "--seed", "2").out, one)
        self.assertEqual(self.summary("--seed", str(2**63 - 1))["seed"], 2**63 - 1)

    def test_a_range_is_kept_to(self) -> None:
        events = self.run_virtual("-q", "-p", "5", "--set", "producer_sleep=2:2", "--events", "-").events()
        pauses = {e["seconds"] for e in events if e["event"] == "sleep" and e["task"].startswith("producer")}
        self.assertEqual(pauses, {2})

    def test_until_ends_the_run(self) -> None:
        summary = self.summary("--until", "1.5", "--set", "producer_sleep=1:1")
        self.assertEqual((summary["outcome"], summary["elapsed_s"]), ("until", 1.5))

    def test_the_real_clock_keeps_its_pace(self) -> None:
        result = self.call("run", "-q", "--summary", "json", "--speed", "20", "--set", "producer_sleep=1:1", "--set",
                           "consumer_sleep=1:1", "--set", "items=1:1")
        summary = result.json()
        self.assertEqual((summary["clock"], summary["outcome"]), ("real", "finished"))
        self.assertGreaterEqual(summary["elapsed_s"], 1)
        self.assertLess(summary["elapsed_s"], 30)

    def test_speed_max_does_not_wait(self) -> None:
        summary = self.call("run", "-q", "--summary", "json", "--speed", "max", "--set", "producer_sleep=3:3").json()
        self.assertGreaterEqual(summary["elapsed_s"], 3)


class Log(ProgramTest):
    def test_asyncq_logs_the_sentences_of_the_original_in_order(self) -> None:
        result = self.run_virtual("-p", "2", "-c", "3", "--summary", "none")
        self.assertEqual(result.out, "")
        messages = []
        for line in result.err.splitlines():
            self.assertRegex(line, r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \| INFO     \| \S+ @ \d+\.\d{6} - ")
            messages.append(line.split(" - ", 1)[1])
        self.assertEqual(messages[:2], ["app starts", "jobs started with 2 producers and 3 consumers."])
        self.assertEqual(messages[-3:-1], ["jobs finished", "app shuts down"])
        self.assertRegex(messages[-1], r"^Program completed in \d+\.\d{5} seconds\.$")
        for producer in range(2):
            own = [m for m in messages if m.startswith(f"Producer {producer} ")]
            self.assertGreater(len(own), 1)
            for sleeping, added in zip(own[::2], own[1::2]):
                self.assertRegex(sleeping, rf"^Producer {producer} sleeping for [123] seconds\.$")
                self.assertRegex(added, rf"^Producer {producer} added <[0-9a-f]{{10}}> to queue\.$")
        for consumer in range(3):
            own = [m for m in messages if m.startswith(f"Consumer {consumer} ")]
            self.assertRegex(own[0], rf"^Consumer {consumer} sleeping for [123] seconds\.$")
            for got in own[1::2]:
                self.assertRegex(got, rf"^Consumer {consumer} got element <[0-9a-f]{{10}}> in \d+\.\d{{5}} seconds\.$")
        added = [m.split("<")[1][:10] for m in messages if " added " in m]
        got = [m.split("<")[1][:10] for m in messages if " got " in m]
        self.assertEqual(added, got)  # first in, first out

    def test_json_lines_have_their_fields(self) -> None:
        result = self.run_virtual("-f", "json", "--summary", "none")
        for line in result.err.splitlines():
            entry = json.loads(line)
            self.assertEqual(list(entry), ["time", "level", "task", "t", "message"])
            self.assertRegex(entry["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
            self.assertEqual(entry["level"], "info")

    def test_color_is_text_with_escapes(self) -> None:
        result = self.run_virtual("-f", "color", "--summary", "none")
        self.assertIn("\x1b[32mINFO", result.err)
        self.assertIn("app starts", result.err)

    def test_the_frames_lines_come_at_debug(self) -> None:
        text = self.run_virtual("-l", "DEBUG", "--summary", "none").err
        for sentence in ("entering wait loop", "Terminate the application", "cancelling 0 tasks", "closing event loop"):
            self.assertRegex(text, rf"(?m)\| DEBUG    \| .* - {sentence}$")
        self.assertNotIn("wait loop", self.run_virtual("--summary", "none").err)

    def test_levels_leave_lines_out(self) -> None:
        self.assertEqual(self.run_virtual("-l", "warning", "--summary", "none").err, "")
        self.assertEqual(self.run_virtual("-q", "-l", "debug", "--summary", "none").err, "")

    def test_a_message_stays_on_its_line(self) -> None:
        self.scenario("a.json", [{"name": "a", "steps": [{"log": "one\ntwo \x1b[31m \u00fc"}]}])
        result = self.run_virtual("a.json", "--summary", "none")
        self.assertEqual(len(result.err.splitlines()), 1)
        self.assertTrue(result.err.endswith(" - one\\ntwo \\x1b[31m \u00fc\n"), result.err)


if __name__ == "__main__":
    unittest.main()
