"use strict";
// If the Pulumi CLI is killed with SIGKILL, its child processes continue to run, but their pipes are closed. The SDK's error handler then
// cannot write, and each failed write calls the handler again, in an endless loop that uses more and more memory. To prevent the loop,
// this process exits when its parent is gone.

/** Milliseconds between checks of the parent. */
const every = 1000;

/** Makes this process exit soon after its parent process. */
exports.endWithParent = () => {
  const parent = process.ppid;
  const gone = () => process.exit(1);
  for (const stream of [process.stdout, process.stderr]) stream.on("error", (error) => error.code === "EPIPE" && gone());
  setInterval(() => process.ppid !== parent && gone(), every).unref();
};
