import { spawn } from "node:child_process";
import { existsSync, readdirSync, readlinkSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startCluster, type Cluster } from "../support/cluster/cluster";
import { storageClass } from "../support/cluster/objects";
import { until } from "../support/until";
import { root } from "./command";

const minutes = (count: number): number => count * 60_000;

/** The IDs of the processes whose working directory is this folder. */
function workingIn(folder: string): string[] {
  return readdirSync("/proc").filter((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === folder;
    } catch {
      return false;
    }
  });
}

const conforming = {
  securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: "RuntimeDefault" } },
  automountServiceAccountToken: false,
  containers: [
    {
      name: "main",
      image: "registry.example/app:1",
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
    },
  ],
};
const violating = { containers: [{ name: "main", image: "registry.example/app:1", securityContext: { privileged: true } }] };
const pod = (name: string, spec: object): object => ({ apiVersion: "v1", kind: "Pod", metadata: { name }, spec });

const claimed = [
  {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: "data" },
    spec: { accessModes: ["ReadWriteOnce"], storageClassName: storageClass, resources: { requests: { storage: "5Gi" } } },
  },
  {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "app" },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: "app" } },
      template: {
        metadata: { labels: { app: "app" } },
        spec: {
          ...conforming,
          containers: conforming.containers.map((container) => ({ ...container, volumeMounts: [{ name: "data", mountPath: "/data" }] })),
          volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }],
        },
      },
    },
  },
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "app" },
    spec: { selector: { app: "app" }, ports: [{ port: 80, targetPort: 8080 }] },
  },
];

describe("the test cluster", () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  }, minutes(60));
  afterAll(async () => {
    await cluster.stop();
    expect(existsSync(cluster.folder)).toBe(false);
    expect(workingIn(cluster.folder)).toEqual([]);
    for (const pid of Object.values(cluster.pids)) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  }, minutes(1));

  const apply = (namespace: string, ...items: readonly object[]): Promise<string> =>
    cluster.kubectl(["apply", `--namespace=${namespace}`, "-f", "-"], { input: { apiVersion: "v1", kind: "List", items } });
  const names = async (...args: readonly string[]): Promise<string[]> =>
    (await cluster.kubectl(["get", ...args, "--output=name"])).split("\n").filter((line) => line !== "");

  it(
    "starts a Deployment with its own volume, and removes all objects when their namespace is deleted",
    async () => {
      await cluster.kubectl(["create", "namespace", "claims"]);
      await apply("claims", ...claimed);
      await cluster.kubectl(["wait", "--namespace=claims", "deployment/app", "--for=condition=Available", "--timeout=60s"]);
      expect(
        await cluster.kubectl(["get", "--namespace=claims", "pvc/data", "--output=jsonpath={.status.phase} {.status.capacity.storage}"]),
      ).toBe("Bound 5Gi");
      expect(await names("persistentvolumes")).toHaveLength(1);
      // One controller counts available pods, and another controller writes the EndpointSlice, so the EndpointSlice may come later.
      await until("an EndpointSlice with both pods", async () => {
        const addresses = await cluster.kubectl(["get", "--namespace=claims", "endpointslices", "--output=jsonpath={..addresses[*]}"]);
        return addresses.split(" ").length === 2 ? addresses : undefined;
      });

      await cluster.kubectl(["delete", "namespace", "claims", "--timeout=60s"]);
      expect(await names("pods,deployments,replicasets,persistentvolumeclaims,endpointslices", "--namespace=claims")).toEqual([]);
      await cluster.kubectl(["wait", "persistentvolumes", "--all", "--for=delete", "--timeout=30s"]);
      expect(await names("persistentvolumes")).toEqual([]);
    },
    minutes(3),
  );

  it(
    "enforces the restricted Pod Security profile in namespaces that require it",
    async () => {
      const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
      await cluster.kubectl(["create", "-f", "-"], {
        input: { apiVersion: "v1", kind: "Namespace", metadata: { name: "strict", labels } },
      });
      await cluster.kubectl(["wait", "--for=create", "--namespace=strict", "serviceaccount/default", "--timeout=30s"]);
      await expect(apply("strict", pod("bad", violating))).rejects.toThrow(
        /pods "bad" is forbidden: violates PodSecurity "restricted:latest": privileged \(container "main" must not set securityContext.privileged=true\)/,
      );
      await apply("strict", pod("good", conforming));
      await cluster.kubectl(["wait", "--namespace=strict", "pod/good", "--for=condition=Ready", "--timeout=30s"]);
      expect(await names("pods", "--namespace=strict")).toEqual(["pod/good"]);
      await cluster.kubectl(["create", "namespace", "lax"]);
      await cluster.kubectl(["wait", "--for=create", "--namespace=lax", "serviceaccount/default", "--timeout=30s"]);
      await apply("lax", pod("bad", violating));
    },
    minutes(2),
  );

  it(
    "enforces a ResourceQuota",
    async () => {
      await cluster.kubectl(["create", "namespace", "small"]);
      await cluster.kubectl(["create", "quota", "few", "--namespace=small", "--hard=configmaps=2"]);
      await cluster.kubectl(["wait", "--namespace=small", "quota/few", "--for=jsonpath={.status.hard.configmaps}=2", "--timeout=30s"]);
      await cluster.kubectl(["wait", "--for=create", "--namespace=small", "configmap/kube-root-ca.crt", "--timeout=30s"]);
      await cluster.kubectl(["create", "configmap", "one", "--namespace=small"]);
      await expect(cluster.kubectl(["create", "configmap", "two", "--namespace=small"])).rejects.toThrow(
        /configmaps "two" is forbidden: exceeded quota: few, requested: configmaps=1, used: configmaps=2, limited: configmaps=2/,
      );
    },
    minutes(2),
  );

  it("lets the restricted user read objects except Secrets, and change none", async () => {
    const context = cluster.restrictedContext;
    expect(await cluster.kubectl(["get", "namespace", "default", "--output=name"], { context })).toBe("namespace/default\n");
    await expect(cluster.kubectl(["get", "secrets"], { context })).rejects.toThrow('User "restricted" cannot list resource "secrets"');
    await expect(cluster.kubectl(["create", "namespace", "mine"], { context })).rejects.toThrow(
      'namespaces is forbidden: User "restricted" cannot create resource "namespaces" in API group "" at the cluster scope',
    );
  });
});

describe("a test cluster whose parent process is killed", () => {
  it(
    "leaves no processes and no files",
    async () => {
      const child = spawn(process.execPath, [path.join(root, "node_modules/tsx/dist/cli.mjs"), "test/support/cluster/main.ts"], {
        cwd: root,
        stdio: ["ignore", "pipe", "inherit"],
        detached: true,
      });
      let output = "";
      child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
      while (!output.includes("Ctrl-C ends it")) {
        if (child.exitCode !== null) throw new Error(`it ended: ${output}`);
        await sleep(100);
      }
      const folder = path.dirname(/kubeconfig +(\S+)/.exec(output)?.[1] ?? "");
      expect(workingIn(folder)).toHaveLength(5);
      process.kill(-(child.pid ?? 0), "SIGKILL");
      const latest = Date.now() + 20_000;
      while (Date.now() < latest && (existsSync(folder) || workingIn(folder).length > 0)) await sleep(100);
      expect(workingIn(folder)).toEqual([]);
      expect(existsSync(folder)).toBe(false);
    },
    minutes(60),
  );
});
