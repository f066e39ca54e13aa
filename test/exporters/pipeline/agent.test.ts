import { agentConfig, agentExporter } from "../../../exporters/pipeline/agent";
import { continuation, goFrame, goPanic, openTraceback } from "../../../exporters/pipeline/agent-lines";
import { exception, levelInText, logfmt } from "../../../exporters/pipeline/agent-parse";
import { allPrograms } from "../../../exporters/programs";
import { dockerProxy } from "../../../exporters/programs/docker-proxy";
import { logAgent } from "../../../exporters/programs/log-agent";
import { nodeExporter } from "../../../exporters/programs/node-exporter";
import type { View } from "../../../exporters/model/catalogue";
import { viewOf } from "../../fixtures/catalogue";

/** Converts an RE2 expression to JavaScript's notation. */
const re = (pattern: string): RegExp => new RegExp(pattern.replace("(?s)", "").replaceAll("(?P<", "(?<"), "s");

const withAgent = (logAgent: "docker" | "kubernetes"): View => {
  const view = viewOf("local");
  return { ...view, environment: { ...view.environment, logAgent } };
};

it("an environment has no agent by default", () => {
  expect(agentConfig(viewOf("local"))).toBeUndefined();
});

it.each(["docker", "kubernetes"] as const)("the agent of %s never drops what it has read, and bounds what it sends", (platform) => {
  expect(agentConfig(withAgent(platform))).toMatchObject({
    receivers: { [`file_log/${platform}`]: { retry_on_failure: { enabled: true, max_elapsed_time: "0s" }, storage: "file_storage/agent" } },
    exporters: {
      [agentExporter]: {
        auth: { authenticator: "basicauth/gateway" },
        sending_queue: { storage: "file_storage/agent", block_on_overflow: true, batch: { sizer: "bytes", max_size: 4_194_304 } },
        retry_on_failure: { max_elapsed_time: "0s" },
      },
    },
  });
});

it("the agent does not read the containers of services that push their logs", () => {
  const view = withAgent("docker");
  const dropped = (systems: View["systems"]): string | undefined =>
    [...JSON.stringify(agentConfig({ ...view, systems })).matchAll(/"type":"filter","expr":"(.*?[^\\])"/g)]
      .map(([, expression = ""]) => expression)
      .find((expression) => expression.includes("service.namespace"));
  expect(dropped(view.systems)).toContain("demo/orders\\");
  expect(dropped(view.systems)).not.toContain("demo/postgres\\");
  const reading = view.systems.map((system) => ({
    ...system,
    services: system.services.map((service) =>
      service.kind === "http" && service.name === "orders"
        ? { ...service, instrumentation: { ...service.instrumentation, logs: "stdout" as const } }
        : service,
    ),
  }));
  expect(dropped(reading)).not.toContain("demo/orders\\");
  expect(dropped([])).toBeUndefined();
});

it("a variable of the Collector is named only on purpose", () => {
  for (const platform of ["docker", "kubernetes"] as const) {
    const single =
      JSON.stringify(agentConfig(withAgent(platform)))
        .replaceAll("$$", "")
        .match(/\$.{0,24}/g) ?? [];
    expect(single.every((text) => text.startsWith("${env:STACK_NAMESPACE}"))).toBe(true);
  }
});

it.each([
  "    at Object.<anonymous> (/app/x.js:1:2)",
  "\tat com.example.Main.main(Main.java:5)",
  '  File "/app/x.py", line 1, in <module>',
  "Caused by: java.io.IOException: closed",
  "",
  "}",
])("continues the line before: %j", (line) => expect(line).toMatch(re(continuation)));

it.each(["TypeError: x is not a function", "ValueError: bad", "2026-11-29 INFO started", '{"level":30}', "panic: boom", "main.main()"])(
  "starts a record: %j",
  (line) => expect(line).not.toMatch(re(continuation)),
);

it("recognises the frames of a Go panic, but no other call", () => {
  expect("panic: runtime error: index out of range [5] with length 3\n").toMatch(re(goPanic));
  for (const frame of [
    "goroutine 1 [running]:",
    "main.main()\n\t/tmp/x.go:8 +0x1d",
    "net/http.(*conn).serve(0xc0001, {0x1, 0x2})\n\t/usr/local/go/src/net/http/server.go:2092 +0x5d0",
    "created by net/http.(*Server).Serve in goroutine 1\n\t/usr/local/go/src/net/http/server.go:3360 +0x485",
  ])
    expect(frame).toMatch(re(goFrame));
  for (const other of ["cache.clear()", "Error: x\n\tat main (x.js:1:2)", "exit status 2"]) expect(other).not.toMatch(re(goFrame));
});

it("a Python traceback is open until its last line", () => {
  expect('Traceback (most recent call last):\n  File "x.py", line 1').toMatch(re(openTraceback));
  expect("KeyError: 'a'\n\nDuring handling of the above exception, another exception occurred:\n").toMatch(re(openTraceback));
  expect("ValueError: bad").not.toMatch(re(openTraceback));
});

it.each([
  ["2026-11-29 21:00:00.000 UTC [1] ERROR:  relation missing", "ERROR"],
  ["ERROR:root:failed", "ERROR"],
  ["[WARN] low", "WARN"],
  ["2026/11/29 21:00:00 [error] 7#7: *1 refused", "error"],
  ["21:00 INFO  com.example.Main - started", "INFO"],
  ["FATAL", "FATAL"],
])("reads the level of %j", (line, level) => {
  const groups = re(levelInText).exec(line)?.groups ?? {};
  expect(groups["level"] ?? groups["bracketed"]).toBe(level);
});

it.each(["GET /ERROR HTTP/1.1", "an error was handled", "ERRORS: 0", "no level here"])("reads no level of %j", (line) =>
  expect(line).not.toMatch(re(levelInText)),
);

it("recognises exceptions that have no level", () => {
  for (const line of [
    "Traceback (most recent call last):\n",
    "panic: boom",
    'Exception in thread "main" java.lang.Error',
    "TypeError: x\n    at y",
    "Error: x\n    at y",
    "Error: x",
    "java.lang.IllegalStateException: no\n\tat z",
    "TypeError [ERR_INVALID_ARG]: x",
  ])
    expect(line).toMatch(re(exception));
  for (const line of ["The error: none", "ErrorHandler started", "no exception: fine"]) expect(line).not.toMatch(re(exception));
});

it("takes a line for logfmt only if it consists of pairs and has a level or a message", () => {
  for (const line of ["level=info msg=started", 'ts=1 level=warn msg="disk \\"a\\" is full" free=0.1', "msg=x"])
    expect(line).toMatch(re(logfmt));
  for (const line of ["a=1 b=2", "level=info and then text", "message: x=1"]) expect(line).not.toMatch(re(logfmt));
});

it("only programs that read something of the host run as root", () => {
  expect(allPrograms.filter(({ user }) => user.startsWith("0:")).map(({ name }) => name)).toEqual([dockerProxy.name, logAgent.name]);
  expect(allPrograms.filter((program) => program.node !== undefined).map(({ name }) => name)).toEqual([
    dockerProxy.name,
    logAgent.name,
    nodeExporter.name,
  ]);
});
