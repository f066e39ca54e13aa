import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { loopback } from "../../../../support/free-port";
import type { Cleanup } from "./cleanup";

/** Names of models with which the server refuses a request, each with the status code of the response. */
const refusingModels = { overloaded: 503, limited: 429, "too-long": 400, retired: 404 } as const;

/** Name of a model that responds after this many milliseconds. */
const slowModel = { name: "slow", milliseconds: 5000 } as const;

const request = z.object({ model: z.string(), stream: z.boolean().default(false) });
const usage = { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17 };

const json = (response: ServerResponse, status: number, body: object): void =>
  void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

const completion = (model: string) => ({
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1,
  model,
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "Hello" } }],
  usage,
});

const answer = (model: string) => ({
  id: "resp_1",
  object: "response",
  created_at: 1,
  status: "completed",
  model,
  output: [
    {
      id: "msg_1",
      type: "message",
      role: "assistant",
      status: "completed",
      content: [{ type: "output_text", text: "Hello", annotations: [] }],
    },
  ],
  usage: {
    input_tokens: 12,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 5,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 17,
  },
});

const embedding = (model: string) => ({
  object: "list",
  model,
  data: [{ object: "embedding", index: 0, embedding: [0.5] }],
  usage: { prompt_tokens: 12, total_tokens: 12 },
});

/** Streams a chat completion in two chunks, with the token usage at the end. */
async function stream(response: ServerResponse, model: string): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const common = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model };
  const choice = (content: string, reason: string | null) => ({ index: 0, delta: { role: "assistant", content }, finish_reason: reason });
  const chunks = [{ choices: [choice("Hel", null)] }, { choices: [choice("lo", "stop")] }, { choices: [], usage }];
  for (const chunk of chunks) {
    response.write(`data: ${JSON.stringify({ ...common, ...chunk })}\n\n`);
    await sleep(20);
  }
  response.end("data: [DONE]\n\n");
}

const bodies: Readonly<Record<string, (model: string) => object>> = {
  "/v1/chat/completions": completion,
  "/v1/responses": answer,
  "/v1/embeddings": embedding,
};

/**
 * Starts a small server on loopback with the API of OpenAI, and returns its base URL. The name of the model decides how it responds. While
 * `fault` returns a status code, it refuses every request with this code.
 */
export async function startOpenAi(cleanup: Cleanup, fault: () => number | undefined = () => undefined): Promise<string> {
  const server = createServer((incoming, response) => {
    void (async () => {
      const { model, stream: streamed } = request.parse(JSON.parse(await text(incoming)));
      const body = bodies[incoming.url ?? ""];
      const refused = fault() ?? (refusingModels as Readonly<Record<string, number>>)[model];
      if (model === slowModel.name) await sleep(slowModel.milliseconds, undefined, { ref: false });
      if (refused !== undefined || body === undefined)
        json(response, refused ?? 404, { error: { message: "refused", type: "server_error" } });
      else if (streamed) await stream(response, model);
      else json(response, 200, body(model));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, loopback, resolve));
  cleanup.add(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://${loopback}:${(server.address() as AddressInfo).port}/v1`;
}
