"use strict";
// Replaces `@pulumi/pulumi` in the bundle that stacks/start/entry.cjs builds. The package's index also loads TypeScript, npm's tree builder
// and the automation API, which takes three quarters of the Pulumi program's start time. This module loads only the package's files that
// the Pulumi program uses. All other exports of the package still work, because reading one of these exports loads the index.
const load = require;
const of = (file) => load(`@pulumi/pulumi/${file}`);
const invoke = of("runtime/invoke");
const config = of("runtime/config");

const rest = new Proxy({}, { get: (_, key) => (typeof key === "string" && key !== "__esModule" ? of("index")[key] : undefined) });
const restOfRuntime = new Proxy(
  {},
  { get: (_, key) => (typeof key === "string" && key !== "__esModule" ? of("runtime")[key] : undefined) },
);

const slim = Object.assign(Object.create(rest), of("errors"), of("metadata"), of("output"), of("resource"), {
  log: of("log"),
  runtime: Object.assign(Object.create(restOfRuntime), {
    allConfig: config.allConfig,
    call: invoke.call,
    invoke: invoke.invoke,
    invokeOutput: invoke.invokeOutput,
  }),
});

module.exports = slim;
