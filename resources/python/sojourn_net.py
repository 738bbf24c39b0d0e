"""What an exported program that sends requests stands on besides: a server, and the network between.

Sojourn puts this file behind sojourn_loop.py, on which it builds. On the exact clock the network is what was drawn; with
--plain there are sockets, and without a url a server of the program's own.
"""

import urllib.parse

# ======================================================================================================================
# Servers. Nothing below belongs to this program in particular.


class _RequestFailed(Exception):
    """A request brought no reply that can be used."""

    def __init__(self, reason, words, status=None):
        super().__init__(words)
        self.reason = reason
        self.status = status


class Server:
    """At most so many connections at once, first come, first served; those left open are used again."""

    def __init__(self, run, name, url, connections, timeouts, errors, resets, timeout):
        self.name = name
        self._run = run
        self._url = url
        self._free = connections
        self._open = 0
        self._line = collections.deque()
        self._shares = (timeouts, timeouts + errors, timeouts + errors + resets)
        self._timeout = _nanoseconds(timeout)
        self._own = None

    async def request(self, task, path, plan, field="", on_failure="fail", attempts=1):
        """`plan`: draws how long connecting, waiting and receiving take, and what says whether it fails."""
        path = path.replace("{n}", str(task.index + 1 + task.requests * task.peers))
        task.requests += 1
        left = attempts if on_failure == "retry" else 1
        while True:
            left -= 1
            connect, latency, receive, fate = plan()
            task._emit("request", server=self.name, path=path)
            await self._take()
            is_open = False
            try:
                exchange = self._fetch if self._run.plain else self._pretend
                lengths = [_nanoseconds(length) for length in (connect, latency, receive)]
                body = await exchange(task, path, lengths, self._failure(fate))
                if field and field not in json.loads(body):
                    raise _RequestFailed("bad_reply", f'the reply has no "{field}"', 200)
                task._emit("response", server=self.name, status=200, bytes=len(body))
                is_open = True
                return
            except _RequestFailed as failed:
                status = {} if failed.status is None else {"status": failed.status}
                task._emit("request_failed", server=self.name, reason=failed.reason, **status)
                is_open = failed.status is not None
                if left == 0 and on_failure == "skip":
                    return
                if left == 0:
                    raise Failed(f"GET {path}: {failed}") from None
            finally:
                self._give_back(is_open)

    def _failure(self, fate):
        return next((word for word, share in zip(("timeout", "error", "reset"), self._shares) if fate < share), "")

    # --- connections

    async def _take(self):
        if self._free:
            self._free -= 1
            return
        place = self._run.loop.create_future()
        self._line.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():  # it was its turn: the next one's, then
                self._give_back(False)
            raise

    def _give_back(self, is_open):
        self._open += is_open
        while self._line:
            place = self._line.popleft()
            if not place.done():
                place.set_result(None)
                return
        self._free += 1

    # --- the network as drawn

    async def _pretend(self, task, path, lengths, failure):
        connect, latency, receive = lengths
        now = self._run.loop.time()
        deadline = min(now + self._timeout, _LATEST)
        if self._open:
            self._open -= 1
        else:
            task._emit("connecting", server=self.name)
            now = await self._phase(now, connect, deadline)
        task._emit("connected", server=self.name)
        now = await self._phase(now, _LATEST if failure == "timeout" else latency, deadline)
        if failure == "reset":
            raise _RequestFailed("reset", "the server closed the connection")
        task._emit("first_byte", server=self.name)
        await self._phase(now, receive, deadline)
        status, body = _reply(path)
        status = 500 if failure == "error" else status
        if status != 200:
            raise _RequestFailed("status", f"the reply has status {status}", status)
        return body

    async def _phase(self, begin, length, deadline):
        """Lasts from the end of the one before, however long others held the loop meanwhile."""
        end = min(begin + length, _LATEST)
        await asyncio.sleep(max(0, min(end, deadline) - self._run.loop.time()))
        if end > deadline:
            raise _RequestFailed("timeout", "there was no reply in time")
        return end

    # --- the real one: a connection a request

    async def _fetch(self, task, path, lengths, failure):
        try:
            return await asyncio.wait_for(self._fetch_in_time(task, path, lengths, failure), self._timeout / _SECOND)
        except (asyncio.TimeoutError, TimeoutError):
            raise _RequestFailed("timeout", "there was no reply in time") from None
        except ConnectionRefusedError:
            raise _RequestFailed("refused", "the connection was refused") from None
        except (ConnectionError, EOFError):
            raise _RequestFailed("reset", "the server closed the connection") from None
        except ValueError:
            raise _RequestFailed("bad_reply", "the reply is no HTTP/1") from None
        except OSError as error:
            raise _RequestFailed("unreachable", str(error)) from None

    async def _fetch_in_time(self, task, path, lengths, failure):
        base = urllib.parse.urlsplit(self._url or await self._own_server())
        task._emit("connecting", server=self.name)
        reader, writer = await asyncio.open_connection(
            base.hostname, base.port or (443 if base.scheme == "https" else 80), ssl=base.scheme == "https" or None)
        try:
            task._emit("connected", server=self.name)
            wish = "" if self._url else f"Sojourn-Wish: {lengths[1]} {lengths[2]} {failure}\r\n"
            writer.write(f"GET {base.path.rstrip('/')}{path} HTTP/1.0\r\nHost: {base.netloc}\r\n{wish}\r\n".encode())
            version = await reader.readuntil(b" ")
            task._emit("first_byte", server=self.name)
            if not version.startswith(b"HTTP/1."):
                raise ValueError(version)
            status = int((await reader.readuntil(b"\r\n\r\n"))[:3])
            body = await reader.read()
        finally:
            writer.close()
        if not 200 <= status <= 299:
            raise _RequestFailed("status", f"the reply has status {status}", status)
        return body

    async def _own_server(self):
        if self._own is None:
            self._own = self._run.loop.create_task(asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=4096))
        port = (await asyncio.shield(self._own)).sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    async def _serve(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        wish = next(line for line in head.split("\r\n") if line.startswith("Sojourn-Wish: "))
        _, latency, receive, failure = wish.split(" ")
        await asyncio.sleep(1e6 if failure == "timeout" else int(latency) / _SECOND)
        status, body = (500, b"{}") if failure == "error" else _reply(head.split(" ")[1])
        if failure == "reset":
            return writer.transport.abort()
        writer.write(f"HTTP/1.0 {status} \r\nContent-Length: {len(body)}\r\n\r\n".encode())
        await asyncio.sleep(int(receive) / _SECOND)
        writer.write(body)
        writer.close()


def _reply(path):
    """Status and body, as the program's own server has them."""
    collection, _, number = path.split("?")[0].rpartition("/")
    if not collection.endswith("/pokemon") or not number.isdecimal() or not 1 <= int(number) <= 10**9:
        return 404, b"{}"
    name = _NAMES[(int(number) - 1) % len(_NAMES)]
    return 200, json.dumps({"id": int(number), "name": name}).encode()


_NAMES = """
    bulbasaur ivysaur venusaur charmander charmeleon charizard squirtle wartortle blastoise caterpie metapod
    butterfree weedle kakuna beedrill pidgey pidgeotto pidgeot rattata raticate spearow fearow ekans arbok
    pikachu raichu sandshrew sandslash nidoran-f nidorina nidoqueen nidoran-m nidorino nidoking clefairy
    clefable vulpix ninetales jigglypuff wigglytuff zubat golbat oddish gloom vileplume paras parasect venonat
    venomoth diglett dugtrio meowth persian psyduck golduck mankey primeape growlithe arcanine poliwag poliwhirl
    poliwrath abra kadabra alakazam machop machoke machamp bellsprout weepinbell victreebel tentacool tentacruel
    geodude graveler golem ponyta rapidash slowpoke slowbro magnemite magneton farfetchd doduo dodrio seel
    dewgong grimer muk shellder cloyster gastly haunter gengar onix drowzee hypno krabby kingler voltorb
    electrode exeggcute exeggutor cubone marowak hitmonlee hitmonchan lickitung koffing weezing rhyhorn rhydon
    chansey tangela kangaskhan horsea seadra goldeen seaking staryu starmie mr-mime scyther jynx electabuzz
    magmar pinsir tauros magikarp gyarados lapras ditto eevee vaporeon jolteon flareon porygon omanyte omastar
    kabuto kabutops aerodactyl snorlax articuno zapdos moltres dratini dragonair dragonite mewtwo
""".split()
