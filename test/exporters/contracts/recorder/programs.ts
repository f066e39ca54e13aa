import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { programs, type ProgramName } from "../../../../exporters/programs";
import { repository } from "../../../../stacks/supply/paths";

const manifest = z.object({ version: z.string(), devDependencies: z.record(z.string(), z.string()) });
const packages = z.object({ dependencies: z.object({ lighthouse: z.string() }) });

/** The requirements file that pins the harness's Python libraries. */
export const requirementsFile = path.join(__dirname, "harness/apps/requirements.txt");

/** The requirements file that pins the Python libraries that call AI providers. */
export const aiRequirementsFile = path.join(__dirname, "harness/apps/ai-requirements.txt");

type Recorded = Extract<(typeof programs)[ProgramName]["contracts"], readonly string[]>[number];

/** The manifest that pins Lighthouse, which is not installed in the repository's root, so that `npm ci` there stays small. */
export const lighthouseManifest = path.join(__dirname, "harness/apps/lighthouse/package.json");

/** The contracts that are recorded from the stack's programs, with the pinned version of each program. */
const ofStack: readonly [Recorded, string][] = Object.values(programs).flatMap(({ contracts, version }) =>
  "none" in contracts ? [] : contracts.map((name): [Recorded, string] => [name, version]),
);

/** Whether the contract with this name is recorded from a program of the stack. */
export const isRecordedOfStack = (name: string): name is Recorded => ofStack.some(([recorded]) => recorded === name);

/** The contracts of Node.js libraries, with the npm package that determines the version. */
const byNpm = {
  "prom-client": "prom-client",
  "request-counter": "prom-client",
  "express-prom-bundle": "express-prom-bundle",
  opentelemetry: "@opentelemetry/instrumentation-http",
  bullmq: "bullmq",
} as const;

/** The contracts of Python libraries, with the package that determines the version. */
const byPython = {
  "fastapi-instrumentator": "prometheus-fastapi-instrumentator",
  gunicorn: "gunicorn",
  arq: "arq",
  "genai-openai": "opentelemetry-instrumentation-genai-openai",
  litellm: "litellm",
} as const;

/** Programs that this project does not run. Their contracts are taken from their documentation, see `Contract.documented`. */
export const documented = { kubelet: "1.34.0", "kubelet-cadvisor": "1.34.0", "kube-state-metrics": "2.17.0" } as const;

/** The demo's own programs. Their version is the project's version. */
const own = ["demo-orders", "demo-orders-worker"] as const;

export type Program = Recorded | keyof typeof byNpm | keyof typeof byPython | "lighthouse" | (typeof own)[number] | keyof typeof documented;

/** Every program that has a contract, with its pinned version. Throws if a library is not pinned. */
export function pinnedPrograms(): ReadonlyMap<Program, string> {
  const { version, devDependencies } = manifest.parse(JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8")));
  const python = new Map(
    [requirementsFile, aiRequirementsFile]
      .flatMap((file) => readFileSync(file, "utf8").split("\n"))
      .map((line) => line.trim().split("==") as [string, string?])
      .map(([name, pinned]) => [name.toLowerCase(), pinned ?? ""]),
  );
  const needed = (name: string, found: string | undefined): string => {
    if (found === undefined || found === "") throw new Error(`${name} is pinned nowhere`);
    return found;
  };
  const all: [Program, string][] = [
    ...ofStack.map(([name, version]): [Program, string] => [name, version]),
    ...Object.entries(byNpm).map(([program, name]): [Program, string] => [program as Program, needed(name, devDependencies[name])]),
    ...Object.entries(byPython).map(([program, name]): [Program, string] => [program as Program, needed(name, python.get(name))]),
    ...Object.entries(documented).map(([program, pinned]): [Program, string] => [program as Program, pinned]),
    ["lighthouse", packages.parse(JSON.parse(readFileSync(lighthouseManifest, "utf8"))).dependencies.lighthouse],
    ...own.map((program): [Program, string] => [program, version]),
  ];
  return new Map(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}
