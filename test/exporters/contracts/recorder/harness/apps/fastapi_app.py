"""FastAPI with prometheus-fastapi-instrumentator as its README shows it, with measured threads."""

import os
import sys
from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException
from prometheus_fastapi_instrumentator import Instrumentator

# The module of docs/instrumenting/workers.md.
sys.path.append(os.environ["MODULES"])
from workers import measure_threads


@asynccontextmanager
async def lifespan(_app):
    measure_threads()
    yield


app = FastAPI(lifespan=lifespan)
Instrumentator().instrument(app).expose(app)


@app.get("/orders/{order}")
async def order(order: str) -> dict[str, str]:
    return {"order": order}


@app.get("/fail")
async def fail() -> None:
    raise HTTPException(status_code=500)
