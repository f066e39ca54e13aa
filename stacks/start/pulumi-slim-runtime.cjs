"use strict";
// Replaces `@pulumi/pulumi/runtime` in the bundle, see pulumi-slim.cjs.
module.exports = require("./pulumi-slim.cjs").runtime;
