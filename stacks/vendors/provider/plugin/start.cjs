"use strict";
// The entry point of the provider: bundles stacks/vendors/provider/main.ts and everything it imports, like the program itself, so that no
// build step is needed.
const { bundleOf, load } = require("../../../start/bundle.cjs");

require("../../../start/end-with-parent.cjs").endWithParent();
load(bundleOf({ name: "provider", entry: "stacks/vendors/provider/main.ts" }));
