"""Random scenarios from a seed, made to meet the corners of the order of events.

    python3 generate.py SEED            the scenario as JSON

A program is a few groups, each from one of the plans below (producer, stage, consumer, controller, soup of anything), over
few queues of small capacity, with durations from a tiny set, so that ties, full queues and cancellations of tasks in every
state are the rule. Programs are sound by construction; one that runs on and on is for the caller to leave out.
"""

import json
import random
import sys

DURATIONS = [0, 0, 0.001, 0.5, 0.5, 1, 1, 1, 1.5, 2]
DEPTH = 3


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.seed = seed

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, choices):
        return self.random.choice(choices)

    def weighted(self, table):
        return self.random.choices(list(table), weights=table.values())[0]

    # --- the whole

    def scenario(self):
        pick, chance = self.pick, self.chance
        self.durations = pick([DURATIONS, DURATIONS, [0, 0, 1], [0, 1, 1], [1, 2]])
        most_queues = pick([1, 1, 2, 3])
        self.queues = [{"name": f"q{i}", "capacity": pick([0, 0, 1, 1, 1, 2, 3]),
                        "order": pick(["fifo", "fifo", "lifo", "priority", "priority"])}
                       for i in range(self.random.randint(1, most_queues))]
        for queue in self.queues:
            for key, default in (("capacity", 0), ("order", "fifo")):
                if queue[key] == default and chance(0.5):
                    del queue[key]
        self.flags = [f"e{i}" for i in range(pick([0, 1, 1, 2]))]
        self.parameters = {}
        self.ready = []  # the flags that services set
        self.pools = [{"name": f"pool{i}", "threads": pick([1, 1, 2])} for i in range(pick([0, 0, 1, 1, 2]))]
        self.servers = [self.server(i) for i in range(pick([0, 0, 0, 1, 1, 2]))]
        self.names = [f"g{i}" for i in range(pick([1, 2, 3, 4, 5, 5, 6]))]
        rank = self.names[:]
        self.random.shuffle(rank)  # a group awaits only what stands behind it here: no circles
        self.rank = {name: i for i, name in enumerate(rank)}
        self.favourite_queue = pick(self.queues)["name"] if chance(0.5) else None
        self.favourite_victim = rank[0] if chance(0.6) else None  # it may await all others
        services = self.services() if chance(0.15) else {}
        groups = [self.group(name) for name in self.names]
        scenario = {"format": "sojourn-scenario", "version": 1, "name": "random", "title": f"Random program {self.seed}"}
        if chance(0.3):
            scenario["seed"] = self.random.randrange(1000)
        if chance(0.12):
            scenario["until"] = self.plain_duration()
        if self.parameters:
            scenario["parameters"] = self.parameters
        for key, value in (("queues", self.queues), ("events", self.flags), ("pools", self.pools), ("servers", self.servers),
                           *services.items()):
            if value:
                scenario[key] = value
        scenario["tasks"] = groups
        return scenario

    def server(self, number):
        """Its durations are sequences now and then, so that one request differs from the next."""
        server = {"name": f"s{number}", "connections": self.pick([1, 1, 2, 3])}
        for phase in ("connect", "latency", "receive"):
            if self.chance(0.7):
                server[phase] = self.duration()
        if self.chance(0.25):
            server["failures"] = {self.pick(["timeout", "error", "reset"]): 1}
        if self.chance(0.4):
            server["timeout"] = self.pick([0.5, 1, 1.5, 2])
        return server

    def services(self):
        """Services, their classes and perhaps an entry point. They await no group, and only flags mean them."""
        names = [f"v{i}" for i in range(self.pick([1, 2, 2, 3, 4]))]
        classes = [self.service_class(f"C{i}") for i in range(self.pick([1, 1, 2, 3]))]
        services = []
        for at, name in enumerate(names):
            service = {"name": name, "class": self.pick(classes)["name"]}
            if at and self.chance(0.4):
                service["needs"] = sorted(self.random.sample(names[:at], self.pick([1, 1, min(at, 2)])))
            if self.chance(0.4):
                service["settings"] = {"pause": self.plain_duration()}
            services.append(service)
        self.random.shuffle(services)
        classes = [made for made in classes if any(service["class"] == made["name"] for service in services)]
        whole = {"service_classes": classes, "services": services}
        if self.chance(0.7):
            self.own = None
            whole["entrypoint"] = {"steps": self.pick([lambda: [self.pause()], self.soup, self.controller])()}
            if self.chance(0.3):
                whole["entrypoint"]["pool_size"] = self.pick([1, 2])
                whole["entrypoint"]["steps"].insert(0, {"offload": self.duration(), "pool": "default"})
        self.ready = [f"{name}.ready" for name in names]
        return whole

    def service_class(self, name):
        self.own = None
        pause = {"sleep": "$pause"}
        start = self.weighted({
            "brief": 3, "for ever": 3, "soup": 3, "fails": 1.5, "nothing": 0.5})
        steps = {"brief": lambda: [pause], "for ever": lambda: [{"ready": True}, {"repeat": "forever", "steps": [pause, {"sleep": 1}]}],
                 "soup": self.soup, "fails": lambda: [pause, {"fail": "no luck"}], "nothing": list}[start]()
        if start in ("soup", "fails", "brief") and self.chance(0.4):
            steps.insert(self.pick([0, len(steps)]), {"ready": True})
        made = {"name": name, "settings": {"pause": {"value": self.plain_duration()}}, "start": steps}
        if self.chance(0.6):
            made["stop"] = self.steps(1, False, self.pick([1, 2]))
        return made

    def group(self, name):
        group = {"name": name}
        if self.chance(0.55):
            group["count"] = self.parameter(self.pick([0, 1, 2, 2, 2, 3, 3, 4]))
        self.own = name
        if name == self.favourite_victim and self.chance(0.8):
            group["steps"] = self.weighted({self.crowd: 4, self.holder: 2, self.stubborn: 1, self.time_outs: 1,
                                            self.waiter: 3 if self.awaitable() else 0})()
            return group
        plan = self.weighted({
            self.soup: 9, self.producer: 3, self.stage: 3, self.consumer: 3, self.controller: 4, self.canceller: 4, self.crowd: 4,
            self.burst: 4, self.stubborn: 3, self.holder: 2, self.waiter: 2 if self.awaitable() else 0, self.time_outs: 2,
            self.overdue: 1.5, self.flagged: 1.5 if self.flags else 0, self.joiners: 1.5, self.ranked: 1.5, self.asker: 3 if self.servers else 0})
        group["steps"] = plan()
        return group

    # --- numbers

    def parameter(self, value):
        """The value, or now and then a "$name" for it."""
        if not self.chance(0.05):
            return value
        name = f"x{len(self.parameters)}"
        self.parameters[name] = {"label": name, "value": value}
        if not isinstance(value, bool):
            self.parameters[name].update(min=min(0, value), max=10)
        return "$" + name

    def number(self, draw):
        """A D whose draws are known: a constant, or one of the distributions that leave no choice."""
        way = self.random.random()
        if way < 0.80:
            return self.parameter(draw())
        if way < 0.90:
            return {"sequence": [draw() for _ in range(self.pick([1, 2, 2, 3]))]}
        if way < 0.95:
            return {"sequence": [[draw() for _ in range(self.pick([1, 2]))] for _ in range(self.pick([1, 2, 3]))]}
        value = draw()
        ways = [{"uniform": [value, value]}, {"empirical": [value, value]}]
        return self.pick(ways + ([{"uniform_int": [value, value]}] if value == int(value) else []))

    def plain_duration(self):
        return self.pick(self.durations) if not self.chance(0.02) else self.pick([1e-9, 2e-9, 0.999999999, 1.000000001, 3])

    def duration(self):
        return self.number(self.plain_duration)

    def priority(self):
        return self.pick([0, 0, 1, 1, 2, 0.5, -1])

    # --- plans for a group

    def queue(self):
        if self.favourite_queue and self.chance(0.6):
            return self.favourite_queue
        return self.pick(self.queues)["name"]

    def victim(self):
        if self.favourite_victim and self.chance(0.5):
            return self.favourite_victim
        return self.pick(self.names)

    def awaitable(self):
        return [name for name in self.names if self.own and self.rank[name] > self.rank[self.own]]

    def soup(self):
        return self.steps(DEPTH, False, self.pick([1, 2, 3, 4, 5, 6, 8]))

    def producer(self):
        queue = self.queue()
        put = self.put(queue)
        body = [self.pause(), put] if self.chance(0.7) else [put]
        steps = [{"repeat": self.number(lambda: self.pick([1, 2, 3, 4])), "steps": body}]
        if self.chance(0.3):
            steps += [{"put": queue, "sentinel": True}] * self.pick([1, 1, 2, 3])
        if self.chance(0.3):
            steps.append({"join": queue})
        return steps

    def pause(self):
        kind = self.weighted({"sleep": 5, "work": 2, "offload": 2 if self.pools else 0})
        return self.offload() if kind == "offload" else {kind: self.duration()}

    def offload(self):
        """To a pool, or to a thread of the task's own."""
        step = {"offload": self.duration()}
        if self.pools and self.chance(0.8):
            step["pool"] = self.pick(self.pools)["name"]
        return step

    def condition(self):
        kind = self.weighted({"truth": 2, "equal": 2, "not": 1})
        if kind == "truth":
            return self.parameter(self.chance(0.5))
        if kind == "equal":
            return {"equal": self.pick([[1, 1], [0, 1], ["a", "a"], ["a", "b"], [True, False], [True, True]])}
        return {"not": self.condition()}

    def stage(self):
        """Takes from one queue and passes the same item on to another (or back)."""
        source, target = self.queue(), self.queue()
        body = [self.get(source, True), self.pause(), self.put(target)]
        if self.chance(0.6):
            body.insert(self.pick([1, 2, 3]), {"task_done": source})
        return [{"repeat": self.pick(["forever", "forever", 1, 2, 3]), "steps": body}]

    def consumer(self):
        queue = self.queue()
        body = [self.get(queue, True)]
        if self.chance(0.7):
            body.append(self.pause())
        body += [{"task_done": queue}] * self.weighted({0: 2, 1: 7, 2: 1})
        if self.chance(0.15):
            self.random.shuffle(body)
        loop = {"repeat": self.pick(["forever", "forever", 1, 2, 3, 4]), "steps": body}
        if self.chance(0.25):
            return [{"steps": [loop], "finally": self.steps(1, False, self.pick([1, 2]))}]
        return [loop]

    def controller(self):
        steps = []
        if self.chance(0.5):
            steps.append(self.pause())
        if self.awaitable() and self.chance(0.6):
            steps.append(self.wait_for(self.pick(self.awaitable())))
        if self.chance(0.5):
            steps.append({"join": self.queue()})
        for name in self.random.sample(self.names, self.pick([0, 1, len(self.names)])):
            steps.append({"cancel": name})
            if name in self.awaitable() and self.chance(0.5):
                steps.append(self.wait_for(name))
        return steps or [self.pause()]

    def canceller(self):
        steps = []
        victims = [self.victim()] if self.chance(0.5) else self.names
        for _ in range(self.pick([1, 2, 3])):
            if self.chance(0.8):
                steps.append(self.pause())
            if self.chance(0.6):
                steps.append(self.instant())
            steps.append({"cancel": self.pick(victims)})
            if self.chance(0.3):
                steps.append(self.pick([{"cancel": self.victim()}, self.instant()]))
        return steps

    def crowd(self):
        """Many at one queue, some of whom come by just when somebody else was woken."""
        queue = self.queue()
        way = self.weighted({"get": 3, "put": 2, "join": 1})
        body = [{"get": self.get, "put": lambda q, _: self.put(q), "join": lambda q, _: {"join": q}}[way](queue, True)]
        if way == "get" and self.chance(0.3):
            body.append({"task_done": queue})
        if self.chance(0.4):
            body.insert(self.pick([0, len(body)]), {"sleep": self.duration()})
        steps = [{"repeat": self.pick([1, 1, 2, 3, "forever"] if way == "get" else [1, 1, 2, 3]), "steps": body}]
        if self.chance(0.2):
            steps = [{"timeout": self.duration(), "steps": steps}]
        if self.chance(0.2):
            steps = [{"steps": steps, "finally": self.steps(1, False, 1)}]
        return steps

    def burst(self):
        """Wakes several in one turn, and then cancels, takes or adds in the same turn."""
        queue = self.queue()
        steps = [{"sleep": self.duration()}] if self.chance(0.8) else []
        for _ in range(self.pick([1, 1, 2])):
            kind = self.weighted({"put": 5, "get": 3, "task_done": 1})
            for _ in range(self.pick([1, 2, 2, 3])):
                steps.append(self.put(queue) if kind == "put" else {kind: queue})
            if self.flags and self.chance(0.2):
                steps.append({"set": self.pick(self.flags)})
            if self.chance(0.6):
                steps.append({"cancel": self.victim()})
            steps.append(self.weighted({self.instant: 2, self.pause: 4})())
        return [{"repeat": self.pick([1, 2, 3]), "steps": steps}] if self.chance(0.4) else steps

    def holder(self):
        """Waits for something with an item in its hand, which the clean-up passes on."""
        clean_up = [self.put(self.queue())]
        if self.chance(0.3):
            clean_up.insert(self.pick([0, 1]), self.pause())
        steps = [self.pick([self.pause(), self.get(self.queue(), False), self.put(self.queue()), {"join": self.queue()}])
                 for _ in range(self.pick([1, 1, 2]))]
        return [{"get": self.queue()}, {"steps": steps, "finally": clean_up}] + ([self.put(self.queue())] if self.chance(0.4) else [])

    def stubborn(self):
        """Clean-up within clean-up: it takes several cancellations to end it."""
        steps = [self.pause(), self.pause()] if self.chance(0.8) else self.steps(1, False, 2)
        for _ in range(self.pick([1, 2, 2, 3])):
            steps = [{"steps": steps, "finally": [self.pick([self.pause, self.instant, self.pause])() for _ in range(self.pick([1, 2]))]}]
        return steps

    def wait_for(self, group):
        return {"await": group, **({"on_failure": "raise"} if self.chance(0.35) else {})}

    def waiter(self):
        """Stands in await, perhaps within a time-out, perhaps with clean-up that awaits too."""
        steps = [self.wait_for(self.pick(self.awaitable()))]
        if self.chance(0.3):
            steps = [{"timeout": self.duration(), "steps": steps}]
        if self.chance(0.4):
            steps = [{"steps": steps, "finally": [self.pick([{"await": self.pick(self.awaitable())}, self.pause()])]}]
        if self.chance(0.3):
            steps.insert(0, self.pause())
        return steps + ([self.pause()] if self.chance(0.4) else [])

    def overdue(self):
        """Work that makes several timers due at once, in the order of setting where they tie."""
        sleeps = [{"sleep": self.number(lambda: self.pick([0.5, 1, 1, 1.5]))} for _ in range(self.pick([1, 2]))]
        work = {"work": self.number(lambda: self.pick([1, 1.5, 2, 3]))}
        around = [{"timeout": self.pick([0, 0.5, 1]), "steps": [work, self.pause()]}] if self.chance(0.3) else [work]
        return [{"repeat": self.pick([1, 2, 3]), "steps": sleeps + around + ([self.instant()] if self.chance(0.4) else [])}]

    def flagged(self):
        """Flags that are set before, while and never somebody waits."""
        flag = self.pick(self.flags)
        waits = [{"wait": flag}] if self.chance(0.6) else [{"timeout": self.duration(), "steps": [{"wait": flag}]}]
        sets = [self.pause(), {"set": flag}] if self.chance(0.5) else [{"set": flag}]
        return self.pick([waits, waits + [self.instant()], sets, sets + [{"cancel": self.victim()}], [self.pause()] + waits])

    def joiners(self):
        """Joins before any put, between puts and by several, of which some are cut short."""
        queue = self.queue()
        join = {"join": queue}
        steps = [self.pick([join, {"timeout": self.duration(), "steps": [join]}]), self.pick([self.put(queue), self.pause(), {"task_done": queue}]), join]
        return steps if self.chance(0.5) else [{"steps": steps, "finally": [self.pick([join, {"task_done": queue}])]}]

    def ranked(self):
        """Items of equal priorities, passed on with or without one of their own, and end marks for many readers."""
        source, target = self.queue(), self.queue()
        puts = [{"put": source, "priority": self.pick([0, 0, 1])} for _ in range(self.pick([1, 2, 3]))]
        on = [self.get(source, True), {"put": target, **({"priority": self.number(self.priority)} if self.chance(0.3) else {})}]
        marks = [{"put": self.pick([source, target]), "sentinel": True} for _ in range(self.pick([0, 1, 2, 3]))]
        return puts + ([self.pause()] if self.chance(0.5) else []) + [{"repeat": self.pick([1, 2, "forever"]), "steps": on}] + marks

    def asker(self):
        """Several for few connections, some of them cut short in line, in a phase or with the connection just handed over."""
        server = self.pick(self.servers)["name"]
        steps = [self.request(server)]
        if self.chance(0.4):
            steps.insert(self.pick([0, 1]), self.pause())
        if self.chance(0.4):
            steps = [{"timeout": self.duration(), "steps": steps}]
        if self.chance(0.2):
            steps = [{"steps": steps, "finally": [self.pick([self.pause(), self.request(server)])]}]
        return [{"repeat": self.pick([1, 1, 2, 3]), "steps": steps}]

    def time_outs(self):
        body = self.steps(DEPTH - 1, False, self.pick([1, 2, 3]))
        for _ in range(self.pick([1, 1, 2])):
            body = [{"timeout": self.duration(), "steps": body}]
            if self.chance(0.4):
                body = [{"steps": body, "finally": self.steps(1, False, self.pick([1, 2]))}]
            if self.chance(0.4):
                body += self.steps(1, False, 1)
        return [{"repeat": 2, "steps": body}] if self.chance(0.2) else body

    # --- steps

    def instant(self):
        """Something that wakes others without giving up the loop: what comes next meets tasks just woken."""
        kind = self.weighted({"put": 4, "get": 3, "task_done": 2, "set": 3 if self.flags else 0, "work": 2})
        if kind == "put":
            return {"put": self.queue(), "if_full": "drop"} if self.chance(0.5) else self.put(self.queue())
        return {"get": {"get": self.queue()}, "task_done": {"task_done": self.queue()}, "work": {"work": self.duration()},
                "set": {"set": self.pick(self.flags or [""])}}[kind]

    def put(self, queue):
        step = {"put": queue}
        if self.chance(0.1):
            return {"put": queue, "sentinel": True, **({"if_full": "drop"} if self.chance(0.2) else {})}
        if self.chance(0.2):
            step["new"] = True
        if self.chance(0.15):
            step["if_full"] = "drop"
        if self.chance(0.3):
            step["priority"] = self.number(self.priority)
        if self.chance(0.1):
            step["value"] = self.pick([1, "drawn", "item", {"hex": 5}, {"map": "square"}, {"text": "{task} {item} {value}"}])
        return step

    def request(self, server):
        step = {"request": server, "path": self.pick(["/pokemon/{n}", "/pokemon/{n}", "/pokemon/{n}", "/pokemon/7", "/nothing/{n}"])}
        if self.chance(0.5):
            step["field"] = self.pick(["name", "name", "id", "colour"])
        if self.chance(0.7):
            step["on_failure"] = self.pick(["skip", "skip", "retry", "fail"])
        if step.get("on_failure") == "retry" and self.chance(0.7):
            step["attempts"] = self.pick([1, 2, 4])
        return step

    def get(self, queue, breakable):
        step = {"get": queue}
        if breakable and self.chance(0.6):
            step["sentinel"] = "break"
        return step

    def steps(self, depth, breakable, length):
        steps = [self.step(depth, breakable) for _ in range(length)]
        if self.chance(0.04):
            self.pick(steps)["log"] = "a line"
        return steps

    def step(self, depth, breakable):
        deep = 1 if depth else 0
        kind = self.weighted({
            "sleep": 6, "work": 2, "offload": 4 if self.pools else 1, "put": 9, "get": 6, "task_done": 1.5,
            "repeat": 3 * deep, "break_if": 3 if breakable else 0, "join": 2, "await": 3 if self.awaitable() else 0,
            "cancel": 3, "set": 3 if self.flags else 0, "wait": 3 if self.flags else 0, "finally": 4 * deep,
            "timeout": 3 * deep, "if": deep, "request": 2.5 if self.servers else 0,
            "ready_wait": 2 if self.ready else 0, "fail": 0.3, "log": 0.2, "break": 0.7 if breakable else 0})
        short = self.pick([1, 1, 2, 2, 3])
        if kind in ("sleep", "work"):
            return {kind: self.duration()}
        if kind == "offload":
            return self.offload()
        if kind == "put":
            return self.put(self.queue())
        if kind == "get":
            return self.get(self.queue(), breakable)
        if kind in ("task_done", "join"):
            return {kind: self.queue()}
        if kind == "repeat":
            times = self.weighted({"forever": 1, "some": 3})
            if times == "some":
                times = self.number(lambda: self.pick([0, 1, 2, 2, 3, 2.5]))
            return {"repeat": times, "steps": self.steps(depth - 1, True, short)}
        if kind == "break_if":
            return {"break_if": {"draw": self.number(lambda: self.pick([0, 1])), "equals": self.pick([0, 1])}}
        if kind == "break":
            return {"break_if": {"draw": 1, "equals": 1}}
        if kind == "await":
            return self.wait_for(self.pick(self.awaitable()))
        if kind == "cancel":
            unless = {"unless": self.pick(self.flags)} if self.flags and self.chance(0.25) else {}
            return {"cancel": self.victim(), **unless}
        if kind in ("set", "wait"):
            return {kind: self.pick(self.flags)}
        if kind == "request":
            return self.request(self.pick(self.servers)["name"])
        if kind == "ready_wait":
            return {"wait": self.pick(self.ready)}
        if kind == "finally":
            return {"steps": self.steps(depth - 1, breakable, short),
                    "finally": self.steps(depth - 1, breakable, self.pick([1, 1, 2]))}
        if kind == "timeout":
            return {"timeout": self.duration(), "steps": self.steps(depth - 1, breakable, short)}
        if kind == "if":
            step = {"if": self.condition(), "steps": self.steps(depth - 1, breakable, short)}
            return {**step, "else": self.steps(depth - 1, breakable, short)} if self.chance(0.5) else step
        return {kind: "on purpose"}


def generate(seed):
    """The scenario of this seed."""
    return Generator(seed).scenario()


if __name__ == "__main__":
    print(json.dumps(generate(int(sys.argv[1])), indent=1))
