import { Command } from "commander";
import { isUserError } from "../../../stacks/config/errors";
import { startCluster } from "./cluster";

const description =
  "A Kubernetes cluster on this machine to try deployments with. API server, admission, scheduler and controllers are real; its nodes are simulated: pods become ready, and nothing runs in them. It ends, and all of it is removed, with Ctrl-C.";

async function run(): Promise<void> {
  const began = Date.now();
  const cluster = await startCluster();
  console.log(`The test cluster is up after ${((Date.now() - began) / 1000).toFixed(1)} s.

  kubeconfig  ${cluster.kubeconfig}
  context     ${cluster.context} (administrator), ${cluster.restrictedContext} (may look, not change)
  logs        ${cluster.folder}/*.log

  ${cluster.kubectlPath} --kubeconfig ${cluster.kubeconfig} get nodes

Ctrl-C ends it and removes all of it.`);
  // A pending promise does not keep the process alive; a timer does.
  const alive = setInterval(() => undefined, 60_000);
  await new Promise<void>((resolve) => {
    // A signal may arrive from the terminal and again from parent processes. The handlers stay, so that the second signal does not end the
    // process during `stop`.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
  });
  clearInterval(alive);
  await cluster.stop();
  console.log("The test cluster is gone.");
}

new Command("npm run cluster")
  .description(description)
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    if (!isUserError(error)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  });
