import type { z } from "zod";

/** One mistake in the catalogue: where it stands and a sentence that says what was got, what is allowed and how to mend it. */
export interface Problem {
  readonly where: string;
  readonly message: string;
}

/** Every mistake found in one run. Thrown before anything is rendered or created. */
export class CatalogueError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    const lines = problems.map((problem) => `  ${problem.where}: ${problem.message}`);
    super(`The catalogue has ${problems.length} mistake${problems.length === 1 ? "" : "s"}; nothing was changed.\n${lines.join("\n")}`);
    this.name = "CatalogueError";
  }
}

/** `services[3].thresholds.latencyP95`: a path as people read it. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : text === "" ? String(part) : `${text}.${String(part)}`),
    "",
  );
}

/** The problems of a failed parse. `label` names the root; `nameAt` turns list positions into the names people know them by. */
export function problemsOf(label: string, error: z.ZodError, nameAt: (path: readonly PropertyKey[]) => string = pathText): Problem[] {
  return error.issues.map((issue) => {
    const path = nameAt(issue.path);
    return { where: path === "" ? label : `${label}.${path}`, message: issue.message };
  });
}
