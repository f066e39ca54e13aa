import type { View } from "../../exporters/model/catalogue";
import type { Service, System } from "../../exporters/model/schema";

/** A command that the runbook shows. */
export interface Command {
  /** What the command is about: `<system>/<service>`, `<system>/<service> <check>` or `<system>`. Undefined for other commands. */
  readonly about?: string;
  /** One line for a POSIX shell. */
  readonly line: string;
}

/** A service of an environment with its system. */
export interface Placed {
  readonly system: System;
  readonly service: Service;
}

/** Name of a service in commands: `<system>/<service>`. */
export const nameOf = ({ system, service }: Placed): string => `${system.id}/${service.name}`;

/** Returns the services of an environment. */
export const placedIn = (view: View): Placed[] => view.systems.flatMap((system) => system.services.map((service) => ({ system, service })));

/** Quotes a word for a POSIX shell if the word needs quotes. */
export const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** Quotes the words that need quotes, and joins all words into one line for a POSIX shell. */
export const lineOf = (words: readonly string[]): string => words.map(quoted).join(" ");

/** A shell command that runs an npm script of this project for one environment. */
export const line = (script: string, { environment }: View, ...words: readonly string[]): string =>
  lineOf(["npm", "run", script, "--", "--environment", environment.id, ...words]);
