import type { z } from "zod";

/** One mistake in the catalogue. `message` contains the written value, the allowed values and the fix. */
export interface Problem {
  readonly where: string;
  readonly message: string;
}

/** Error that lists mistakes in the catalogue. When it is thrown, no file has been written and no resource created. */
export class CatalogueError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    const lines = problems.map((problem) => `  ${problem.where}: ${problem.message}`);
    super(`The catalogue has ${problems.length} mistake${problems.length === 1 ? "" : "s"}; nothing was changed.\n${lines.join("\n")}`);
    this.name = "CatalogueError";
  }
}

/** Formats a path as text: `services[3].thresholds.latencyP95`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : text === "" ? String(part) : `${text}.${String(part)}`),
    "",
  );
}

/** Turns a failed parse into problems. `label` is the path of the parsed value. `nameAt` formats the path of each issue below `label`. */
export function problemsOf(label: string, error: z.ZodError, nameAt: (path: readonly PropertyKey[]) => string = pathText): Problem[] {
  return error.issues.map((issue) => {
    const path = nameAt(issue.path);
    return { where: path === "" ? label : `${label}.${path}`, message: issue.message };
  });
}
