#!/usr/bin/env python3
"""M/M/4 with at most 100 waiting on SimPy (Debian: python3-simpy): one arrival process, a bounded store, 4 servers."""
import json
import random
import sys
import time

import simpy


def run(customers):
    env = simpy.Environment()
    queue = simpy.Store(env, capacity=100)
    served, waited = 0, 0.0

    def source():
        for _ in range(customers):
            yield env.timeout(random.expovariate(3.6))
            if len(queue.items) < 100:
                yield queue.put(env.now)

    def server():
        nonlocal served, waited
        while True:
            came = yield queue.get()
            served += 1
            waited += env.now - came
            yield env.timeout(random.expovariate(1.0))

    env.process(source())
    for _ in range(4):
        env.process(server())
    env.run()
    return waited / served


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
begin = time.perf_counter()
wq = run(count)
print(json.dumps({"customers": count, "elapsed_s": time.perf_counter() - begin, "Wq": wq}))
