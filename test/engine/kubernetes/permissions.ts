import type { Cluster } from "../../support/cluster/cluster";

/** Runs `look` while a ClusterRole lacks its first rule, and then restores the rule. */
export async function withoutFirstRule<T>(cluster: Cluster, role: string, look: () => Promise<T>): Promise<T> {
  const { rules } = JSON.parse(await cluster.kubectl(["get", "clusterrole", role, "--output=json"])) as { rules: unknown[] };
  const patch = (to: readonly unknown[]) =>
    cluster.kubectl(["patch", "clusterrole", role, "--type=merge", "--patch", JSON.stringify({ rules: to })]);
  await patch(rules.slice(1));
  try {
    return await look();
  } finally {
    await patch(rules);
  }
}
