"use strict";
// The program as Node runs it: index.ts and everything it imports. Only the Pulumi SDK stays outside of the bundle: its modules are those
// that the language host has loaded already.
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

// The SDK reads the stack of every promise it makes, and the language host has each mapped to its source: more than half of the program's
// time. So a stack is only a message until there is an error to be shown; one that nobody read before is then made and mapped as usual.
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
