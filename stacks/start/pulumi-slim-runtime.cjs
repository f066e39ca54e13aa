"use strict";
// Replaces `@pulumi/pulumi/runtime` in the bundle. pulumi-slim.cjs explains why.
module.exports = require("./pulumi-slim.cjs").runtime;
