"use strict";
// The provider as Node runs it: stacks/rest/main.ts and everything it imports, bundled like the program itself, so no build step can be forgotten.
const { bundleOf, load } = require("../../bundle.cjs");

require("../../end-with-parent.cjs").endWithParent();
load(bundleOf({ name: "provider", entry: "stacks/rest/main.ts" }));
