"use strict";
// The entry point of the Pulumi program. It bundles index.ts and everything that index.ts imports, and loads the bundle. Only the Pulumi
// SDK is not in the bundle, because the language host has already loaded its modules.
const { bundleOf, load, root } = require("./bundle.cjs");
const { endWithParent } = require("./end-with-parent.cjs");
const { printable } = require("./shown-stack.cjs");

endWithParent();

const bundle = bundleOf({
  name: "program",
  entry: "index.ts",
  options: {
    alias: { "@pulumi/pulumi/runtime": "./stacks/start/pulumi-slim-runtime.cjs", "@pulumi/pulumi": "./stacks/start/pulumi-slim.cjs" },
  },
});
process.env.MONITORING_PROGRAM = bundle.sha256;
process.env.MONITORING_ROOT = root;

// The SDK reads the stack trace of every promise that it creates. The language host maps each trace to the source files, which takes more
// than half of the run time. So until an error is shown, a stack trace contains only the message. When an error is shown, a stack
// trace that was not read before is created and mapped as usual.
const mapped = Error.prepareStackTrace;
Error.prepareStackTrace = String;
const showStacks = () => {
  Error.prepareStackTrace = mapped && ((error, frames) => printable(String(mapped(error, frames))));
};
process.prependListener("uncaughtException", showStacks);
process.prependListener("unhandledRejection", showStacks);
const program = load(bundle);
module.exports = async () => {
  try {
    return await program();
  } catch (error) {
    showStacks();
    void error?.stack;
    throw error;
  }
};
