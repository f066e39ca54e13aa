"""FastAPI with sse-starlette, prometheus-fastapi-instrumentator and the documented middleware for streams."""

import asyncio
import os
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, HTTPException, WebSocket
from fastapi.responses import StreamingResponse
from prometheus_client import generate_latest
from prometheus_fastapi_instrumentator import Instrumentator
from sse_starlette import EventSourceResponse
from streams import StreamMetrics, Streams


@asynccontextmanager
async def lifespan(_):
    yield
    # uvicorn has cancelled the tasks of the streams. They run once more.
    await asyncio.sleep(0.2)
    if "LAST" in os.environ:
        Path(os.environ["LAST"]).write_bytes(generate_latest())


app = FastAPI(lifespan=lifespan)
Instrumentator().instrument(app).expose(app)
app.add_middleware(
    StreamMetrics,
    streams={
        "/chat/[^/]+": Streams("chat", ends=True),
        "/updates": Streams("updates"),
        "/lines": Streams("lines"),
        "/socket": Streams("sockets"),
    },
)


async def events(count):
    for number in range(count):
        yield {"data": str(number)}
        await asyncio.sleep(0.1)


async def failing():
    yield {"data": "first"}
    raise ValueError("broken")


async def hanging():
    yield {"data": "first"}
    await asyncio.sleep(3600)


@app.get("/chat/{kind}")
async def chat(kind: str):
    if kind == "refused":
        raise HTTPException(status_code=401)
    made = {"failing": failing, "hanging": hanging, "long": lambda: events(36_000)}.get(kind, lambda: events(3))
    return EventSourceResponse(made(), ping=1)


@app.get("/updates")
async def updates():
    return EventSourceResponse(events(36_000))


@app.get("/lines")
async def lines():
    async def made():
        async for event in events(36_000):
            yield f"data: {event['data']}\n\n"

    return StreamingResponse(made(), media_type="text/event-stream")


@app.websocket("/socket")
async def socket(connection: WebSocket):
    await connection.accept()
    while True:
        text = await connection.receive_text()
        if text == "fail":
            raise ValueError("broken")
        if text == "close":
            await connection.close(4001)
            return
        await connection.send_text(text)
