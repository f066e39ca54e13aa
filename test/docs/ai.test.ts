import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startOpenAi } from "../exporters/contracts/recorder/harness/openai-server";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { docBlock } from "../support/doc-blocks";
import { repo } from "../support/sources";

const folder = mkdtempSync(path.join(tmpdir(), "monitoring-ai-"));
const cleanup = new Cleanup();
afterAll(async () => {
  await cleanup.run();
  rmSync(folder, { recursive: true, force: true });
});

/** Calls a server with the API of OpenAI, with OpenAI's client and with fetch, and prints the metrics. */
const program = `
const OpenAI = require("openai");
const { register } = require("prom-client");
const { measuredAi } = require("./ai-calls.cjs");

const baseURL = process.argv[2];
const client = new OpenAI({ baseURL, apiKey: "none", maxRetries: 0 });
const messages = [{ role: "user", content: "Hello" }];
const ignore = () => undefined;
const chat = (model, options) =>
  measuredAi("openai", model, async ({ usage }) => {
    const completion = await client.chat.completions.create({ model, messages }, options);
    usage(completion.usage.prompt_tokens, completion.usage.completion_tokens);
    return completion.choices[0].message.content;
  });
const stream = () =>
  measuredAi("openai", "small", async ({ firstToken, usage }) => {
    const chunks = await client.chat.completions.create({ model: "small", messages, stream: true, stream_options: { include_usage: true } });
    let text = "";
    for await (const chunk of chunks) {
      if (text === "") firstToken();
      text += chunk.choices[0]?.delta.content ?? "";
      if (chunk.usage) usage(chunk.usage.prompt_tokens, chunk.usage.completion_tokens);
    }
    return text;
  });
const body = JSON.stringify({ model: "slow" });
const requested = (signal) => measuredAi("other", "slow", () => fetch(baseURL + "/chat/completions", { method: "POST", body, signal }));

(async () => {
  console.log(await chat("small"), await stream());
  for (const model of ["limited", "too-long"]) await chat(model).catch(ignore);
  await chat("slow", { timeout: 100 }).catch(ignore);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 100);
  await Promise.all([chat("slow", { signal: stop.signal }).catch(ignore), requested(stop.signal).catch(ignore)]);
  console.log(await register.metrics());
  process.exit();
})();
`;

test("the documented module for Node.js measures calls, first tokens and tokens by provider, model and error", async () => {
  writeFileSync(path.join(folder, "ai-calls.cjs"), docBlock("docs/instrumenting/ai.md", "// ai-calls.cjs"));
  writeFileSync(path.join(folder, "program.cjs"), program);
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, "program.cjs"), await startOpenAi(cleanup)], {
    env: { PATH: process.env["PATH"], NODE_PATH: path.join(repo, "node_modules") },
  });
  const [answers, ...lines] = stdout.split("\n");
  expect(answers).toBe("Hello Hello");
  const of = (model: string, provider = "openai") =>
    `gen_ai_operation_name="chat",gen_ai_provider_name="${provider}",gen_ai_request_model="${model}"`;
  expect(lines.filter((line) => /^gen_ai_\w+_count\{/.test(line)).sort()).toEqual(
    [
      `gen_ai_client_operation_duration_seconds_count{${of("small")}} 2`,
      `gen_ai_client_operation_duration_seconds_count{${of("limited")},error_type="RateLimitError"} 1`,
      `gen_ai_client_operation_duration_seconds_count{${of("too-long")},error_type="BadRequestError"} 1`,
      `gen_ai_client_operation_duration_seconds_count{${of("slow")},error_type="APIConnectionTimeoutError"} 1`,
      `gen_ai_client_operation_duration_seconds_count{${of("slow")},error_type="APIUserAbortError"} 1`,
      `gen_ai_client_operation_duration_seconds_count{${of("slow", "other")},error_type="AbortError"} 1`,
      `gen_ai_client_operation_time_to_first_chunk_seconds_count{${of("small")}} 1`,
      `gen_ai_client_token_usage_count{${of("small")},gen_ai_token_type="input"} 2`,
      `gen_ai_client_token_usage_count{${of("small")},gen_ai_token_type="output"} 2`,
    ].sort(),
  );
  expect(lines).toContain(`gen_ai_client_token_usage_sum{${of("small")},gen_ai_token_type="input"} 24`);
});
