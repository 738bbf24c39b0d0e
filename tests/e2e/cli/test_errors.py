"""What goes wrong is one clear sentence, exit status 2, and nothing written."""

import os
import subprocess
import unittest

from program import PROGRAM, ProgramTest, environment


class Flags(ProgramTest):
    def test_wrong_flags_and_values(self) -> None:
        for arguments, words in (
                (["--sed", "1"], "did you mean --set?"),
                (["--num-producer", "1"], "did you mean --num-producers?"),
                (["-x"], "there is no flag -x"),
                (["--seed"], "--seed needs a value"),
                (["--seed", "--clock", "virtual"], "--seed needs a value"),
                (["--seed", "-1"], '--seed: "-1"'),
                (["--seed", "1.5"], '--seed: "1.5"'),
                (["--seed", "9223372036854775808"], "9223372036854775807"),
                (["--seed", ""], "--seed"),
                (["--clock", "fast"], "real or virtual"),
                (["--speed", "0"], "--speed"), (["--speed", "-1"], "--speed"), (["--speed", "nan"], "--speed"),
                (["--until", "-1"], "--until"), (["--until", "inf"], "--until"), (["--until", "soon"], "--until"),
                (["-l", "loud"], "--log-level"), (["-f", "xml"], "--log-format"), (["--summary", "xml"], "--summary"),
                (["--theory", "xml"], "--theory"),
                (["--dump-config=maybe"], "--dump-config"),
                (["-p", "x"], "--num-producers"), (["-p", "-1"], "--num-producers"), (["-p", "1.5"], "num_producers"),
                (["-c", "nan"], "--num-consumers"),
                (["--set", "capacity=-1"], "capacity"),
                (["--set", "producer_sleep=3:1"], "above the high end"),
                (["--set", "consumer_sleep=nan"], "consumer_sleep"), (["--set", "consumer_sleep=1:nan"], "consumer_sleep"),
                (["--set", "item=1"], 'did you mean "items"?'),
                (["--set", "capacity"], "NAME=VALUE"), (["--set", "=1"], "NAME=VALUE"), (["--set", "capacity="], "capacity"),
                (["-p", "2", "--set", "num_producers=3"], "twice"),
                (["--export-format", "csv"], "--export"),
                (["--summary", "none", "--summary-file", "x"], "--summary-file"),
                (["asyncq", "more"], '"more"')):
            with self.subTest(arguments=arguments):
                self.assertIn(words, self.refused("run", *arguments))

    def test_wrong_names(self) -> None:
        self.assertIn('did you mean "asyncq"?', self.refused("run", "asynq"))
        self.assertIn('did you mean "run"?', self.refused("rnu"))
        self.assertIn("sojourn list", self.refused("show", "something-else"))
        self.assertIn("the command comes first", self.refused("mm1", "run"))
        self.assertIn("needs a scenario", self.refused("show"))
        self.assertIn("needs a file", self.refused("check"))
        self.assertIn("did you mean --json?", self.refused("list", "--jsno"))

    def test_a_sentence_is_one_line_whatever_it_quotes(self) -> None:
        self.refused("run", "a\nb\x1b[31m")
        self.assertLess(len(self.refused("run", "--seed", "9" * 100_000)), 300)


class Environment(ProgramTest):
    def test_wrong_values_name_the_variable(self) -> None:
        for variable in ("NUM_PRODUCERS", "NUM_CONSUMERS", "LOG_LEVEL", "LOG_FORMAT", "DUMP_CONFIG", "SOJOURN_SEED",
                         "SOJOURN_CLOCK", "SOJOURN_SPEED", "SOJOURN_CONFIG"):
            with self.subTest(variable=variable):
                line = self.refused("run", env={variable: "no-such-thing"})
                self.assertIn("no-such-thing", line)
                if variable != "SOJOURN_CONFIG":
                    self.assertTrue(line.startswith(variable + ":"), line)


class ConfigFile(ProgramTest):
    def test_wrong_files(self) -> None:
        for text, words in (("nmu-producers=2\n", 'did you mean "num-producers"?'),
                            ("config=other.ini\n", '"config"'),
                            ("[show]\nseed=1\n", "[show]"),
                            ("seed=1\nclock=virtual\nseed=2\n", "seed: only one value"),
                            ("seed=[1, 2]\n", "seed: only one value"),
                            ("seed=many\n", 'c.ini: seed: "many"'),
                            ("p=\n", "line 1"),
                            ("just words\n", '"just words"'),
                            ("set=capacity=-1\n", "capacity")):
            with self.subTest(text=text):
                self.assertIn(words, self.refused("run", "--config", self.write("c.ini", text)))

    def test_files_that_are_none(self) -> None:
        (self.folder / "folder").mkdir()
        self.assertIn("folder", self.refused("run", "--config", "folder"))
        self.assertIn("no such file", self.refused("run", "--config", "missing.ini"))
        (self.folder / "bytes").write_bytes(b"\xff\xfe\x00")
        self.assertIn("not text", self.refused("run", "--config", "bytes"))
        self.assertIn("a device, no file", self.refused("run", "--config", "/dev/zero"))


class ScenarioFile(ProgramTest):
    def test_files_that_are_none(self) -> None:
        (self.folder / "folder").mkdir()
        (self.folder / "bytes.json").write_bytes(b"\xff\xfe{}")
        (self.folder / "zeros.json").write_bytes(bytes(1000))
        self.write("empty.json", "")
        self.write("words.json", "no JSON at all")
        for subject, words in (("folder", "is a folder"), ("missing.json", "no such file"), ("no/such.json", "no such file"),
                               ("bytes.json", "not text"), ("zeros.json", "not text"), ("empty.json", "empty.json"),
                               ("words.json", "words.json"), ("/dev/zero", "a device, no file"), ("x" * 5000 + ".json", "too long")):
            for command in ("run", "check", "show"):
                with self.subTest(command=command, subject=subject[:40]):
                    self.assertIn(words, self.refused(command, subject))

    def test_files_of_100_megabytes(self) -> None:
        for name, block in (("zeros.json", bytes(1 << 20)), ("brackets.json", b"[" * (1 << 20)), ("text.json", b"word\n" * 200_000)):
            with open(self.folder / name, "wb") as file:
                for _ in range(100):
                    file.write(block)
            with self.subTest(name=name):
                self.assertLess(len(self.refused("run", name)), 300)

    def test_a_fault_names_its_place(self) -> None:
        self.scenario("a.json", [{"name": "a", "steps": [{"sleep": 1}, {"sleep": -1}]}])
        self.assertTrue(self.refused("run", "a.json").startswith("a.json: tasks[0].steps[1].sleep: "))
        self.scenario("b.json", [], queues=[{"name": "q", "capacity": -1}])
        self.assertTrue(self.refused("run", "b.json").startswith("b.json: queues[0].capacity: "))


class Targets(ProgramTest):
    def test_targets_that_cannot_be_written(self) -> None:
        (self.folder / "folder.csv").mkdir()
        self.write("file", "")
        for arguments, words in (
                (["--events", "/dev/full"], "no space left"),
                (["--export", "/dev/full", "--export-format", "csv"], "no space left"),
                (["--summary-file", "/dev/full"], "no space left"),
                (["--events", "folder.csv"], "folder"),
                (["--export", "folder.csv"], "folder"),
                (["--events", "no/such/folder/x"], "there is no folder no/such/folder"),
                (["--events", "file/x"], "file"),
                (["--events", ""], "--events"),
                (["--events", "x" * 300], "too long"),
                (["--export", "-"], "--export"),
                (["--summary-file", "-"], "--summary-file"),
                (["--export", "run.xyz"], ".json, .pftrace, .speedscope.json, .csv, .jsonl and .sojourn"),
                (["--export", "run"], "no ending"),
                (["--export", "run.csv", "--export-format", "xyz"], "--export-format"),
                (["--events", "a", "--events", "b"], "twice")):
            with self.subTest(arguments=arguments):
                self.assertIn(words, self.refused("run", *arguments))

    def test_one_file_named_twice(self) -> None:
        (self.folder / "folder").mkdir()
        self.write("there.jsonl", "old")
        os.symlink("there.jsonl", self.folder / "link.jsonl")
        os.link(self.folder / "there.jsonl", self.folder / "hard.jsonl")
        for first, second in (("a.jsonl", "a.jsonl"), ("a.jsonl", "./a.jsonl"), ("a.jsonl", "folder/../a.jsonl"),
                              ("a.jsonl", str(self.folder / "a.jsonl")), ("there.jsonl", "link.jsonl"),
                              ("there.jsonl", "hard.jsonl")):
            with self.subTest(second=second):
                self.assertIn("same file", self.refused("run", "--events", first, "--export", second))
                self.assertIn("same file", self.refused("run", "--export", first, "--export", second))
        self.assertEqual((self.folder / "there.jsonl").read_text(), "old")

    def test_what_is_read_is_not_written_over(self) -> None:
        self.scenario("a.json", [{"name": "a", "steps": []}])
        self.write("c.ini", "seed=1\n")
        self.assertIn("the scenario", self.refused("run", "a.json", "--export", "a.json"))
        self.assertIn("--config", self.refused("run", "--config", "c.ini", "--events", "c.ini"))

    def test_a_full_standard_output(self) -> None:
        for arguments in (["run", "--clock", "virtual"], ["run", "--clock", "virtual", "--events", "-"], ["list"], ["--help"]):
            with self.subTest(arguments=arguments), open("/dev/full", "wb") as full:
                done = subprocess.run([PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, env=environment(), timeout=60)
                self.assertEqual(done.returncode, 2)
                self.assertEqual(done.stderr, b"sojourn: cannot write standard output: no space left on device\n")

    def test_a_closed_standard_output(self) -> None:
        done = subprocess.run(["sh", "-c", '"$0" run -q --clock virtual --export a.csv >&-', PROGRAM], cwd=self.folder,
                              capture_output=True, env=environment(), timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"standard output", done.stderr)
        self.assertFalse((self.folder / "a.csv").exists())

    def test_no_room_in_the_middle_of_a_file(self) -> None:
        """A limit on the size of files stands for a full disk."""
        for flag, name in (("--events", "e.jsonl"), ("--export", "e.json"), ("--export", "e.csv")):
            with self.subTest(name=name):
                done = subprocess.run(
                    ["sh", "-c", 'ulimit -f 20; exec "$@"', "sh", PROGRAM, "run", "mm1", "--clock", "virtual", "-q",
                     "--set", "items=20000", flag, name], cwd=self.folder, capture_output=True, env=environment(), timeout=60)
                self.assertEqual(done.returncode, 2)
                self.assertEqual(done.stderr.decode(), f"sojourn: cannot write {name}: file too large\n")
                self.assertEqual(list(self.folder.iterdir()), [])

    def test_targets_without_permission(self) -> None:
        if os.geteuid() == 0:
            return  # root may write everywhere
        (self.folder / "locked").mkdir(mode=0o500)
        self.assertIn("permission denied", self.refused("run", "--events", "locked/e.jsonl"))


if __name__ == "__main__":
    unittest.main()
