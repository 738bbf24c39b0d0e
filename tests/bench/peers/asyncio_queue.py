#!/usr/bin/env python3
"""The queue of bench_queue on CPython's asyncio: 4 producers, 4 consumers, capacity 100, no sleeps."""
import asyncio
import json
import sys
import time


async def run(items):
    queue = asyncio.Queue(maxsize=100)
    each = items // 4
    got = 0

    async def produce():
        for i in range(each):
            await queue.put(i)

    async def consume():
        nonlocal got
        while await queue.get() is not None:
            got += 1

    consumers = [asyncio.create_task(consume()) for _ in range(4)]
    await asyncio.gather(*(produce() for _ in range(4)))
    for _ in range(4):
        await queue.put(None)
    await asyncio.gather(*consumers)
    return got


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
begin = time.perf_counter()
assert asyncio.run(run(count)) == count // 4 * 4
elapsed = time.perf_counter() - begin
print(json.dumps({"items": count, "elapsed_s": elapsed, "items_per_s": count / elapsed}))
