#!/usr/bin/env python3
"""Measures 150 GETs of 40 ms each: one after another, and all at once.

usage: measure_requests.py SOJOURN [--runs N]

SOJOURN is the program of a release build. Its own figure is the one that its log prints (`--- s seconds ---`), against its
own server and against one of this script's, which curl (where it is installed) asks too. The server of this script is
asyncio's, on this machine: it takes its share of the time.
"""
import argparse
import asyncio
import re
import shutil
import statistics
import subprocess
import threading
import time

LATENCY = 0.04
COUNT = 150


async def serve(reader, writer):
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            await asyncio.sleep(LATENCY)
            body = b'{"name": "item-%s"}' % head.split(" ")[1].rsplit("/", 1)[1].encode()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def server():
    """Starts the server in a thread; gives its address."""
    loop = asyncio.new_event_loop()
    listening = loop.run_until_complete(asyncio.start_server(serve, "127.0.0.1", 0, backlog=512))
    threading.Thread(target=loop.run_forever, daemon=True).start()
    return f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"


def sojourn(program, scenario, *flags):
    done = subprocess.run([program, "run", scenario, "--summary", "none", *flags], capture_output=True, text=True, check=True)
    return float(re.search(r"--- ([\d.]+) seconds ---", done.stderr).group(1))


def curl(base, parallel):
    begin = time.monotonic()
    flags = ["--parallel", "--parallel-max", str(COUNT)] if parallel else []
    subprocess.run(["curl", "-sS", *flags, "-o", "/dev/null", f"{base}/api/v2/pokemon/[1-{COUNT}]"], check=True)
    return time.monotonic() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sojourn")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    base = server()
    for scenario, ideal, wanted in (("requests-together", LATENCY, 0.1), ("requests-one-by-one", COUNT * LATENCY, 6.1)):
        peers = {"own server": lambda: sojourn(options.sojourn, scenario), "script's server": lambda: sojourn(options.sojourn, scenario, "--set", "url=" + base)}
        if shutil.which("curl"):
            peers["curl, script's server"] = lambda: curl(base, scenario == "requests-together")
        print(f"{scenario}: at best {ideal:.3f} s, wanted {wanted} s or less")
        for name, measure in peers.items():
            seconds = [measure() for _ in range(options.runs)]
            print(f"  {name:22} {statistics.median(seconds):.4f} s [{min(seconds):.4f}..{max(seconds):.4f}]")


if __name__ == "__main__":
    main()
