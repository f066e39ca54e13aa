import type { View } from "../../exporters/model/catalogue";
import { stepCommands, type FirstCommand, type Step, type StepCommand } from "../first-command";
import type { Alert } from "../model";
import { commandsOf } from "./command-lines";
import type { Entry } from "./entry";

/** Placeholders in a command, such as `pid` for `<pid>`. On-call replaces them before running the command. */
export function placeholdersOf(command: StepCommand): string[] {
  const texts = Object.values(command)
    .flat()
    .filter((value: unknown) => typeof value === "string");
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/<(\w+)>/g)].map(([, name = ""]) => name)))];
}

/** Sentences that say where on-call finds the value of each placeholder. Throws for a placeholder without a source. */
function replacements(commands: readonly StepCommand[], values: Readonly<Record<string, string>>, { name, identity }: Alert): string[] {
  const names = [...new Set(commands.flatMap(placeholdersOf))];
  if (names.length === 0) return [];
  const sentences = names.map((placeholder) => {
    const source = values[placeholder] ?? (identity.includes(placeholder) ? `the alert's label \`${placeholder}\`` : undefined);
    if (source === undefined) throw new Error(`${name}: the step does not say where <${placeholder}> comes from`);
    return `Replace \`<${placeholder}>\` with ${source}.`;
  });
  return [sentences.join(" "), ""];
}

/** For each environment with the command: a comment with the environment and the services, and the line for the first of these services. */
function commandLines(views: readonly View[], command: StepCommand, entry: Pick<Entry, "about">): string[] {
  return views.flatMap((view) => {
    const [first, ...rest] = commandsOf(view, command, entry);
    if (first === undefined) return [];
    const others = [...new Set(rest.flatMap(({ about }) => about ?? []))].filter((about) => about !== first.about);
    const services = [first.about ?? [], others.length === 0 ? [] : `also for ${others.join(", ")}`].flat();
    return [`# ${[view.environment.id, ...services].join("; ")}`, first.line];
  });
}

/** Markdown lines with a block for each command that has lines in an environment. */
export const commandBlocks = (commands: readonly StepCommand[], entry: Pick<Entry, "about" | "views">): string[] =>
  commands
    .map((command) => commandLines(entry.views, command, entry))
    .filter((lines) => lines.length > 0)
    .flatMap((lines) => ["```bash", ...lines, "```", ""]);

function commandSection(heading: string, commands: readonly StepCommand[], step: Step, alert: Alert, entry: Entry): string[] {
  const blocks = commandBlocks(commands, entry);
  if (blocks.length === 0) return [];
  return [heading, "", ...replacements(commands, typeof step === "string" ? {} : (step.values ?? {}), alert), ...blocks];
}

/** Markdown lines with the first command of an alert, and with the commands of each step that has any. */
export const commandSections = (alert: Alert, entry: Entry): string[] => [
  ...commandSection("**First command**", [alert.firstCommand satisfies FirstCommand], "", alert, entry),
  ...alert.firstSteps.flatMap((step, index) => commandSection(`**Command for step ${index + 1}**`, stepCommands(step), step, alert, entry)),
];
