import { docker } from "./docker";
import { Programs } from "./programs";
import { pulumi, type PulumiCall } from "./pulumi";

/** Programs of the state that have no container, by name. Pure: `labels` are the workloads that Docker knows. */
export const withoutContainer = (programs: readonly string[], labels: readonly string[]): readonly string[] =>
  programs.filter((program) => !labels.includes(program));

/** What is said when containers were removed past Pulumi; undefined when none was. */
export function goneText(gone: readonly string[], total: number): string | undefined {
  if (gone.length === 0) return undefined;
  const who = gone.length === total ? `All ${total} containers` : `${gone.length} of ${total} containers (${gone.join(", ")})`;
  return `${who} of the last \`up\` are not there any more: somebody removed them past Pulumi (another clone's \`down\`, \`docker system prune\`). They are made anew.`;
}

/**
 * An unchanged resource is not looked at by `pulumi up`, so a container that was removed past Pulumi would stay away while all is said to be
 * unchanged. This compares the last outputs with Docker and has the state refreshed when something is gone.
 */
export async function forgetGone(call: PulumiCall, stack: string, say: (line: string) => void): Promise<void> {
  const outputs = await pulumi(call, ["stack", "output", "--json", "--stack", stack]);
  if (outputs.trim() === "" || outputs.trim() === "{}") return;
  const programs = Programs.from(outputs).all.map((program) => program.name);
  const filters = [`label=monitoring.stack=${stack}`, "label=monitoring.role=program"].flatMap((filter) => ["--filter", filter]);
  const labels = await docker("ps", "--all", ...filters, "--format", '{{.Label "monitoring.workload"}}');
  const text = goneText(withoutContainer(programs, labels.split("\n")), programs.length);
  if (text === undefined) return;
  say(text);
  await pulumi(call, ["refresh", "--yes", "--skip-preview", "--non-interactive", "--stack", stack]);
}
