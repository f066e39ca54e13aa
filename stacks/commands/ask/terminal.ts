import { checkbox, confirm, input, select } from "@inquirer/prompts";
import { type Answer, type Answers, type Field, type Prompter, wrongWith } from "./fields";

const split = (line: string): readonly string[] =>
  line
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** Asks for one line: a string, or a comma-separated list. */
async function askLine(field: Field, answers: Answers): Promise<Answer | undefined> {
  const usual = field.proposed?.(answers) ?? field.usual?.(answers);
  const proposed = typeof usual === "string" ? usual : Array.isArray(usual) ? usual.join(", ") : undefined;
  const read = (line: string): string | readonly string[] => (field.kind === "list" ? split(line) : line.trim());
  const line = await input({
    message: `${field.help}${field.kind === "list" ? " (comma-separated)" : ""}${field.optional === true ? " (optional)" : ""}:`,
    ...(proposed === undefined ? {} : { default: proposed }),
    validate: (typed) => {
      const answer = read(typed);
      if (answer.length === 0) return field.optional === true ? true : "a value is required";
      return wrongWith(field, answer, answers) ?? true;
    },
  });
  const answer = read(line);
  return answer.length === 0 ? undefined : answer;
}

async function ask(field: Field, answers: Answers): Promise<Answer | undefined> {
  const message = `${field.help}:`;
  const usual = field.proposed?.(answers) ?? field.usual?.(answers);
  if (field.kind === "yes") return confirm({ message: `${field.help}?`, default: usual === true });
  const choices = field.choices?.(answers);
  if (choices === undefined) return askLine(field, answers);
  if (field.kind === "list") {
    const chosen = Array.isArray(usual) ? usual : [];
    if (choices.length === 0) return [];
    return checkbox({
      message,
      required: field.optional !== true,
      choices: choices.map((value) => ({ value, checked: chosen.includes(value) })),
    });
  }
  return select({ message, choices: [...choices], ...(typeof usual === "string" ? { default: usual } : {}) });
}

/** The prompter that asks at the terminal; undefined when there is no terminal. */
export const terminal = (): Prompter | undefined => (process.stdin.isTTY && process.stdout.isTTY ? { ask } : undefined);
