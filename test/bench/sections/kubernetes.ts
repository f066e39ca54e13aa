import { writeFileSync } from "node:fs";
import path from "node:path";
import { copyProject, playedImages } from "../../engine/kubernetes/project";
import { makeStack, type Stack } from "../../engine/kubernetes/stack";
import { UserError } from "../../../stacks/config/errors";
import { startCluster, type Cluster } from "../../support/cluster/cluster";
import { manifestsOf } from "../kubernetes/manifests";
import { withPeaks } from "../kubernetes/peaks";
import { fixed, median, share, type Measured, type Place, type Section } from "../section";

const times = 3;
const target = 5;
const name = "staging";
const namespace = "monitoring-staging";

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = Date.now();
  await work();
  return (Date.now() - started) / 1000;
}

async function middle(work: () => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let time = 0; time < times; time += 1) all.push(await seconds(work));
  return median(all);
}

async function cli(stack: Stack, args: readonly string[], parallelDiff = true): Promise<string> {
  const { code, output } = await stack.pulumi(args, { env: { PULUMI_PARALLEL_DIFF: String(parallelDiff) } });
  if (code !== 0) throw new UserError(`pulumi ${args[0] ?? ""} failed:\n${output}`);
  return output;
}

/** Measures how long kubectl takes for the same objects, for comparison with Pulumi. */
async function byKubectl({ kubectl }: Cluster, file: string) {
  const all = ["deployments,statefulsets", "--all", "--namespace", namespace];
  const apply = (): Promise<string> => kubectl(["apply", "--server-side", "-f", file]);
  const first = await seconds(async () => {
    await apply();
    await kubectl(["wait", ...all, "--for=jsonpath={.status.readyReplicas}=1", "--timeout=10m"]);
  });
  return {
    first,
    second: await middle(apply),
    diff: await middle(() => kubectl(["diff", "--server-side", "-f", file])),
    remove: await seconds(() => kubectl(["delete", "namespace", namespace, "--wait"])),
  };
}

async function measure(cluster: Cluster, stack: Stack, folder: string, say: Place["say"]): Promise<Measured> {
  const up = ["up", "--yes", "--skip-preview"];
  await cli(stack, ["preview"]);
  const empty = await middle(() => cli(stack, ["preview"]));
  const { result: first, peaks } = await withPeaks(() => seconds(() => cli(stack, up)));
  say(`first up: ${fixed(first)} s`);
  const second = await middle(() => cli(stack, up));
  const oneByOne = await middle(() => cli(stack, up, false));
  const unchanged = /(\d+) unchanged/.exec(await cli(stack, [...up, "--expect-no-changes"]))?.[1] ?? "0";
  say(`second up: ${fixed(second)} s, ${fixed(oneByOne)} s without parallel differences`);
  const preview = await middle(() => cli(stack, ["preview"]));
  const manifests = await manifestsOf(cluster, name);
  const file = path.join(folder, "manifests.json");
  writeFileSync(file, JSON.stringify(manifests), { mode: 0o600 });
  const destroy = await seconds(() => cli(stack, ["destroy", "--yes", "--skip-preview"]));
  say(`destroy: ${fixed(destroy)} s`);
  const plain = await byKubectl(cluster, file);
  const row = (what: string, ours: number, theirs?: readonly [string, number], of = "") => [
    what,
    fixed(ours),
    ...(theirs === undefined ? ["", "", ""] : [theirs[0], fixed(theirs[1]), fixed(ours / theirs[1], 2)]),
    of,
  ];
  return {
    head: ["what", "seconds", "the same objects with", "seconds", "ratio", "target"],
    rows: [
      row("preview of an empty cluster", empty),
      row("first up, until everything is ready", first, ["kubectl apply, wait", plain.first]),
      row("second up, no changes", second, ["kubectl apply", plain.second], share(second, target)),
      row("second up, sequential diff", oneByOne, ["kubectl apply", plain.second]),
      row("preview, no changes", preview, ["kubectl diff", plain.diff]),
      row("destroy, until everything is removed", destroy, ["kubectl delete namespace", plain.remove]),
    ],
    notes: [
      `The stack has ${unchanged} resources.`,
      `Peak memory of the first up: ${Object.entries(peaks)
        .map(([program, peak]) => `${program} ${fixed(peak, 0)} MiB`)
        .join(", ")}.`,
      "Starting pods takes almost no time here, because the nodes are simulated.",
    ],
  };
}

export const kubernetes: Section = {
  name: "kubernetes",
  title: "Kubernetes",
  about: `The table shows the deployment of the stack \`${name}\` to the test cluster, which has a real API server and simulated nodes. The CLI runs with \`PULUMI_PARALLEL_DIFF=true\` unless stated otherwise. The times of steps that can be repeated, such as a preview, are medians of ${times} runs. For comparison, kubectl applies the same objects to the same API server. Target: the second up takes ${target} s.`,
  run: async ({ say }) => {
    const cluster = await startCluster();
    const project = copyProject();
    try {
      project.configure(name, {
        "kubernetes.kubeconfig": cluster.kubeconfig,
        "kubernetes.context": cluster.context,
        "kubernetes.namespace": namespace,
        imageReferences: playedImages(false),
      });
      return await measure(cluster, await makeStack(project, name, name), cluster.folder, say);
    } finally {
      project.remove();
      await cluster.stop();
    }
  },
};
