"use strict";
// The entry point of the provider. It bundles stacks/vendors/provider/main.ts and everything that main.ts imports, and loads the bundle.
// stacks/start/entry.cjs does the same for the Pulumi program, so neither the provider nor the Pulumi program needs a build step.
const { bundleOf, load } = require("../../../start/bundle.cjs");

require("../../../start/end-with-parent.cjs").endWithParent();
load(bundleOf({ name: "provider", entry: "stacks/vendors/provider/main.ts" }));
