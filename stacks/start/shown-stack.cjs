"use strict";
// The SDK's source maps have files directly in a scope, `node_modules/@pulumi/resource.ts`. The language host prints errors with Node's
// coloured `inspect`, which never ends on such a frame and uses all memory. Only frames of the SDK itself have this form.
const endless = /^\s+at .*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+$/;

/** A stack trace without the frames that cannot be printed. */
exports.printable = (stack) =>
  stack
    .split("\n")
    .filter((line) => !endless.test(line))
    .join("\n");
