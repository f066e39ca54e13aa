"use strict";
// The provider as Node runs it: stacks/vendors/provider/main.ts and everything it imports, bundled like the program itself, so no build step can be forgotten.
const { bundleOf, load } = require("../../../start/bundle.cjs");

require("../../../start/end-with-parent.cjs").endWithParent();
load(bundleOf({ name: "provider", entry: "stacks/vendors/provider/main.ts" }));
