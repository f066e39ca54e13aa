"""An arq worker with jobs that succeed, fail and wait."""

import asyncio
import os
import sys
from datetime import timedelta

from arq import create_pool
from arq.connections import RedisSettings
from arq.worker import run_worker

REDIS = RedisSettings(host="127.0.0.1", port=int(os.environ["REDIS_PORT"]))


async def good(ctx: dict[str, object]) -> None:
    pass


async def bad(ctx: dict[str, object]) -> None:
    raise RuntimeError("asked to fail")


async def slow(ctx: dict[str, object]) -> None:
    await asyncio.sleep(3600)


class WorkerSettings:
    functions = [good, bad, slow]
    redis_settings = REDIS
    queue_name = os.environ["QUEUE"]
    health_check_interval = 1
    max_jobs = 1
    max_tries = 1


async def enqueue() -> None:
    pool = await create_pool(REDIS, default_queue_name=WorkerSettings.queue_name)
    for name in ("good", "bad", "good", "slow", "good"):
        await pool.enqueue_job(name)
        await asyncio.sleep(0.2)
    await pool.enqueue_job("good", _defer_by=timedelta(hours=1))


if __name__ == "__main__":
    if sys.argv[1] == "enqueue":
        asyncio.run(enqueue())
    else:
        asyncio.set_event_loop(asyncio.new_event_loop())
        run_worker(WorkerSettings)
