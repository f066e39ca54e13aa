import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { images, type ImageName } from "../../../../stacks/supply/image-table";
import { repository } from "../../../../stacks/supply/paths";

const manifest = z.object({ version: z.string(), devDependencies: z.record(z.string(), z.string()) });

/** Where the Python libraries of the harness are pinned. */
export const requirementsFile = path.join(__dirname, "harness/apps/requirements.txt");

/** Programs of the stack, by the image that pins them. */
const byImage = {
  prometheus: "prometheus",
  /** What Prometheus writes of itself: `up`, `scrape_*`, `ALERTS`. */
  "prometheus-series": "prometheus",
  alertmanager: "alertmanager",
  loki: "loki",
  tempo: "tempo",
  otelcol: "otelcol",
  /** What the gateway makes of spans. */
  "otelcol-derived": "otelcol",
  "victoria-logs": "victoria-logs",
  jaeger: "jaeger",
  "postgres-exporter": "postgres-exporter",
  "redis-exporter": "redis-exporter",
  "blackbox-exporter": "blackbox-exporter",
  /** Answers of `/probe`, which are about the probed and not about the exporter. */
  "blackbox-exporter-probe": "blackbox-exporter",
  gatus: "gatus",
} as const satisfies Record<string, ImageName>;

/** Images whose programs are recorded. */
export const recordedImages: readonly ImageName[] = [...new Set(Object.values(byImage))];

/** Libraries of Node.js, by the npm package that pins them. */
const byNpm = {
  "prom-client": "prom-client",
  "express-prom-bundle": "express-prom-bundle",
  opentelemetry: "@opentelemetry/instrumentation-http",
  bullmq: "bullmq",
} as const;

/** Libraries of Python, by the package that pins them. */
const byPython = { "fastapi-instrumentator": "prometheus-fastapi-instrumentator", arq: "arq" } as const;

/** The demo's own programs; their version is this project's. */
const own = ["demo-orders", "demo-orders-worker"] as const;

export type Program = keyof typeof byImage | keyof typeof byNpm | keyof typeof byPython | (typeof own)[number];

/** Images that are not recorded, and why. */
export const notRecorded: Partial<Record<ImageName, string>> = {
  grafana: "no package registry carries it, and no rule reads it",
  postgres: "seen through postgres_exporter",
  redis: "seen through redis_exporter",
  node: "the base of the demo's programs",
};

/** Every recorded program with the version that is pinned now. */
export function pinnedPrograms(): ReadonlyMap<Program, string> {
  const { version, devDependencies } = manifest.parse(JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8")));
  const python = new Map(
    readFileSync(requirementsFile, "utf8")
      .split("\n")
      .map((line) => line.trim().split("==") as [string, string?])
      .map(([name, pinned]) => [name.toLowerCase(), pinned ?? ""]),
  );
  const needed = (name: string, found: string | undefined): string => {
    if (found === undefined || found === "") throw new Error(`${name} is pinned nowhere`);
    return found;
  };
  const all: [Program, string][] = [
    ...Object.entries(byImage).map(([program, image]): [Program, string] => [program as Program, images[image].version]),
    ...Object.entries(byNpm).map(([program, name]): [Program, string] => [program as Program, needed(name, devDependencies[name])]),
    ...Object.entries(byPython).map(([program, name]): [Program, string] => [program as Program, needed(name, python.get(name))]),
    ...own.map((program): [Program, string] => [program, version]),
  ];
  return new Map(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}
