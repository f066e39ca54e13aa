import { docker } from "./docker";
import { Programs } from "./programs";
import { pulumi, type PulumiCall } from "./pulumi";

/** Returns the programs without a container. `programs` are the programs in the state. `labels` are the workloads with a container. */
export const withoutContainer = (programs: readonly string[], labels: readonly string[]): readonly string[] =>
  programs.filter((program) => !labels.includes(program));

/** The message about containers that were removed outside Pulumi; undefined when there are none. */
export function goneText(gone: readonly string[], total: number): string | undefined {
  if (gone.length === 0) return undefined;
  const who = gone.length === total ? `All ${total} containers` : `${gone.length} of ${total} containers (${gone.join(", ")})`;
  return `${who} of the last \`up\` are gone: something outside Pulumi removed them (another clone's \`down\`, \`docker system prune\`). \`up\` recreates them.`;
}

/**
 * Refreshes the state when a container of the stack's programs is missing. Without the refresh, `pulumi up` would not recreate the
 * container, because `pulumi up` does not check whether unchanged resources still exist.
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
