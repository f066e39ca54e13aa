import { configFolders } from "../files";
import { mebibytesOf } from "../../../config/quantity";
import type { Workload } from "../../workload";
import { objectIn, type AskCluster } from "./ask";

const units: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
  Pi: 1024 ** 5,
  Ei: 1024 ** 6,
};

/** Converts a Kubernetes quantity such as `1.5Gi`, `500m` or `2e3` to a number; undefined for other texts. */
export function quantity(text: string): number | undefined {
  const [, count, exponent = "", unit = ""] = /^(\+?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([a-zA-Z]*))$/.exec(text) ?? [];
  const factor = units[unit];
  return count === undefined || factor === undefined ? undefined : Number(count + exponent) * factor;
}

const total = (workloads: readonly Workload[], of: (workload: Workload) => number): number =>
  workloads.reduce((sum, workload) => sum + of(workload), 0);

/**
 * The resources that the workloads need in the stack's namespace, by the name in a ResourceQuota. The values are bytes, cores or numbers of
 * objects. Each replica of a workload is a pod. A workload that runs on every node is in another namespace. For its callers,
 * it also has a Service in the stack's namespace.
 */
export function demandOf(all: readonly Workload[]): Record<string, number> {
  const workloads = all.filter(({ node }) => node === undefined);
  const kept = workloads.filter(({ volume }) => volume !== undefined);
  const memory = total(workloads, ({ resources, replicas = 1 }) => resources.memoryMiB * replicas) * 1024 ** 2;
  const cpu = total(workloads, ({ kubernetes, replicas = 1 }) => kubernetes.cpuMillis * replicas) / 1000;
  return {
    pods: total(workloads, ({ replicas = 1 }) => replicas),
    cpu,
    memory,
    "requests.cpu": cpu,
    "requests.memory": memory,
    "limits.memory": memory,
    "requests.storage": total(kept, ({ kubernetes }) => mebibytesOf(kubernetes.storage) ?? 0) * 1024 ** 2,
    persistentvolumeclaims: kept.length,
    services: workloads.filter(({ ports }) => Object.keys(ports).length > 0).length + (all.length - workloads.length),
    secrets: workloads.filter(({ secretFiles }) => Object.keys(secretFiles).length > 0).length,
    configmaps: total(workloads, (workload) => configFolders(workload).flatMap(({ parts }) => parts).length),
  };
}

interface Quotas {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly spec: { readonly hard?: Readonly<Record<string, string>> };
  }[];
}

const shown = (name: string, value: number): string =>
  /memory|storage$/.test(name) ? `${Math.ceil(value / 1024 ** 2)} MiB` : String(value);

/** Problems with the namespace's quotas. Only the stack uses the namespace, so the stack may use each quota completely. */
export async function quotaProblems(ask: AskCluster, namespace: string, workloads: readonly Workload[]): Promise<string[]> {
  const demand = demandOf(workloads);
  const quotas = objectIn(await ask(`/api/v1/namespaces/${namespace}/resourcequotas`)) as Quotas | undefined;
  return (quotas?.items ?? []).flatMap(({ metadata, spec }) =>
    Object.entries(spec.hard ?? {}).flatMap(([name, hard]) => {
      const most = quantity(hard);
      const needed = demand[name];
      if (name === "limits.cpu")
        return [
          `quota ${metadata.name} of namespace ${namespace} requires limits.cpu for every pod, but the stack's pods have none: remove limits.cpu from the quota`,
        ];
      return most === undefined || needed === undefined || needed <= most
        ? []
        : [
            `quota ${metadata.name} of namespace ${namespace} allows ${name} ${hard}, but the stack needs ${shown(name, needed)}: raise the quota, or lower monitoring:memory and monitoring:kubernetes.storage`,
          ];
    }),
  );
}
