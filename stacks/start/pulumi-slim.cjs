"use strict";
// Replaces `@pulumi/pulumi` in the bundle (stacks/start/entry.cjs). The package's index loads TypeScript, npm's tree builder and the
// automation API, which takes three quarters of the program's start. This module loads only what the stack uses, from the same module
// files. Any other property still works: it loads the index.
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
