import { daemonSetArgs, namedElsewhereArgs, nodeServiceArgs } from "../../../../stacks/deploy/kubernetes/args";
import { namespaceArgs } from "../../../../stacks/deploy/kubernetes/namespace";
import { networkPolicyArgs } from "../../../../stacks/deploy/kubernetes/network";
import type { AskCluster } from "../../../../stacks/deploy/kubernetes/preflight/ask";
import { clusterPreflight } from "../../../../stacks/deploy/kubernetes/preflight/preflight";
import type { Workload } from "../../../../stacks/deploy/workload";
import { place, shop } from "../../support/kubernetes";
import { localView } from "../../support/samples";

const agent: Workload = {
  ...shop,
  name: "agent",
  aliases: [],
  user: "0:0",
  node: { reads: { docker: "/var/lib/docker/containers", kubernetes: "/var/log/pods" } },
  calls: [{ host: "gateway", port: 4317 }],
};
const gateway: Workload = { ...shop, name: "gateway", aliases: [], ports: { otlp: 4317 }, calls: [{ host: "agent", port: 9464 }] };
const workloads = [agent, gateway];

test("a program on every node runs as root without capabilities, and reads a folder of the node", () => {
  const { metadata, spec } = daemonSetArgs(agent, place, { serviceAccount: "workloads", secret: "agent-secrets-1" });
  expect(metadata).toMatchObject({ name: "agent", namespace: "watch-nodes" });
  expect(spec.template.spec).toMatchObject({
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: false, runAsUser: 0, seccompProfile: { type: "RuntimeDefault" } },
    tolerations: [{ operator: "Exists" }],
    containers: [
      {
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, readOnlyRootFilesystem: true },
        env: [
          { name: "APPLE" },
          { name: "ZEBRA" },
          { name: "NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
          { name: "STACK_NAMESPACE", value: "watch" },
        ],
      },
    ],
  });
  const [container] = spec.template.spec.containers;
  expect(container?.volumeMounts).toContainEqual({ name: "node", mountPath: "/var/log/pods", readOnly: true });
  expect(container?.volumeMounts).toContainEqual({ name: "data", mountPath: "/data" });
  expect(spec.template.spec.volumes.filter((volume) => "hostPath" in volume)).toEqual([
    { name: "data", hostPath: { path: "/var/lib/monitoring/dev/agent", type: "DirectoryOrCreate" } },
    { name: "node", hostPath: { path: "/var/log/pods", type: "Directory" } },
  ]);
});

test("node_exporter reads the root folder of the node at another path, read-only and as a user without rights", () => {
  const exporter: Workload = { ...shop, aliases: [], user: "65534:65534", node: { reads: { docker: "/", kubernetes: "/" }, at: "/host" } };
  const { spec } = daemonSetArgs(exporter, place, { serviceAccount: "workloads" }).spec.template;
  expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65534 });
  expect(spec.containers[0]?.volumeMounts).toContainEqual({
    name: "node",
    mountPath: "/host",
    readOnly: true,
    mountPropagation: "HostToContainer",
  });
  expect(spec.volumes).toContainEqual({ name: "node", hostPath: { path: "/", type: "Directory" } });
});

test("a program that does not run on every node gets no such pod", () => {
  expect(() => daemonSetArgs(shop, place, { serviceAccount: "workloads" })).toThrow("shop does not run on every node.");
});

test("only the namespace of these programs admits privileged pods", () => {
  const levelOf = (level?: "privileged") => namespaceArgs("dev", "x", level).metadata.labels["pod-security.kubernetes.io/enforce"];
  expect([levelOf(), levelOf("privileged")]).toEqual(["restricted", "privileged"]);
});

test("its Service has one address per node, and both namespaces know the programs of the other", () => {
  expect(nodeServiceArgs(agent, place)).toMatchObject({
    metadata: { name: "agent", namespace: "watch-nodes" },
    spec: { clusterIP: "None", publishNotReadyAddresses: true },
  });
  expect(namedElsewhereArgs("gateway", { ...place, namespace: "watch-nodes" }, place)).toMatchObject({
    metadata: { name: "gateway", namespace: "watch-nodes" },
    spec: { type: "ExternalName", externalName: "gateway.watch.svc.cluster.local" },
  });
});

test("network policies allow connections between the two namespaces only for the programs that declare them", () => {
  const pods = (name: string, namespace: string) => ({
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    podSelector: { matchLabels: { "app.kubernetes.io/name": name } },
  });
  const tcp = (port: number) => [{ protocol: "TCP", port }];
  const ofAgent = networkPolicyArgs(agent, place, workloads);
  expect(ofAgent.metadata.namespace).toBe("watch-nodes");
  expect(ofAgent.spec.egress[0]).toEqual({ to: [pods("gateway", "watch")], ports: tcp(4317) });
  expect(ofAgent.spec.ingress).toEqual([{ from: [pods("gateway", "watch")], ports: tcp(9464) }]);
  const ofGateway = networkPolicyArgs(gateway, place, workloads);
  expect(ofGateway.metadata.namespace).toBe("watch");
  expect(ofGateway.spec.egress[0]).toEqual({ to: [pods("agent", "watch-nodes")], ports: tcp(9464) });
  expect(ofGateway.spec.ingress).toEqual([{ from: [pods("agent", "watch-nodes")], ports: tcp(4317) }]);
});

test("the preflight checks the namespace of these programs and the right to create their objects there", async () => {
  const asked: string[] = [];
  const ask: AskCluster = (path, body) => {
    asked.push(path);
    if (body === undefined) return Promise.resolve({ status: path.endsWith("/fast") ? 200 : 404, body: "{}" });
    const { resource, namespace } = (body as { spec: { resourceAttributes: { resource: string; namespace?: string } } }).spec
      .resourceAttributes;
    const allowed = resource !== "*" && !(resource === "daemonsets" && namespace === "watch-nodes");
    return Promise.resolve({ status: 201, body: JSON.stringify({ status: { allowed } }) });
  };
  const planned = { view: localView(), secrets: {}, previous: [], allowDelete: [] };
  const check = (running: readonly Workload[]) =>
    clusterPreflight({ server: "https://10.0.0.1:6443", ask }, "team", place, { ...planned, workloads: running });
  await expect(check([{ ...gateway, calls: [] }])).resolves.toBeUndefined();
  expect(asked).not.toContain("/api/v1/namespaces/watch-nodes");
  await expect(check(workloads)).rejects.toThrow(
    "this user may not get, create, patch, delete daemonsets in namespace watch-nodes: ask an administrator to bind the role in docs/deploy-kubernetes.md to it",
  );
  expect(asked).toContain("/api/v1/namespaces/watch-nodes");
});
