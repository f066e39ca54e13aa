import { Option, type Command } from "commander";
import type { z } from "zod";
import { notAllowed } from "../../../exporters/model/object";
import { plainError } from "../../../exporters/model/plain-errors";
import { UserError } from "../../config/errors";

/** The answer to a field: a string, a boolean (`true` means yes), or a list of strings. */
export type Answer = string | boolean | readonly string[];
/** The answers given so far, by the field's key. */
export type Answers = Readonly<Record<string, Answer | undefined>>;

/** One input of a command, set by a flag. Without the flag, the command asks a question in a terminal, unless the field is `flagOnly`. */
export interface Field {
  /** The flag's name in camel case, as in commander's options. */
  readonly key: string;
  /** The flag without its value, e.g. `--title`. */
  readonly flag: string;
  /** Short description. It is both the help of the flag and the question. */
  readonly help: string;
  readonly kind: "text" | "list" | "yes";
  /** Name of the value in the help. Default: the key. */
  readonly value?: string;
  /** The allowed answers. Default: any answer. */
  readonly choices?: (answers: Answers) => readonly string[];
  /** The default answer, which the question proposes. If undefined, the user must answer unless the field is optional. */
  readonly usual?: (answers: Answers) => Answer | undefined;
  /** The answer that the question proposes instead of `usual`. If no question is asked, `usual` applies. */
  readonly proposed?: (answers: Answers) => Answer | undefined;
  /** Whether the answer can be left out. */
  readonly optional?: boolean;
  /** Whether the command asks no question for the field. Without the flag, `usual` applies. */
  readonly flagOnly?: boolean;
  /** Why the field does not apply, given the previous answers; undefined when it applies. */
  readonly misplaced?: (answers: Answers) => string | undefined;
  /** What is wrong with an answer; undefined when it is valid. Called for each item of a list. */
  readonly check?: (value: string, answers: Answers) => string | undefined;
}

/** Asks the user for an answer. */
export interface Prompter {
  ask(field: Field, answers: Answers): Promise<Answer | undefined>;
}

/** Adds the flags of the fields to a command. Throws if a flag and its field have different names, because the flag would be ignored. */
export function addFlags(command: Command, fields: readonly Field[]): Command {
  for (const { flag, help, kind, value, key } of fields) {
    const name = value ?? key;
    const parsed = new Option(flag).attributeName();
    if (parsed !== key) throw new Error(`the value of ${flag} is named ${parsed}, but its field ${key}: the flag would be ignored`);
    if (kind === "yes") command.addOption(new Option(flag, help)).addOption(new Option(flag.replace(/^--/, "--no-"), `not: ${help}`));
    else command.addOption(new Option(`${flag} <${name}${kind === "list" ? "..." : ""}>`, help));
  }
  return command;
}

/** Returns a check that validates an answer with a schema of the catalogue. */
export const checkedBy =
  (schema: z.ZodType): NonNullable<Field["check"]> =>
  (value) => {
    const parsed = schema.safeParse(value, { error: plainError });
    return parsed.success ? undefined : parsed.error.issues.map(({ message }) => message).join("; ");
  };

/** What is wrong with an answer; undefined when it is valid. */
export function wrongWith(field: Field, answer: Answer, answers: Answers): string | undefined {
  if (typeof answer === "boolean") return undefined;
  const values = typeof answer === "string" ? [answer] : answer;
  const choices = field.choices?.(answers);
  return values
    .map((value) => (choices !== undefined && !choices.includes(value) ? notAllowed(value, choices) : field.check?.(value, answers)))
    .find((sentence) => sentence !== undefined);
}

/**
 * Answers all fields that apply: from flags, else from questions. If no question is asked, the default applies. Throws a UserError that
 * lists the invalid flags or the missing answers.
 */
export async function answersOf(name: string, fields: readonly Field[], flags: Answers, prompter: Prompter | undefined): Promise<Answers> {
  const problems: string[] = [];
  const missing: string[] = [];
  let answers: Answers = {};
  for (const field of fields) {
    const given = flags[field.key];
    const misplaced = field.misplaced?.(answers);
    if (given !== undefined) {
      const wrong = misplaced ?? wrongWith(field, given, answers);
      if (wrong !== undefined) problems.push(`${field.flag}: ${wrong}`);
      if (problems.length > 0 && prompter !== undefined) break;
      answers = { ...answers, [field.key]: given };
      continue;
    }
    if (misplaced !== undefined) continue;
    const asked = prompter !== undefined && field.flagOnly !== true;
    const answer = asked ? await prompter.ask(field, answers) : field.usual?.(answers);
    if (answer === undefined && field.optional !== true) missing.push(`${field.flag} <${field.value ?? field.key}>`);
    answers = { ...answers, [field.key]: answer };
  }
  if (problems.length > 0) throw UserError.of(`${name}: nothing was written.`, problems);
  if (missing.length > 0)
    throw new UserError(
      `${name}: nothing was written. There is no terminal for questions, so give ${missing.join(", ")}; \`${name} --help\` lists all flags.`,
    );
  return answers;
}

/** The answer to a text field; undefined when the answer is missing or empty. */
export const text = (answers: Answers, key: string): string | undefined => {
  const answer = answers[key];
  return typeof answer === "string" && answer !== "" ? answer : undefined;
};

/** The answer to a list field; empty when there is none. */
export const list = (answers: Answers, key: string): readonly string[] => {
  const answer = answers[key];
  return Array.isArray(answer) ? (answer as readonly string[]) : [];
};

/** Whether the answer to a yes-or-no field is yes. */
export const yes = (answers: Answers, key: string): boolean => answers[key] === true;
