"""FastAPI that adds jobs to arq's queue and streams their results with sse-starlette, and the workers of that queue."""

import asyncio
import json
import os
import sys
from contextlib import asynccontextmanager

from arq import create_pool
from arq.connections import RedisSettings
from arq.worker import run_worker
from fastapi import FastAPI, Request
from prometheus_fastapi_instrumentator import Instrumentator
from sse_starlette import EventSourceResponse

REDIS = RedisSettings(host="127.0.0.1", port=int(os.environ["REDIS_PORT"]))
NAME = os.environ.get("WORKER", "")
QUEUE = "arq:queue"


@asynccontextmanager
async def lifespan(app):
    app.state.pool = await create_pool(REDIS, default_queue_name=QUEUE)
    yield
    await app.state.pool.aclose()


app = FastAPI(lifespan=lifespan)
Instrumentator().instrument(app).expose(app)


@app.post("/jobs")
async def jobs(request: Request):
    job = await request.app.state.pool.enqueue_job("work")
    return {"job": job.job_id}


@app.get("/chat/stream")
async def stream(request: Request):
    async def events():
        job = await request.app.state.pool.enqueue_job("work")
        yield {"event": "added", "data": job.job_id}
        try:
            yield {"event": "result", "data": json.dumps(await job.result(timeout=30, poll_delay=0.1))}
        except RuntimeError:
            yield {"event": "failed", "data": job.job_id}

    return EventSourceResponse(events())


@app.post("/fault/{state}")
async def fault(state: str, request: Request):
    await request.app.state.pool.set("fault", state)
    return {"fault": state}


async def work(ctx):
    if await ctx["redis"].get("fault") == b"on":
        raise RuntimeError("the model is unavailable")
    await asyncio.sleep(0.05)
    return NAME


async def startup(ctx):
    await ctx["redis"].sadd(f"{QUEUE}:workers", NAME)


class WorkerSettings:
    functions = [work]
    on_startup = startup
    redis_settings = REDIS
    queue_name = QUEUE
    health_check_key = f"{QUEUE}:health-check:{NAME}"
    health_check_interval = 1
    max_tries = 1
    max_jobs = 2
    poll_delay = 0.1


if __name__ == "__main__":
    if sys.argv[1] == "work":
        asyncio.set_event_loop(asyncio.new_event_loop())
        run_worker(WorkerSettings)
