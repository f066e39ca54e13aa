import { stringify } from "yaml";

/** A user of a kubeconfig, with context name and credentials. */
export interface Access {
  readonly context: string;
  readonly token: string;
}

/** Returns a kubeconfig with one context per user. The first context is the current one. `ca` is the server's certificate in PEM format. */
export function kubeconfig(server: string, ca: string, accesses: readonly [Access, ...Access[]]): string {
  const cluster = "monitoring-test";
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: cluster, cluster: { server, "certificate-authority-data": Buffer.from(ca).toString("base64") } }],
    users: accesses.map(({ context, token }) => ({ name: context, user: { token } })),
    contexts: accesses.map(({ context }) => ({ name: context, context: { cluster, user: context } })),
    "current-context": accesses[0].context,
  });
}
