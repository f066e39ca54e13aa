"use strict";
// The SDK's source maps contain paths without the name of the package, like `node_modules/@pulumi/resource.ts`. The language host prints
// errors with Node's coloured `inspect`, which loops endlessly on a frame with such a path, until no memory is left.
const endless = /^\s+at .*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+$/;

/** The stack trace without the frames that cannot be printed. */
exports.printable = (stack) =>
  stack
    .split("\n")
    .filter((line) => !endless.test(line))
    .join("\n");
