import { programs } from "../../exporters/programs";
import type { OwnImage } from "../../exporters/programs/model";
import type { DebianSource, GoSource, ImageSource, Tool } from "./tool";

const pulumiVersion = "3.259.0";
const sdkVersion = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

const go = (module: string, program: string, binary: string, typicalSeconds: number, more: Partial<GoSource> = {}): GoSource => ({
  kind: "go",
  module,
  program,
  binary,
  typicalSeconds,
  ...more,
});
const debian = (name: string, files: Readonly<Record<string, string>>): DebianSource => ({ kind: "debian", package: name, files });
/** Reference of a program's upstream image. */
const makersImage = ({ image: { repository, tag } }: { readonly image: OwnImage }): string => `${repository}:${tag}`;
const image = (reference: string, files: Readonly<Record<string, string>>): ImageSource => ({ kind: "image", image: reference, files });

/** Version of the Kubernetes binaries. One Go module builds all of them, so later builds reuse the packages of the first build. */
const kubernetesVersion = "1.34.0";
const kubernetes = (name: string, inImage: string, check: readonly string[], typicalSeconds: number): Tool => ({
  version: kubernetesVersion,
  binaries: [name],
  check,
  sources: [
    image(`registry.k8s.io/${name}:v${kubernetesVersion}`, { [name]: inImage }),
    go("kubernetes", `k8s.io/kubernetes/cmd/${name}`, name, typicalSeconds, {
      set: {
        "k8s.io/component-base/version.gitVersion": `v${kubernetesVersion}`,
        "k8s.io/component-base/version.gitMajor": "1",
        "k8s.io/component-base/version.gitMinor": "34",
      },
    }),
  ],
});

const commonVersion = (version: string): Partial<GoSource> => ({ set: { "github.com/prometheus/common/version.Version": version } });

const allTools = {
  pulumi: {
    version: pulumiVersion,
    binaries: ["pulumi"],
    check: ["version"],
    sources: [
      { kind: "release", by: "npm-pulumi" },
      go("pulumi", "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi", "pulumi", 310, { set: { [sdkVersion]: `v${pulumiVersion}` } }),
    ],
  },
  "pulumi-language-nodejs": {
    version: pulumiVersion,
    binaries: ["pulumi-language-nodejs"],
    check: ["-help"],
    sources: [
      { kind: "release", by: "npm-pulumi" },
      go("pulumi-language-nodejs", "github.com/pulumi/pulumi/sdk/nodejs/cmd/pulumi-language-nodejs/v3", "pulumi-language-nodejs", 50, {
        tags: "grpcnotrace",
        set: { [sdkVersion]: "v3.187.0" },
      }),
    ],
  },
  "resource-docker": {
    version: "5.2.0",
    binaries: ["pulumi-resource-docker"],
    check: ["-version"],
    sources: [
      { kind: "release", by: "pulumi-plugin" },
      go("resource-docker", ".", "pulumi-resource-docker", 180, { tags: "no_compose", set: { "main.Version": "5.2.0" } }),
    ],
  },
  "resource-kubernetes": {
    version: "4.24.1",
    binaries: ["pulumi-resource-kubernetes"],
    check: ["-help"],
    sources: [
      { kind: "release", by: "pulumi-plugin" },
      go("resource-kubernetes", ".", "pulumi-resource-kubernetes", 600, { set: { "main.Version": "4.24.1" } }),
    ],
  },
  promtool: {
    version: programs.prometheus.version,
    binaries: ["promtool"],
    check: ["--version"],
    sources: [
      debian("promtool", { promtool: "usr/bin/promtool" }),
      image(makersImage(programs.prometheus), { promtool: "/bin/promtool" }),
      go("prometheus", "github.com/prometheus/prometheus/cmd/promtool", "promtool", 240, commonVersion(programs.prometheus.version)),
    ],
  },
  /** Debian is not a source, because Debian's package is built without the OTLP receiver. */
  prometheus: {
    version: programs.prometheus.version,
    binaries: ["prometheus"],
    check: ["--version"],
    sources: [
      image(makersImage(programs.prometheus), { prometheus: "/bin/prometheus" }),
      go("prometheus", "github.com/prometheus/prometheus/cmd/prometheus", "prometheus", 180, commonVersion(programs.prometheus.version)),
    ],
  },
  alertmanager: {
    version: programs.alertmanager.version,
    binaries: ["alertmanager", "amtool"],
    check: ["--version"],
    sources: [
      debian("prometheus-alertmanager", { alertmanager: "usr/bin/prometheus-alertmanager", amtool: "usr/bin/amtool" }),
      image(makersImage(programs.alertmanager), { alertmanager: "/bin/alertmanager", amtool: "/bin/amtool" }),
    ],
  },
  amtool: {
    version: programs.alertmanager.version,
    binaries: ["amtool"],
    check: ["--version"],
    sources: [
      debian("prometheus-alertmanager", { amtool: "usr/bin/amtool" }),
      image(makersImage(programs.alertmanager), { amtool: "/bin/amtool" }),
    ],
  },
  pint: {
    version: "0.87.0",
    binaries: ["pint"],
    check: ["version"],
    sources: [
      image("ghcr.io/cloudflare/pint:0.87.0", { pint: "/usr/local/bin/pint" }),
      go("pint", "github.com/cloudflare/pint/cmd/pint", "pint", 90, { set: { "main.version": "0.87.0" } }),
    ],
  },
  /**
   * The binary from the Go module contains only the components that the gateway and the log agent use. The binary in the upstream image
   * accepts the same configuration.
   */
  otelcol: {
    version: programs.otelcol.version,
    binaries: ["otelcol"],
    check: ["--version"],
    sources: [
      image(makersImage(programs.otelcol), { otelcol: "/otelcol-contrib" }),
      go("otelcol", ".", "otelcol", 130, { set: { "main.Version": programs.otelcol.version } }),
    ],
  },
  /** The licence is Apache-2.0. */
  "victoria-logs": {
    version: programs["victoria-logs"].version,
    binaries: ["victoria-logs"],
    check: ["-version"],
    sources: [
      image(makersImage(programs["victoria-logs"]), { "victoria-logs": "/victoria-logs-prod" }),
      go("victoria-logs", "github.com/VictoriaMetrics/VictoriaLogs/app/victoria-logs", "victoria-logs", 30),
    ],
  },
  /** The licence is Apache-2.0. The image 2.13.0 and the Go module v1.76.0 are the same release. The module does not contain the web UI. */
  jaeger: {
    version: programs.jaeger.version,
    binaries: ["jaeger"],
    check: ["version"],
    sources: [
      image(makersImage(programs.jaeger), { jaeger: "/cmd/jaeger/jaeger-linux" }),
      go("jaeger", "github.com/jaegertracing/jaeger/cmd/jaeger", "jaeger", 220),
    ],
  },
  "postgres-exporter": {
    version: programs["postgres-exporter"].version,
    binaries: ["postgres_exporter"],
    check: ["--version"],
    sources: [
      debian("prometheus-postgres-exporter", { postgres_exporter: "usr/bin/prometheus-postgres-exporter" }),
      go(
        "postgres-exporter",
        "github.com/prometheus-community/postgres_exporter/cmd/postgres_exporter",
        "postgres_exporter",
        60,
        commonVersion(programs["postgres-exporter"].version),
      ),
    ],
  },
  "redis-exporter": {
    version: programs["redis-exporter"].version,
    binaries: ["redis_exporter"],
    check: ["--version"],
    sources: [
      debian("prometheus-redis-exporter", { redis_exporter: "usr/bin/prometheus-redis-exporter" }),
      go("redis-exporter", "github.com/oliver006/redis_exporter", "redis_exporter", 40, {
        set: { "main.BuildVersion": programs["redis-exporter"].version },
      }),
    ],
  },
  "blackbox-exporter": {
    version: programs["blackbox-exporter"].version,
    binaries: ["blackbox_exporter"],
    check: ["--version"],
    sources: [
      debian("prometheus-blackbox-exporter", { blackbox_exporter: "usr/bin/prometheus-blackbox-exporter" }),
      go(
        "blackbox-exporter",
        "github.com/prometheus/blackbox_exporter",
        "blackbox_exporter",
        60,
        commonVersion(programs["blackbox-exporter"].version),
      ),
    ],
  },
  "node-exporter": {
    version: programs["node-exporter"].version,
    binaries: ["node_exporter"],
    check: ["--version"],
    sources: [
      debian("prometheus-node-exporter", { node_exporter: "usr/bin/prometheus-node-exporter" }),
      image(makersImage(programs["node-exporter"]), { node_exporter: "/bin/node_exporter" }),
      go("node-exporter", "github.com/prometheus/node_exporter", "node_exporter", 30, commonVersion(programs["node-exporter"].version)),
    ],
  },
  /** Gatus has no flag that makes it exit, so `check` is empty. */
  gatus: {
    version: programs.gatus.version,
    binaries: ["gatus"],
    check: [],
    sources: [image(makersImage(programs.gatus), { gatus: "/gatus" }), go("gatus", "github.com/TwiN/gatus/v5", "gatus", 90)],
  },
  /** The data store of the test cluster's API server. */
  etcd: {
    version: "3.5.30",
    binaries: ["etcd"],
    check: ["--version"],
    sources: [
      debian("etcd-server", { etcd: "usr/bin/etcd" }),
      image("gcr.io/etcd-development/etcd:v3.5.30", { etcd: "/usr/local/bin/etcd" }),
    ],
  },
  "kube-apiserver": kubernetes("kube-apiserver", "/usr/local/bin/kube-apiserver", ["--version"], 270),
  "kube-controller-manager": kubernetes("kube-controller-manager", "/usr/local/bin/kube-controller-manager", ["--version"], 60),
  "kube-scheduler": kubernetes("kube-scheduler", "/usr/local/bin/kube-scheduler", ["--version"], 15),
  kubectl: kubernetes("kubectl", "/bin/kubectl", ["version", "--client"], 40),
  /** kwok simulates the kubelets of the test cluster. Nodes and pods become ready, but no containers run. */
  kwok: {
    version: "0.8.0",
    binaries: ["kwok"],
    check: ["--version"],
    sources: [
      image("registry.k8s.io/kwok/kwok:v0.8.0", { kwok: "/usr/local/bin/kwok" }),
      go("kwok", "sigs.k8s.io/kwok/cmd/kwok", "kwok", 90),
    ],
  },
} satisfies Record<string, Tool>;

export type ToolName = keyof typeof allTools;
/** Every tool, by name. */
export const tools: Readonly<Record<ToolName, Tool>> = allTools;
export const toolNames = Object.keys(tools) as ToolName[];

/** The plugin of each deployment target. Pulumi requires that a plugin has the same version as its npm package, e.g. `@pulumi/docker`. */
export const pluginTools = { docker: "resource-docker", kubernetes: "resource-kubernetes" } as const satisfies Record<string, ToolName>;
export type Plugin = keyof typeof pluginTools;

/** Tools of the test cluster, which `npm run cluster` and the engine tests run. */
export const clusterTools = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kubectl",
  "kwok",
] as const satisfies readonly ToolName[];
