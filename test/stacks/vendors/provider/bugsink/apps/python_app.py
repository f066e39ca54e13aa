import instrument  # noqa: F401 (before everything else)
import asyncio
import os
import urllib.request

from fastapi import FastAPI, Request

app = FastAPI()


def fetch(address):
    with urllib.request.urlopen(address) as answer:
        return answer.read()


@app.get("/ready")
async def ready():
    return "ready"


@app.post("/orders")
async def orders(request: Request):
    order = await request.json()
    caller = request.headers["authorization"]
    await asyncio.to_thread(fetch, f"http://127.0.0.1:{os.environ['PORT']}/ready?{request.url.query}")
    raise RuntimeError(f"the shop cannot take orders of {order['item']} ({len(caller)})")
