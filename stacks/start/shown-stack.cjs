"use strict";
// The SDK's sources are mapped to files directly below a scope, `node_modules/@pulumi/resource.ts`, and on such a frame Node's coloured
// `inspect`, with which the language host prints errors, never ends: it takes memory until there is none. Those frames are the SDK's own.
const endless = /^\s+at .*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+$/;

/** A stack in which every frame can be printed. */
exports.printable = (stack) =>
  stack
    .split("\n")
    .filter((line) => !endless.test(line))
    .join("\n");
