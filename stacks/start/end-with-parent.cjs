"use strict";
// A CLI that is killed with SIGKILL leaves its child processes running. Their pipes are closed, so the SDK's error handler fails to write,
// which is an error again: an endless loop that uses more and more memory. So a process ends when its parent is gone.

/** Milliseconds between checks of the parent. */
const every = 1000;

/** Ends this process soon after its parent has ended. */
exports.endWithParent = () => {
  const parent = process.ppid;
  const gone = () => process.exit(1);
  for (const stream of [process.stdout, process.stderr]) stream.on("error", (error) => error.code === "EPIPE" && gone());
  setInterval(() => process.ppid !== parent && gone(), every).unref();
};
