import { Option, type Command } from "commander";
import type { z } from "zod";
import { notAllowed } from "../../../exporters/model/object";
import { plainError } from "../../../exporters/model/plain-errors";
import { UserError } from "../../config/errors";

/** What a field may be answered with. */
export type Answer = string | boolean | readonly string[];
/** Answers so far, by the field's key. */
export type Answers = Readonly<Record<string, Answer | undefined>>;

/** One thing a command needs to know: the flag that gives it and the question that asks for it. */
export interface Field {
  /** The flag in camel case, as commander names its value. */
  readonly key: string;
  /** The flag without its value, e.g. `--title`. */
  readonly flag: string;
  /** What it is, in a few words: the help of the flag, and the question. */
  readonly help: string;
  readonly kind: "text" | "list" | "yes";
  /** How the value is called in the help; the key by default. */
  readonly value?: string;
  /** The only answers allowed; any when absent. */
  readonly choices?: (answers: Answers) => readonly string[];
  /** What is taken where nothing is said, and proposed where it is asked; without one, an answer is needed. */
  readonly usual?: (answers: Answers) => Answer | undefined;
  /** What is proposed where it is asked, and never taken unseen; the usual answer when absent. */
  readonly proposed?: (answers: Answers) => Answer | undefined;
  /** Whether it may stay without an answer. */
  readonly optional?: boolean;
  /** Whether it is never asked: the flag alone gives it. */
  readonly flagOnly?: boolean;
  /** Why the field has no place beside the answers before it; undefined when it has one. */
  readonly misplaced?: (answers: Answers) => string | undefined;
  /** What is wrong with an answer (each item of a list), as a sentence. */
  readonly check?: (value: string, answers: Answers) => string | undefined;
}

/** Asks a person. */
export interface Prompter {
  ask(field: Field, answers: Answers): Promise<Answer | undefined>;
}

/** Gives a command the flags of its fields. */
export function addFlags(command: Command, fields: readonly Field[]): Command {
  for (const { flag, help, kind, value, key } of fields) {
    const name = value ?? key;
    if (kind === "yes") command.addOption(new Option(flag, help)).addOption(new Option(flag.replace(/^--/, "--no-"), `not: ${help}`));
    else command.addOption(new Option(`${flag} <${name}${kind === "list" ? "..." : ""}>`, help));
  }
  return command;
}

/** A check by one of the catalogue's own schemas. */
export const checkedBy =
  (schema: z.ZodType): NonNullable<Field["check"]> =>
  (value) => {
    const parsed = schema.safeParse(value, { error: plainError });
    return parsed.success ? undefined : parsed.error.issues.map(({ message }) => message).join("; ");
  };

/** What is wrong with an answer; undefined when nothing is. */
export function wrongWith(field: Field, answer: Answer, answers: Answers): string | undefined {
  if (typeof answer === "boolean") return undefined;
  const values = typeof answer === "string" ? [answer] : answer;
  const choices = field.choices?.(answers);
  return values
    .map((value) => (choices !== undefined && !choices.includes(value) ? notAllowed(value, choices) : field.check?.(value, answers)))
    .find((sentence) => sentence !== undefined);
}

/** Answers to all fields: from the flags, then from the person, then the usual ones. Throws UserError with everything that is wrong or missing. */
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
      `${name}: nothing was written. Without a terminal to ask at, give ${missing.join(", ")}; \`${name} --help\` lists all.`,
    );
  return answers;
}

/** An answer that is a text. */
export const text = (answers: Answers, key: string): string | undefined => {
  const answer = answers[key];
  return typeof answer === "string" && answer !== "" ? answer : undefined;
};

/** An answer that is a list; empty when there is none. */
export const list = (answers: Answers, key: string): readonly string[] => {
  const answer = answers[key];
  return Array.isArray(answer) ? (answer as readonly string[]) : [];
};

/** An answer that is yes. */
export const yes = (answers: Answers, key: string): boolean => answers[key] === true;
