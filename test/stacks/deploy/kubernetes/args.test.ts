import { onKubernetes } from "../../../../stacks/deploy/workload";
import {
  aliasArgs,
  claimArgs,
  configMapArgs,
  deploymentArgs,
  secretArgs,
  secretData,
  serviceArgs,
  statefulSetArgs,
} from "../../../../stacks/deploy/kubernetes/args";
import { configFolders } from "../../../../stacks/deploy/kubernetes/files";
import { namespaceArgs } from "../../../../stacks/deploy/kubernetes/namespace";
import { podSpec } from "../../../../stacks/deploy/kubernetes/pod";
import { mebibytes, mebibytesOf, millicores } from "../../../../stacks/config/quantity";
import { accountArgs, discoveryBindingArgs, discoveryRoleArgs, silentAccountArgs } from "../../../../stacks/deploy/kubernetes/rbac";
import { labels, place, shop, wins } from "../../support/kubernetes";

const metadata = { name: "shop", namespace: "watch", labels, annotations: wins };
const parts = { serviceAccount: "workloads", secret: "shop-secrets-1", claim: "shop-data" };
const [files] = configFolders(shop);
const configMap = files?.parts[0]?.name ?? "";

test("a pod has exactly the expected values, which the restricted Pod Security profile accepts", () => {
  expect(podSpec(shop, parts)).toEqual({
    serviceAccountName: "workloads",
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: 60,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1001,
      fsGroup: 1001,
      fsGroupChangePolicy: "OnRootMismatch",
      seccompProfile: { type: "RuntimeDefault" },
    },
    containers: [
      {
        name: "shop",
        image: "registry.example.com/shop@sha256:abc",
        imagePullPolicy: "IfNotPresent",
        // Kubernetes replaces `$$(` with `$(`.
        args: ["--flag", "--template=$$(HOME)"],
        env: [
          { name: "APPLE", value: "$__file{/x} $$(B)" },
          { name: "ZEBRA", value: "2" },
        ],
        ports: [
          { name: "http", containerPort: 8080, protocol: "TCP" },
          { name: "metrics", containerPort: 9464, protocol: "TCP" },
        ],
        startupProbe: { httpGet: { path: "/health", port: 8080 }, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 12 },
        readinessProbe: { httpGet: { path: "/health", port: 8080 }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
        livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 4 },
        resources: { requests: { cpu: "1500m", memory: "2Gi" }, limits: { memory: "2Gi" } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, readOnlyRootFilesystem: true },
        volumeMounts: [
          { name: "files-0", mountPath: "/etc/shop", readOnly: true },
          { name: "secrets", mountPath: "/run/secrets/monitoring", readOnly: true },
          { name: "data", mountPath: "/data" },
          { name: "tmp", mountPath: "/tmp" },
        ],
      },
    ],
    volumes: [
      {
        name: "files-0",
        projected: {
          defaultMode: 0o444,
          sources: [
            {
              configMap: {
                name: configMap,
                items: [
                  { key: "a.x.yml", path: "a/x.yml" },
                  { key: "b.yml", path: "b.yml" },
                ],
              },
            },
          ],
        },
      },
      { name: "secrets", secret: { secretName: "shop-secrets-1", defaultMode: 0o440 } },
      { name: "data", persistentVolumeClaim: { claimName: "shop-data" } },
      { name: "tmp", emptyDir: { medium: "Memory", sizeLimit: "64Mi" } },
    ],
  });
});

test("only a program that uses the Kubernetes API gets a service account token", () => {
  const asking = { ...shop, kubernetes: { ...shop.kubernetes, discovery: true } };
  expect(podSpec(asking, parts).automountServiceAccountToken).toBe(true);
});

test("a health command that the program declares is used for every probe", () => {
  const { containers } = podSpec({ ...shop, health: { exec: ["pg_isready", "-q"] } }, parts);
  const exec = { command: ["pg_isready", "-q"] };
  expect(containers[0]).toMatchObject({ startupProbe: { exec }, readinessProbe: { exec }, livenessProbe: { exec } });
});

test("root's group never owns a volume, so Grafana with user 472:0 writes with group 472", () => {
  expect(podSpec({ ...shop, user: "472:0" }, parts).securityContext).toMatchObject({ runAsUser: 472, runAsGroup: 0, fsGroup: 472 });
});

test("a program without a volume is a Deployment, and its new pod is ready before the old pod stops", () => {
  expect(deploymentArgs(shop, place, parts)).toEqual({
    metadata,
    spec: {
      replicas: 1,
      revisionHistoryLimit: 1,
      selector: { matchLabels: { "app.kubernetes.io/name": "shop" } },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: { metadata: { labels }, spec: podSpec(shop, parts) },
    },
  });
});

test("a program with a volume is a StatefulSet, so that two pods never write to the same volume", () => {
  const waitFor = '["jsonpath={.status.updatedReplicas}=1","jsonpath={.status.readyReplicas}=1"]';
  expect(statefulSetArgs(shop, place, parts)).toEqual({
    metadata: { ...metadata, annotations: { ...wins, "pulumi.com/waitFor": waitFor } },
    spec: {
      replicas: 1,
      revisionHistoryLimit: 1,
      serviceName: "shop",
      selector: { matchLabels: { "app.kubernetes.io/name": "shop" } },
      podManagementPolicy: "Parallel",
      updateStrategy: { type: "RollingUpdate" },
      template: { metadata: { labels }, spec: podSpec(shop, parts) },
    },
  });
});

test("a Service has the workload's name, so that rendered addresses are the same as on Docker", () => {
  expect(serviceArgs(shop, place)).toEqual({
    metadata: { ...metadata, annotations: { ...wins, "pulumi.com/skipAwait": "true" } },
    spec: {
      type: "ClusterIP",
      selector: { "app.kubernetes.io/name": "shop" },
      ports: [
        { name: "http", port: 8080, targetPort: "http", protocol: "TCP" },
        { name: "metrics", port: 9464, targetPort: "metrics", protocol: "TCP" },
      ],
    },
  });
});

test("the replicas of a program are pods behind a headless Service, whose name has the address of each pod", () => {
  expect(deploymentArgs({ ...shop, replicas: 2 }, place, parts).spec.replicas).toBe(2);
  expect(serviceArgs({ ...shop, replicas: 2 }, place).spec).toEqual({ ...serviceArgs(shop, place).spec, clusterIP: "None" });
});

test("an alias is a Service in the system's namespace that points to the workload", () => {
  expect(aliasArgs("shop.demo", { ...shop, name: "shop-one" }, place)).toEqual({
    metadata: {
      name: "shop",
      namespace: "demo",
      labels,
      annotations: { ...wins, "pulumi.com/skipAwait": "true" },
    },
    spec: { type: "ExternalName", externalName: "shop-one.watch.svc.cluster.local" },
  });
});

test("ConfigMaps and Secrets are immutable and named by a hash of their content, and a Secret's name reveals nothing", () => {
  expect(files?.parts.map((part) => configMapArgs(shop, place, part))).toEqual([
    { metadata: { ...metadata, name: configMap }, immutable: true, data: { "a.x.yml": "x\n", "b.yml": "b\n" } },
  ]);
  expect(secretArgs(shop, place)).toEqual({
    metadata: { namespace: "watch", labels, annotations: wins },
    immutable: true,
    type: "Opaque",
  });
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  expect(secretData(shop, { "shop-password": 'p"w' })).toEqual({
    "map.json": base64('{"redis://monitor@redis:6379":"p\\"w"}'),
    "plain.txt": base64('p"w'),
  });
  expect(secretData({ ...shop, secretFiles: {} }, {})).toEqual({});
});

test("a volume claim uses the configured storage class, and its size is written as the API server returns it", () => {
  expect(claimArgs(shop, place)).toEqual({
    metadata: { ...metadata, name: "shop-data", annotations: { ...wins, "pulumi.com/waitFor": "jsonpath={.status.phase}" } },
    spec: { accessModes: ["ReadWriteOnce"], storageClassName: "fast", resources: { requests: { storage: "2Gi" } } },
  });
});

test("quantities such as 1024Mi are written as the API server returns them", () => {
  expect([mebibytes(64), mebibytes(1024), mebibytes(1536), mebibytes(2 * 1024 ** 2)]).toEqual(["64Mi", "1Gi", "1536Mi", "2Ti"]);
  expect([millicores(50), millicores(1000), millicores(1500)]).toEqual(["50m", "1", "1500m"]);
  expect([mebibytesOf("20Gi"), mebibytesOf("1Ti"), mebibytesOf("20G"), mebibytesOf("0Gi")]).toEqual([
    20_480,
    1024 ** 2,
    undefined,
    undefined,
  ]);
});

test("the namespace enforces the restricted Pod Security profile", () => {
  expect(namespaceArgs("dev", "watch")).toEqual({
    metadata: {
      name: "watch",
      annotations: wins,
      labels: {
        "app.kubernetes.io/managed-by": "pulumi",
        "app.kubernetes.io/part-of": "monitoring",
        "monitoring.stack": "dev",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/audit-version": "v1.34",
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/enforce-version": "v1.34",
        "pod-security.kubernetes.io/warn": "restricted",
        "pod-security.kubernetes.io/warn-version": "v1.34",
      },
    },
  });
});

test("the only permissions are those that discovery needs, and they are read-only", () => {
  expect(silentAccountArgs(place).automountServiceAccountToken).toBe(false);
  expect(accountArgs(shop, place)).toEqual({ metadata, automountServiceAccountToken: true });
  const { rules } = discoveryRoleArgs({ ...shop, kubernetes: onKubernetes({ discovery: true }) }, place);
  expect(new Set(rules.flatMap(({ verbs }) => verbs))).toEqual(new Set(["get", "list", "watch"]));
  expect(rules.flatMap(({ resources }) => resources).sort()).toEqual([
    "endpoints",
    "endpointslices",
    "ingresses",
    "nodes",
    "pods",
    "services",
  ]);
  expect(discoveryBindingArgs(shop, place)).toMatchObject({
    roleRef: { kind: "ClusterRole", name: "watch-shop-discovery" },
    subjects: [{ kind: "ServiceAccount", name: "shop", namespace: "watch" }],
  });
});
