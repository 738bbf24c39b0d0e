"""Sessions: written by run and convert, read by convert and check."""

import json
import re
import unittest
from typing import List

from program import ProgramTest


class Sessions(ProgramTest):
    def test_a_run_comes_back_from_its_session_byte_for_byte(self) -> None:
        endings = ("json", "pftrace", "speedscope.json", "csv", "jsonl")
        exports = [argument for ending in (*endings, "sojourn") for argument in ("--export", f"run.{ending}")]
        self.run_virtual("pipeline", "--seed", "7", "-q", *exports)
        for ending in endings:
            self.assertEqual(self.call("convert", "run.sojourn", f"again.{ending}").status, 0)
            self.assertEqual((self.folder / f"again.{ending}").read_bytes(), (self.folder / f"run.{ending}").read_bytes())
        self.assertEqual(self.call("convert", "run.sojourn", "again.sojourn").status, 0)
        self.assertEqual((self.folder / "again.sojourn").read_bytes(), (self.folder / "run.sojourn").read_bytes())
        self.assertLess((self.folder / "run.sojourn").stat().st_size * 5, (self.folder / "run.json").stat().st_size)

    def test_another_programs_trace_comes_back_with_what_was_found_in_it(self) -> None:
        self.write("in.json", json.dumps([
            {"ph": "X", "pid": 1, "tid": 1, "ts": 0, "dur": 5, "name": "a"},
            {"ph": "B", "pid": 1, "tid": 2, "ts": 2, "name": "open"},
            {"ph": "i", "pid": 1, "tid": 2, "ts": 3, "name": "point"}]))
        self.assertEqual(self.call("convert", "-q", "in.json", "in.sojourn").status, 0)
        before = self.call("check", "--json", "in.json").json()
        after = self.call("check", "--json", "in.sojourn").json()
        self.assertEqual(after.pop("format"), before.pop("format") + ", session")
        self.assertEqual((after.pop("file"), before.pop("file")), ("in.sojourn", "in.json"))
        for finding in before["findings"]:
            finding["byte_of"] = "file read first"
        self.assertEqual(after, before)

    def test_run_and_show_take_the_session_of_a_run(self) -> None:
        set_as = ("--seed", "9", "--until", "100", "--set", "items=500")
        first = self.run_virtual("mm4", "-q", *set_as, "--summary", "json", "--export", "first.sojourn")
        again = self.call("run", "first.sojourn", "-q", "--summary", "json", "--export", "again.sojourn")
        self.assertEqual((again.status, again.out), (0, first.out))
        self.assertEqual((self.folder / "again.sojourn").read_bytes(), (self.folder / "first.sojourn").read_bytes())
        other = self.call("run", "first.sojourn", "-q", "--summary", "json", "--seed", "10", "--set", "items=20")
        self.assertEqual(other.out, self.run_virtual("mm4", "-q", *set_as[2:4], "--seed", "10", "--set", "items=20",
                                                     "--summary", "json").out)
        self.write("shown.json", self.call("show", "first.sojourn").out)
        shown = self.run_virtual("shown.json", "-q", "--until", "100", "--summary", "json")
        self.assertEqual(shown.out, first.out)
        dumped = self.call("run", "first.sojourn", "-q", "--summary", "none", "--dump-config", "--seed", "1").err
        lines = [line.split() for line in dumped.splitlines()]
        for line in (["scenario", "first.sojourn", "session"], ["set", "items", "500", "session"],
                     ["set", "service", "1", "scenario"], ["until", "100", "session"], ["clock", "virtual", "session"],
                     ["seed", "1", "flag", "--seed"]):
            self.assertIn(line, lines)
        self.assertIn("first.sojourn is the same file as the scenario",
                      self.refused("run", "first.sojourn", "--export", "first.sojourn"))

    def test_a_session_without_a_scenario_says_so(self) -> None:
        self.write("in.json", json.dumps([{"ph": "X", "pid": 1, "tid": 1, "ts": 0, "dur": 5, "name": "a"}]))
        self.assertEqual(self.call("convert", "-q", "in.json", "in.sojourn").status, 0)
        for command in ("run", "show", "sweep"):
            self.assertIn("in.sojourn is a recording of another program (Chrome trace): it has no scenario",
                          self.refused(command, "in.sojourn"))
        self.run_virtual("asyncq", "-q", "--export", "run.sojourn")
        whole = (self.folder / "run.sojourn").read_bytes()
        (self.folder / "cut.sojourn").write_bytes(whole[:300])
        self.assertIn("cut.sojourn is a damaged session: its scenario cannot be read", self.refused("run", "cut.sojourn"))
        (self.folder / "rest.sojourn").write_bytes(whole[700:])
        for command in ("run", "show"):
            self.assertIn("rest.sojourn is a session whose beginning is missing, and its scenario with it; `sojourn check` says "
                          "what is left of it, `sojourn open` shows it", self.refused(command, "rest.sojourn"))
        (self.folder / "later.sojourn").write_bytes(whole[:12] + b"\x09" + whole[13:])
        self.assertIn("is of version 9", self.refused("show", "later.sojourn"))

    def test_the_rest_of_a_large_session_still_has_its_scenario(self) -> None:
        first = self.run_virtual("mm4", "-q", "--set", "items=60000", "--summary", "json", "--export", "run.sojourn")
        whole = (self.folder / "run.sojourn").read_bytes()
        (self.folder / "rest.sojourn").write_bytes(whole[len(whole) // 3:])
        again = self.call("run", "rest.sojourn", "-q", "--summary", "json")
        self.assertEqual((again.status, again.out), (0, first.out))
        self.assertEqual(self.call("show", "rest.sojourn").out, self.call("show", "run.sojourn").out)

    def test_check_names_the_place_where_a_session_breaks_off(self) -> None:
        self.run_virtual("mm4", "-q", "--set", "items=2000", "--export", "run.sojourn")
        sound = self.call("check", "run.sojourn")
        self.assertIn("run.sojourn: Session, ", sound.out)
        self.assertIn("nothing is wrong with it", sound.out)
        whole = (self.folder / "run.sojourn").read_bytes()
        for size, sentence in [(len(whole) - 10, "it breaks off within its last parity; nothing of the run is lost"),
                               (len(whole) // 2, "the file ends before it is complete")]:
            (self.folder / "cut.sojourn").write_bytes(whole[:size])
            cut = self.call("check", "cut.sojourn")
            self.assertEqual(cut.status, 2)
            self.assertIn(sentence, cut.out)
            self.assertIn(f"byte {size:,}", cut.out)
        (self.folder / "version.sojourn").write_bytes(whole[:12] + b"\x09" + whole[13:])
        self.assertIn("is of version 9, which a later program wrote", self.refused("check", "version.sojourn"))
        (self.folder / "head.sojourn").write_bytes(whole[:9])
        self.assertIn("breaks off in its first 16 bytes", self.refused("check", "head.sojourn"))

    def events_of(self, whole: bytes) -> List[int]:
        """Where the chunks of events begin."""
        places, at = [], 16
        while at < len(whole):
            if whole[at:at + 4] == b"EVNT":
                places.append(at)
            at += 20 + int.from_bytes(whole[at + 4:at + 8], "little")
        return places

    def damaged(self, whole: bytes, *places: int) -> None:
        bytes_ = bytearray(whole)
        for place in places:
            bytes_[place] ^= 0x40
        (self.folder / "damaged.sojourn").write_bytes(bytes_)

    def test_a_damaged_part_is_made_whole_and_said(self) -> None:
        self.run_virtual("mm4", "-q", "--set", "items=5000", "--summary", "none", "--export", "run.sojourn",
                         "--export", "run.jsonl")
        whole = (self.folder / "run.sojourn").read_bytes()
        events = self.events_of(whole)
        self.assertGreater(len(events), 5)
        for place in (events[0] + 1, events[0] + 500, whole.index(b"INFO") + 30, whole.index(b"END ") + 20):
            self.damaged(whole, place)
            told = self.call("check", "--json", "damaged.sojourn")
            self.assertEqual((told.status, told.json()["sound"]), (2, False))
            finding = told.json()["findings"][0]
            self.assertEqual((finding["fault"], finding["effect"], finding["count"]), ("damaged_part", "mended", 1))
            self.assertLess(0, place - finding["byte"])
            self.assertIn("it is made whole from the parity of its group", self.call("check", "damaged.sojourn").out)
            result = self.call("convert", "damaged.sojourn", "again.jsonl")
            self.assertEqual(result.status, 0)
            self.assertIn("damaged.sojourn is damaged: a part is damaged", result.err)
            self.assertEqual((self.folder / "again.jsonl").read_bytes(), (self.folder / "run.jsonl").read_bytes())
        # A copy is sound again.
        self.call("convert", "-q", "damaged.sojourn", "copy.sojourn")
        self.assertEqual(self.call("check", "copy.sojourn").status, 0)

    def test_what_is_lost_is_counted(self) -> None:
        self.run_virtual("mm4", "-q", "--set", "items=5000", "--summary", "none", "--export", "run.sojourn")
        total = self.call("check", "--json", "run.sojourn").json()["events"]
        whole = (self.folder / "run.sojourn").read_bytes()
        events = self.events_of(whole)
        self.damaged(whole, events[3] + 100, events[5] + 100)
        told = self.call("check", "--json", "damaged.sojourn")
        self.assertEqual((told.status, told.json()["sound"]), (2, False))
        lost = {finding["fault"]: finding for finding in told.json()["findings"]}["lost_rows"]
        self.assertGreaterEqual(lost["count"], total - told.json()["events"])
        self.assertRegex(lost["sentence"], r"^[\d,]+ of [\d,]+ events are lost: those before [\d.a-z ]+( and \d+ of items and requests from before)?(; items are numbered from there on)?"
                         r"(; the file lacks those from [\d.a-z ]+, and only one stretch without a gap is shown)?$")
        # Of the stretches between what is lost the longest is there, and goes on to the end.
        self.call("convert", "-q", "damaged.sojourn", "rest.csv")
        self.call("convert", "-q", "run.sojourn", "all.csv")
        rest, every = ((self.folder / name).read_text().splitlines() for name in ("rest.csv", "all.csv"))
        self.assertLess(1000, len(rest))
        self.assertLess(len(rest), len(every))
        self.damaged(whole, *(place + 100 for place in events))
        nothing = r"^damaged.sojourn is a damaged session: all [\d,]+ events are lost; `sojourn run damaged.sojourn` runs its"
        for command in (("check",), ("convert",), ("convert",)):
            self.assertRegex(self.refused(*command, "damaged.sojourn", *["out.jsonl"] * (command[0] == "convert")), nothing)

    def test_every_word_counts_the_same_events(self) -> None:
        self.run_virtual("pipeline", "-q", "--set", "batch=2000", "--summary", "none", "--export", "run.sojourn", "--events", "run.jsonl")
        total = len((self.folder / "run.jsonl").read_text().splitlines())
        self.assertEqual(self.call("check", "--json", "run.sojourn").json()["events"], total)
        whole = (self.folder / "run.sojourn").read_bytes()
        events = self.events_of(whole)
        self.damaged(whole, events[3] + 100, events[5] + 100)
        told = self.call("check", "damaged.sojourn").out
        read = int(re.search(r"Session, ([\d,]+) events", told)[1].replace(",", ""))
        self.assertIn(f"{total - read:,} of {total:,} events are lost", told)
        (self.folder / "cut.sojourn").write_bytes(whole[:events[4]])
        told = self.call("check", "cut.sojourn").out
        read = re.search(r"Session, ([\d,]+) events", told)[1]
        self.assertIn(f"({read} events were read)", told)

    def test_a_part_that_is_cut_out_is_made_again(self) -> None:
        self.run_virtual("mm4", "-q", "--set", "items=5000", "--summary", "none", "--export", "run.sojourn",
                         "--export", "run.jsonl")
        whole = (self.folder / "run.sojourn").read_bytes()
        for at in self.events_of(whole):
            end = at + 20 + int.from_bytes(whole[at + 4:at + 8], "little")
            (self.folder / "cut.sojourn").write_bytes(whole[:at] + whole[end:])
            self.assertIn("- a part is missing (EVNT 1); it is made again from the parity of its group\n",
                          self.call("check", "cut.sojourn").out)
            self.assertEqual(self.call("convert", "-q", "cut.sojourn", "again.jsonl").status, 0)
            self.assertEqual((self.folder / "again.jsonl").read_bytes(), (self.folder / "run.jsonl").read_bytes())

    def test_of_a_session_that_is_cut_before_its_first_event_nothing_is_written(self) -> None:
        self.run_virtual("asyncq", "-q", "--summary", "none", "--export", "run.sojourn", "--export", "run.json")
        self.call("convert", "-q", "run.json", "spans.sojourn")
        for name, chunk, words in (("run", b"EVNT", "it ends before its first event; `sojourn run cut.sojourn` runs its scenario again"),
                                   ("run", b"orig", "it ends before its first event"), ("run", b"INFO", "nothing of it can be read"),
                                   ("spans", b"VSIT", "it ends before its first span")):
            whole = (self.folder / f"{name}.sojourn").read_bytes()
            (self.folder / "cut.sojourn").write_bytes(whole[:whole.index(chunk) + 10])
            for ending in ("json", "csv", "jsonl", "sojourn"):
                self.assertEqual(self.refused("convert", "cut.sojourn", f"out.{ending}"), f"cut.sojourn is a damaged session: {words}")
            self.assertEqual(self.refused("check", "cut.sojourn"), f"cut.sojourn is a damaged session: {words}")

    def test_what_stands_behind_the_end_is_told(self) -> None:
        self.run_virtual("asyncq", "-q", "--summary", "none", "--export", "run.sojourn")
        whole = (self.folder / "run.sojourn").read_bytes()
        (self.folder / "long.sojourn").write_bytes(whole + b"and more")
        told = self.call("check", "--json", "long.sojourn")
        self.assertEqual((told.status, told.json()["sound"]), (2, False))
        self.assertEqual(told.json()["findings"][0]["byte"], len(whole))
        self.assertIn("behind the end of the session", told.json()["findings"][0]["sentence"])


if __name__ == "__main__":
    unittest.main()
