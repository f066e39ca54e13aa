"use strict";
// The program as Node runs it: index.ts and everything it imports. Only the Pulumi SDK stays outside of the bundle: its modules are those
// that the language host has loaded already.
const { bundleOf, root } = require("./bundle.cjs");

const { file, sha256 } = bundleOf({
  name: "program",
  entry: "index.ts",
  options: {
    alias: { "@pulumi/pulumi/runtime": "./stacks/pulumi-slim-runtime.cjs", "@pulumi/pulumi": "./stacks/pulumi-slim.cjs" },
  },
});
process.env.MONITORING_PROGRAM = sha256;
process.env.MONITORING_ROOT = root;

// The SDK reads the stack of every promise it makes, and the language host has each mapped to its source: more than half of the program's
// time. Stacks are mapped again when there is one to be shown.
const mapped = Error.prepareStackTrace;
Error.prepareStackTrace = undefined;
const program = require(file);
module.exports = async () => {
  try {
    return await program();
  } catch (error) {
    Error.prepareStackTrace = mapped;
    void error?.stack;
    throw error;
  }
};
