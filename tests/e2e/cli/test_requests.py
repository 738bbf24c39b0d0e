"""HTTP requests: the log of the two scenarios, other servers, and bad ones."""

import http.server
import json
import socket
import threading
import time
import unittest

from program import ProgramTest

NAMES = ("bulbasaur", "ivysaur", "venusaur", "charmander")


class Foreign(http.server.BaseHTTPRequestHandler):
    """Answers as another program's server would."""

    def do_GET(self) -> None:
        # First: the program may have ended before this thread goes on behind its reply.
        self.server.heard.append((self.path, sorted(name.lower() for name in self.headers)))
        body = json.dumps({"name": "item-" + self.path.rsplit("/", 1)[1], "headers": sorted(self.headers)}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def silent_port() -> "socket.socket":
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    return listening


class Requests(ProgramTest):
    def foreign(self) -> "http.server.ThreadingHTTPServer":
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Foreign)
        server.heard = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server

    def messages(self, *arguments: str):
        result = self.call("run", *arguments, "-f", "json", "--summary", "none")
        self.assertEqual(result.status, 0, result.err)
        return [json.loads(line)["message"] for line in result.err.splitlines() if line.startswith("{")]

    def test_the_log_is_the_names_in_the_order_of_asking_and_the_seconds(self) -> None:
        for name in ("requests-one-by-one", "requests-together"):
            for clock in (("--clock", "virtual"), ("--set", "latency=0.001:0.002")):
                lines = self.messages(name, *clock)
                self.assertEqual(len(lines), 151)
                self.assertEqual(tuple(lines[:4]), NAMES)
                self.assertEqual(lines[149], "mewtwo")
                self.assertRegex(lines[150], r"^--- \d+\.\d+ seconds ---$")

    def test_one_by_one_takes_the_sum_and_together_hardly_more_than_one(self) -> None:
        def seconds(name):
            return float(self.messages(name, "--clock", "virtual")[-1].split()[1])
        self.assertGreater(seconds("requests-one-by-one"), 6)
        self.assertLess(seconds("requests-together"), 0.1)

    def test_another_server_is_asked_and_told_nothing_of_ours(self) -> None:
        server = self.foreign()
        url = f"http://127.0.0.1:{server.server_address[1]}"
        lines = self.messages("requests-together", "--set", f"url={url}/base/", "--set", "count=5", "--set", "connections=2")
        self.assertEqual(lines[:5], [f"item-{n}" for n in range(1, 6)])
        self.assertEqual(sorted(path for path, _ in server.heard), [f"/base/api/v2/pokemon/{n}" for n in range(1, 6)])
        self.assertFalse([name for _, names in server.heard for name in names if name.startswith("sojourn")])

    def test_a_server_that_does_not_answer_ends_the_run_clearly(self) -> None:
        listening = silent_port()
        self.addCleanup(listening.close)
        before = time.monotonic()
        result = self.call("run", "requests-together", "-q", "--set", f"url=http://127.0.0.1:{listening.getsockname()[1]}",
                           "--set", "timeout=0.3", "--set", "count=20", "--summary", "json")
        self.assertEqual(result.status, 1)
        self.assertEqual(result.json()["outcome"], "failed")
        self.assertIn("GET /api/v2/pokemon/1: there was no reply in time", result.err)
        self.assertLess(time.monotonic() - before, 20)

    def test_a_refused_port_ends_the_run_clearly(self) -> None:
        listening = silent_port()
        port = listening.getsockname()[1]
        listening.close()
        result = self.call("run", "requests-one-by-one", "-q", "--set", f"url=http://127.0.0.1:{port}")
        self.assertEqual(result.status, 1)
        self.assertIn("GET /api/v2/pokemon/1: the connection was refused", result.err)

    def test_an_encrypted_address_is_asked_without_a_word_of_the_library(self) -> None:
        result = self.call("run", "requests-one-by-one", "--clock", "real", "--set", "url=https://127.0.0.1:1", "--summary", "none")
        self.assertEqual(result.status, 1, result.err)
        self.assertNotIn("QObject", result.err)
        self.assertIn("sojourn: ", result.err)

    def test_failures_are_skipped_or_tried_again(self) -> None:
        for way in ("skip", "retry"):
            for clock in ("virtual", "real"):
                flags = ("--clock", clock, "--set", "latency=0:0", "--set", "errors=0.3", "--set", "resets=0.1",
                         "--set", f"on_failure={way}", "--set", "attempts=50", "--set", "count=40")
                lines = self.messages("requests-together", *flags)
                failed = [line for line in lines if line in ("(status 500)", "(reset)")]
                self.assertEqual(bool(failed), way == "skip", lines)

    def test_main_stops_at_the_first_error_or_waits_for_all(self) -> None:
        for clock in ("virtual", "real"):
            flags = ("--clock", clock, "--set", "latency=0.02:0.3", "--set", "errors=0.3", "--set", "count=30", "--summary", "json")
            ended = {}
            for way in ("raise", "wait"):
                result = self.call("run", "requests-together", "--log-format", "json", *flags, "--set", f"first_failure={way}", "--events", "-")
                self.assertEqual(result.status, 1, result.err)
                events = [json.loads(line) for line in result.out.splitlines() if line.startswith('{"t"')]
                ended[way] = [(e["task"].split("-")[0], e["outcome"]) for e in events if e["event"] == "ended"]
            self.assertIn(("main", "failed"), ended["raise"])
            self.assertIn(("get_pokemon", "cancelled"), ended["raise"])
            self.assertEqual(sum(outcome == "failed" for name, outcome in ended["raise"] if name == "get_pokemon"), 1)
            self.assertIn(("main", "finished"), ended["wait"])
            self.assertNotIn(("get_pokemon", "cancelled"), ended["wait"])

    def test_wrong_addresses_and_words_are_refused(self) -> None:
        self.assertEqual(self.refused("run", "requests-together", "--set", "url=pokeapi.co"),
                         'requests-together: servers[0].url: "pokeapi.co" is no address such as http://127.0.0.1:8000 '
                         '(from the parameter "url")')
        self.assertIn("on_failure", self.refused("run", "requests-together", "--set", "on_failure=panic"))
        self.assertIn("connections", self.refused("run", "requests-together", "--set", "connections=0"))
        self.assertIn("add up to 1.5", self.refused("run", "requests-together", "--set", "errors=0.7", "--set", "resets=0.8"))


if __name__ == "__main__":
    unittest.main()
