"""Calls a server with the API of OpenAI. The instrumentation measures the calls, and the program pushes the metrics over OTLP."""

import asyncio
import os

import openai
from opentelemetry import metrics
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.instrumentation.genai.openai import OpenAIInstrumentor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource

labels = {"system": "contracts", "environment": "local", "service": "harness", "instrumentation": "genai-openai"}
names = {"service.name": "harness", "service.namespace": "contracts", "service.instance.id": "two"}
reader = PeriodicExportingMetricReader(OTLPMetricExporter(endpoint=os.environ["OTLP_METRICS"]))
provider = MeterProvider(resource=Resource({**labels, **names}), metric_readers=[reader])
metrics.set_meter_provider(provider)
OpenAIInstrumentor().instrument()

client = openai.AsyncOpenAI(base_url=os.environ["OPENAI"], api_key="none", max_retries=0)
unreachable = openai.AsyncOpenAI(base_url="http://127.0.0.1:2/v1", api_key="none", max_retries=2)
messages = [{"role": "user", "content": "Hello"}]


async def chat(model, of=client, **options):
    answer = await of.chat.completions.create(model=model, messages=messages, **options)
    if options.get("stream"):
        async for _ in answer:
            pass


async def failing(call):
    try:
        await call
    except openai.OpenAIError:
        pass


async def main():
    await chat("small")
    await chat("small", stream=True, stream_options={"include_usage": True})
    await client.responses.create(model="small", input="Hello")
    await client.embeddings.create(model="small-embeddings", input="Hello")
    for model in ["overloaded", "limited", "too-long", "retired"]:
        await failing(chat(model))
    await failing(chat("slow", timeout=0.2))
    await failing(chat("small", of=unreachable))
    cancelled = asyncio.create_task(chat("slow"))
    await asyncio.sleep(0.2)
    cancelled.cancel()
    await asyncio.gather(cancelled, return_exceptions=True)


asyncio.run(main())
provider.shutdown()
