"use strict";
// The SDK's source maps contain paths without the name of the package, like `node_modules/@pulumi/resource.ts`. The language host prints
// errors with Node's coloured `inspect`, which never ends on a frame with such a path and uses all memory. Only the SDK has such frames.
const endless = /^\s+at .*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+$/;

/** The stack trace without the frames that cannot be printed. */
exports.printable = (stack) =>
  stack
    .split("\n")
    .filter((line) => !endless.test(line))
    .join("\n");
