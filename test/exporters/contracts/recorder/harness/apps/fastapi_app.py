"""FastAPI with prometheus-fastapi-instrumentator as its README shows it."""

from fastapi import FastAPI, HTTPException
from prometheus_fastapi_instrumentator import Instrumentator

app = FastAPI()
Instrumentator().instrument(app).expose(app)


@app.get("/orders/{order}")
async def order(order: str) -> dict[str, str]:
    return {"order": order}


@app.get("/fail")
async def fail() -> None:
    raise HTTPException(status_code=500)
