import type { Place } from "../../../stacks/deploy/kubernetes/place";
import { onKubernetes, type Workload } from "../../../stacks/deploy/workload";

/** A workload with flags, environment variables, files, secrets and ports. */
export const shop: Workload = {
  name: "shop",
  image: "registry.example.com/shop@sha256:abc",
  args: ["--flag", "--template=$(HOME)"],
  env: { ZEBRA: "2", APPLE: "$__file{/x} $(B)" },
  files: [{ folder: "/etc/shop", files: { "b.yml": "b\n", "a/x.yml": "x\n" } }],
  secretFiles: { "plain.txt": { secret: "shop-password" }, "map.json": { json: { "redis://monitor@redis:6379": "shop-password" } } },
  ports: { metrics: 9464, http: 8080 },
  calls: [],
  callers: {},
  aliases: ["shop.demo"],
  volume: { path: "/data" },
  health: { http: { port: 8080, path: "/health" } },
  resources: { memoryMiB: 2048, processes: 256 },
  user: "1000:1001",
  docker: { probe: "wget", publish: {} },
  kubernetes: onKubernetes({ cpuMillis: 1500, storage: "2048Mi", startSeconds: 60 }),
};

export const place: Place = {
  stack: "dev",
  namespace: "watch",
  storageClass: "fast",
  systems: ["demo", "far"],
  privateNetworks: [],
};

export const labels = {
  "app.kubernetes.io/managed-by": "pulumi",
  "app.kubernetes.io/name": "shop",
  "app.kubernetes.io/part-of": "monitoring",
  "monitoring.stack": "dev",
};
export const wins = { "pulumi.com/patchForce": "true" };
