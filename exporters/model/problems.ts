import type { z } from "zod";

/** One mistake in the catalogue: its path, and a sentence with the value, what is allowed and how to fix it. */
export interface Problem {
  readonly where: string;
  readonly message: string;
}

/** All mistakes of one run. Thrown before anything is rendered or created. */
export class CatalogueError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    const lines = problems.map((problem) => `  ${problem.where}: ${problem.message}`);
    super(`The catalogue has ${problems.length} mistake${problems.length === 1 ? "" : "s"}; nothing was changed.\n${lines.join("\n")}`);
    this.name = "CatalogueError";
  }
}

/** A readable path: `services[3].thresholds.latencyP95`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : text === "" ? String(part) : `${text}.${String(part)}`),
    "",
  );
}

/** The problems of a failed parse. `label` names the root; `nameAt` turns list positions into names. */
export function problemsOf(label: string, error: z.ZodError, nameAt: (path: readonly PropertyKey[]) => string = pathText): Problem[] {
  return error.issues.map((issue) => {
    const path = nameAt(issue.path);
    return { where: path === "" ? label : `${label}.${path}`, message: issue.message };
  });
}
