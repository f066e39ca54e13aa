"use strict";
// A CLI that is killed outright leaves its programs behind. Without anybody to tell, the SDK's own handler of errors fails at writing, which is an
// error again: it computes on and on, and grows. So whoever is left alone ends.

/** Milliseconds between two looks at who the parent is. */
const every = 1000;

/** Ends this process soon after the one that started it has ended. */
exports.endWithParent = () => {
  const parent = process.ppid;
  const gone = () => process.exit(1);
  for (const stream of [process.stdout, process.stderr]) stream.on("error", (error) => error.code === "EPIPE" && gone());
  setInterval(() => process.ppid !== parent && gone(), every).unref();
};
