"""Calls a server with the API of OpenAI through LiteLLM's router, as LiteLLM's proxy does, and exposes LiteLLM's metrics."""

import asyncio
import os

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # LiteLLM would otherwise download a file with prices.

import litellm  # noqa: E402
import openai  # noqa: E402
from prometheus_client import start_http_server  # noqa: E402

litellm.callbacks = ["prometheus"]
messages = [{"role": "user", "content": "Hello"}]
models = ["small", "overloaded", "limited", "too-long"]


def deployment(name):
    of = {"model": f"openai/{name}", "api_base": os.environ["OPENAI"], "api_key": "none"}
    return {"model_name": name, "litellm_params": of}


async def main():
    router = litellm.Router(model_list=[deployment(name) for name in models], num_retries=0)
    for name in models:
        try:
            await router.acompletion(model=name, messages=messages)
        except openai.OpenAIError:
            pass
    options = {"stream": True, "stream_options": {"include_usage": True}}
    async for _ in await router.acompletion(model="small", messages=messages, **options):
        pass
    # LiteLLM does not know the provider of a failed call without a router.
    try:
        await litellm.acompletion(model="openai/limited", api_base=os.environ["OPENAI"], api_key="none", messages=messages)
    except openai.OpenAIError:
        pass
    start_http_server(int(os.environ["PORT"]), "127.0.0.1")
    await asyncio.Event().wait()


asyncio.run(main())
