#!/usr/bin/env python3
"""The window as people use it: it shows a run that moves, hears keys and mouse, exports, and goes when it is told."""

import csv
import os
import pathlib
import signal
import subprocess
import time
import unittest
from typing import Callable, List

import desktop as desktops

desktops.skip_without_tools()
DESKTOP = desktops.Desktop()
os.environ.update(DESKTOP.environment)  # the accessibility library reads it when it is imported

from window import PROGRAM, Window, wait_for  # noqa: E402

PICTURES = pathlib.Path(os.environ["SOJOURN_PICTURES"])
NOT_BLANK = 60  # colours; an empty window has a handful


def tearDownModule() -> None:
    DESKTOP.close()


class WindowTest(unittest.TestCase):
    def open(self, *arguments: str, **environment: str) -> Window:
        window = Window(DESKTOP, *arguments, **environment)
        self.addCleanup(window.kill)
        window.wait_until_shown()
        return window

    def quit(self, window: Window) -> None:
        """It ends in good order, says nothing, and leaves nobody behind."""
        DESKTOP.keys("ctrl+q")
        self.expect_end(window)

    def expect_end(self, window: Window, status: int = 0) -> None:
        self.assertEqual(window.wait_for_end(), status, window.said())
        self.assertEqual(window.said(), "")
        with self.assertRaises(ProcessLookupError):
            os.killpg(window.process.pid, 0)

    def assert_stands(self, window: Window) -> None:
        time.sleep(0.3)  # a frame that was under way
        before = window.seconds()
        time.sleep(0.7)
        self.assertEqual(window.seconds(), before)

    def journals(self) -> List[pathlib.Path]:
        return list((DESKTOP.home / ".local" / "state" / "sojourn").glob("journal-*.sojourn"))

    def wait_for_journals(self, are_so: Callable[[List[pathlib.Path]], object]) -> None:
        wait_for("the journals", lambda: are_so(self.journals()))

    def discard_what_broke_off(self) -> None:
        """It was looked at, and nobody has saved it: it is offered again until somebody does not want it."""
        self.assertEqual(len(self.journals()), 1)
        window = self.open("mm1", "--clock", "virtual")
        DESKTOP.click(*window.middle(window.find("push button", "Discard")))
        self.wait_for_journals(lambda journals: not journals)
        self.quit(window)

    def wait_until_it_moves(self, window: Window) -> None:
        before = window.seconds()
        wait_for("a later instant", lambda: window.seconds() > before)

    def test_it_opens_on_a_run_that_moves(self) -> None:
        window = self.open()
        self.wait_until_it_moves(window)
        self.assertGreater(DESKTOP.picture(PICTURES / "window.png"), NOT_BLANK)
        self.quit(window)

    def test_the_software_backend_shows_it_too(self) -> None:
        window = self.open(QT_QUICK_BACKEND="software")
        self.wait_until_it_moves(window)
        self.assertGreater(DESKTOP.picture(PICTURES / "window-software.png"), NOT_BLANK)
        self.quit(window)

    def test_space_pauses_and_goes_on(self) -> None:
        window = self.open()
        self.wait_until_it_moves(window)
        self.assertIsNotNone(window.find("push button", "Pause"))
        DESKTOP.keys("space")
        window.find("push button", "Run")
        self.assert_stands(window)
        DESKTOP.keys("space")
        window.find("push button", "Pause")
        self.wait_until_it_moves(window)
        self.quit(window)

    def test_a_slider_is_dragged_and_the_run_starts_again(self) -> None:
        window = self.open()
        slider = window.find("slider", "Consumers")
        self.assertEqual(window.value(slider), 3)
        wait_for("two seconds of the run", lambda: window.seconds() > 2)
        x, y = window.middle(slider)
        DESKTOP.drag(x, y, x + 60)
        dragged = wait_for("another value", lambda: window.value(slider) if window.value(slider) != 3 else None)
        self.assertGreater(dragged, 4)
        wait_for("a new run", lambda: window.seconds() < 2)

        before = wait_for("a second of the run", lambda: window.seconds() if window.seconds() > 1 else None)
        DESKTOP.keys("Left")
        wait_for("a key's value", lambda: window.value(slider) == dragged - 1)
        wait_for("a new run", lambda: window.seconds() < before)
        self.quit(window)

    def test_the_virtual_clock_takes_a_slider_at_once(self) -> None:
        window = self.open("asyncq", "--clock", "virtual", "--speed", "0.1")
        slider = window.find("slider", "Producers")
        length = window.find("heading", "Timeline").get_description()
        x, y = window.middle(slider)
        DESKTOP.drag(x, y, x + 60)
        wait_for("another run", lambda: window.find("heading", "Timeline").get_description() != length)
        self.quit(window)

    def test_keys_step_and_restart(self) -> None:
        window = self.open()
        wait_for("two seconds of the run", lambda: window.seconds() > 2)
        DESKTOP.keys("comma")
        window.find("push button", "Run")
        before = window.seconds()
        DESKTOP.keys(*["comma"] * 25)  # several happen at one instant
        wait_for("an earlier instant", lambda: window.seconds() < before)
        stood = window.seconds()
        DESKTOP.keys("r")
        # Had the same run gone on, it would show its present, which is later.
        wait_for("a new run", lambda: stood != window.seconds() < before)
        window.find("push button", "Pause")
        self.quit(window)

    def test_exporting_asks_for_a_name_and_says_what_was_written(self) -> None:
        window = self.open("asyncq", "--clock", "virtual", "--speed", "100")
        window.find("push button", "Run again")
        DESKTOP.keys("ctrl+e")
        dialog = window.find("dialog", "Export the run")
        target = DESKTOP.home / "run.csv"
        wait_for("its field", lambda: window.look(dialog, "text", "Path of the file"))
        DESKTOP.keys("ctrl+a")
        DESKTOP.type(str(target))
        DESKTOP.keys("Return")
        wait_for("the file", target.is_file)
        self.assertEqual(len(target.read_text().splitlines()), 49)
        self.quit(window)

    def test_a_sweep_fills_and_is_exported_as_the_command_line_writes_it(self) -> None:
        window = self.open("asyncq", "--clock", "virtual", "-p", "2", "--seed", "7")
        window.find("push button", "Run again")
        DESKTOP.keys("v")
        window.find("heading", "P99 wait lies between ")
        wait_for("all cells", lambda: window.look(None, "label", "all "))
        self.assertGreater(DESKTOP.picture(PICTURES / "sweep.png"), NOT_BLANK)
        DESKTOP.keys("ctrl+e")
        dialog = window.find("dialog", "Export the sweep")
        target = DESKTOP.home / "sweep.csv"
        wait_for("its field", lambda: window.look(dialog, "text", "Path of the file"))
        DESKTOP.keys("ctrl+a")
        DESKTOP.type(str(target))
        DESKTOP.keys("Return")
        wait_for("the file", target.is_file)
        rows = list(csv.DictReader(target.open(newline="")))
        vary = [argument for name in ("num_consumers", "capacity")
                for argument in ("--vary", f"{name}=" + ",".join(dict.fromkeys(row[name] for row in rows)))]
        swept = subprocess.run([PROGRAM, "sweep", "asyncq", "-p", "2", "--seed", "7", "--set", "producer_sleep=0:3", "--set",
                                "consumer_sleep=0:3", "--set", "items=16:16", *vary, "--metric", "wait_s.p99", "-q"],
                               env=DESKTOP.environment, capture_output=True, timeout=120)
        self.assertEqual(swept.returncode, 0, swept.stderr)
        self.assertEqual(target.read_bytes(), swept.stdout)
        DESKTOP.keys("Escape")
        window.find("heading", "Timeline")
        self.quit(window)

    def test_a_scenario_is_chosen_by_typing(self) -> None:
        window = self.open("asyncq", "--clock", "virtual")
        DESKTOP.keys("ctrl+n")
        window.find("list item", "Producers and consumers")
        self.assertGreater(DESKTOP.picture(PICTURES / "chooser.png"), NOT_BLANK)
        DESKTOP.type("m/m/4")
        DESKTOP.keys("Return")
        wait_for("the other scenario", lambda: window.look(None, "slider", "Servers"))
        self.quit(window)

    def test_the_program_shows_where_tasks_stand(self) -> None:
        window = self.open("asyncq", "--clock", "virtual")
        DESKTOP.keys("c")
        window.find("push button", "Save…")
        self.assertGreater(DESKTOP.picture(PICTURES / "program.png"), NOT_BLANK)
        DESKTOP.keys("c")
        window.find("heading", "Timeline")
        self.quit(window)

    def test_two_runs_are_compared_and_exported(self) -> None:
        window = self.open("asyncq", "--clock", "virtual", "--speed", "100")
        slider = window.find("slider", "Consumers")
        x, y = window.middle(slider)
        DESKTOP.drag(x, y, x + 60)
        wait_for("another value", lambda: window.value(slider) != 3)
        DESKTOP.keys("x")
        window.find("push button", "Swap A and B")
        window.find("list item", "as opened")
        self.assertGreater(DESKTOP.picture(PICTURES / "compare.png"), NOT_BLANK)
        DESKTOP.keys("ctrl+e")
        dialog = window.find("dialog", "Export the comparison")
        target = DESKTOP.home / "items.csv"
        wait_for("its field", lambda: window.look(dialog, "text", "Path of the file"))
        DESKTOP.keys("ctrl+a")
        DESKTOP.type(str(target))
        DESKTOP.keys("Return")
        wait_for("the file", target.is_file)
        self.assertEqual(len(target.read_text().splitlines()), 49)
        DESKTOP.keys("Escape")
        window.find("heading", "Timeline")
        self.quit(window)

    def test_a_stalled_run_names_who_waits(self) -> None:
        scenario = DESKTOP.home / "stalls.json"
        scenario.write_text('{"format": "sojourn-scenario", "version": 1, "name": "stalls", "title": "It stalls",'
                            '"queues": [{"name": "work"}], "tasks": [{"name": "reader", "steps": [{"get": "work"}]}]}')
        window = self.open(str(scenario))
        window.find("push button", "reader")
        self.assertGreater(DESKTOP.picture(PICTURES / "stalled.png"), NOT_BLANK)
        self.quit(window)

    def test_a_recording_is_opened_and_its_longest_span_framed(self) -> None:
        traces = pathlib.Path(__file__).parents[2] / "data" / "traces"
        window = self.open("open", str(traces / "chromium.json"))
        span = window.find("list item", "ThreadControllerImpl::RunTask on CrBrowserMain, 120 µs")
        DESKTOP.click(*window.middle(span))
        wait_for("the task that was chosen", lambda: window.find("push button", "Step after"))
        self.assertGreater(DESKTOP.picture(PICTURES / "recording.png"), NOT_BLANK)
        DESKTOP.keys("ctrl+n")
        window.find("list item", "Producers and consumers")
        DESKTOP.type("m/m/4")
        DESKTOP.keys("Return")
        wait_for("the other scenario", lambda: window.look(None, "slider", "Servers"))
        self.wait_until_it_moves(window)  # a scenario runs in its place
        self.quit(window)

    def test_a_run_is_saved_and_opened_again(self) -> None:
        window = self.open("asyncq", "--clock", "virtual", "-p", "2", "--seed", "7", "--speed", "100")
        window.find("push button", "Run again")
        DESKTOP.keys("ctrl+s")
        dialog = window.find("dialog", "Save the run or its scenario")
        target = DESKTOP.home / "run.sojourn"
        wait_for("its field", lambda: window.look(dialog, "text", "Path of the file"))
        DESKTOP.keys("ctrl+a")
        DESKTOP.type(str(target))
        DESKTOP.keys("Return")
        wait_for("the file", target.is_file)
        length = window.find("heading", "Timeline").get_description()
        self.quit(window)
        again = self.open("open", str(target))
        self.assertEqual(again.value(again.find("slider", "Producers")), 2)
        wait_for("the run", lambda: again.find("heading", "Timeline").get_description() == length)
        self.assertGreater(DESKTOP.picture(PICTURES / "session.png"), NOT_BLANK)
        DESKTOP.keys("r")
        again.find("push button", "Run again")
        self.quit(again)

    def test_a_run_that_was_killed_is_offered_again_and_opened(self) -> None:
        window = self.open("asyncq", "--speed", "1")
        wait_for("four seconds of the run", lambda: window.seconds() > 4)
        self.assertEqual(len(self.journals()), 1)
        window.kill()
        again = self.open("mm1", "--clock", "virtual")
        offer = again.find("push button", "Open it")
        self.assertGreater(DESKTOP.picture(PICTURES / "recovered.png"), NOT_BLANK)
        DESKTOP.click(*again.middle(offer))
        again.find("slider", "Consumers")
        self.assertIsNone(again.look(None, "push button", "Open it"))
        DESKTOP.keys("space")  # what is opened stands at its beginning
        wait_for("its last second", lambda: again.seconds() > 2.9)
        self.quit(again)
        self.discard_what_broke_off()

    def test_a_run_without_a_window_that_was_killed_is_offered_as_well(self) -> None:
        process = subprocess.Popen([PROGRAM, "run", "asyncq", "-q", "--export", str(DESKTOP.home / "lost.json")],
                                   env=DESKTOP.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # It is written once a second: one that is killed before has nothing to be offered.
        self.wait_for_journals(lambda journals: journals and b"EVNT" in journals[0].read_bytes())
        process.kill()
        process.wait()
        window = self.open("mm1", "--clock", "virtual")
        DESKTOP.click(*window.middle(window.find("push button", "Open it")))
        window.find("slider", "Consumers")
        self.quit(window)
        self.discard_what_broke_off()

    def test_a_signal_closes_the_window_and_nothing_broke_off(self) -> None:
        for number, status in ((signal.SIGTERM, 143), (signal.SIGINT, 130)):
            with self.subTest(number.name):
                window = self.open("asyncq", "--speed", "1")
                self.wait_for_journals(lambda journals: journals)
                window.process.send_signal(number)
                self.expect_end(window, status)
                self.assertEqual(self.journals(), [])
        again = self.open("mm1", "--clock", "virtual")
        self.wait_until_it_moves(again)
        self.assertIsNone(again.look(None, "push button", "Open it"))
        self.quit(again)

    def test_a_second_signal_ends_it_at_once(self) -> None:
        scenario = DESKTOP.home / "tidies.json"
        scenario.write_text('{"format": "sojourn-scenario", "version": 1, "name": "tidies", "title": "It tidies up",'
                            '"tasks": [{"name": "worker", "steps": ['
                            '{"steps": [{"sleep": 3600}], "finally": [{"sleep": 3600}]}]}]}')
        window = self.open(str(scenario))
        self.wait_for_journals(lambda journals: journals)
        window.process.send_signal(signal.SIGTERM)
        self.wait_for_journals(lambda journals: not journals)  # it tidies up now, for an hour
        time.sleep(0.3)  # two within a tenth of a second are one
        window.process.send_signal(signal.SIGTERM)
        self.expect_end(window, 143)

    def test_closing_the_window_in_the_middle_of_a_run_ends_it(self) -> None:
        window = self.open()
        self.wait_until_it_moves(window)
        DESKTOP.close_window(int(window.number))
        self.expect_end(window)

    def test_a_run_that_blocks_its_loop_does_not_block_the_window(self) -> None:
        scenario = DESKTOP.home / "blocks.json"
        scenario.write_text('{"format": "sojourn-scenario", "version": 1, "name": "blocks", "title": "It blocks",'
                            '"tasks": [{"name": "worker", "steps": [{"work": 3600}]}]}')
        window = self.open(str(scenario))
        self.wait_until_it_moves(window)
        self.quit(window)


if __name__ == "__main__":
    unittest.main()
