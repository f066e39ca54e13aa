import { Command } from "commander";
import { kinds } from "../../../../stacks/commands/add/add";
import { addFlags, answersOf, type Answers, type Field, type Prompter } from "../../../../stacks/commands/ask/fields";
import { initFields } from "../../../../stacks/commands/init/fields";
import { shipped } from "../../../support/shipped";

const fields: readonly Field[] = [
  { key: "kind", flag: "--kind", help: "Kind", kind: "text", choices: () => ["http", "redis"] },
  {
    key: "queues",
    flag: "--queues",
    help: "Queues",
    kind: "list",
    optional: true,
    misplaced: ({ kind }) => (kind === "redis" ? "redis has none" : undefined),
  },
  { key: "title", flag: "--title", help: "Title", kind: "text", usual: ({ kind }) => `A ${String(kind)}` },
  { key: "pages", flag: "--pages", help: "Page people", kind: "yes", usual: () => false },
  { key: "more", flag: "--more", help: "More", kind: "text", optional: true, flagOnly: true },
];

/** Answers questions from `answers`, and records the keys of the questions. */
function person(answers: Answers): Prompter & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    ask: ({ key }) => {
      asked.push(key);
      return Promise.resolve(answers[key]);
    },
  };
}

test("without a terminal, missing flags get their defaults, which may depend on earlier answers", async () => {
  expect(await answersOf("x", fields, { kind: "http" }, undefined)).toEqual({ kind: "http", title: "A http", pages: false });
});

test("at a terminal, the command asks for missing flags, except flags that do not apply and values that only flags can set", async () => {
  const there = person({ title: "Cache", pages: true });
  expect(await answersOf("x", fields, { kind: "redis" }, there)).toEqual({ kind: "redis", title: "Cache", pages: true });
  expect(there.asked).toEqual(["title", "pages"]);
});

test("a wrong flag is refused with the remedy, before the first question", async () => {
  await expect(answersOf("x", fields, { kind: "redsi", queues: ["a"] }, undefined)).rejects.toThrow(
    'x: nothing was written.\n  --kind: got "redsi"; allowed: http, redis; did you mean "redis"?',
  );
  await expect(answersOf("x", fields, { kind: "redis", queues: ["a"] }, undefined)).rejects.toThrow("--queues: redis has none");
  const there = person({});
  await expect(answersOf("x", fields, { kind: "redsi" }, there)).rejects.toThrow("--kind");
  expect(there.asked).toEqual([]);
});

test("without a terminal, a field without a default is reported as missing", async () => {
  await expect(answersOf("x", fields, {}, undefined)).rejects.toThrow(
    "x: nothing was written. There is no terminal for questions, so give --kind <kind>; `x --help` lists all flags.",
  );
});

test.each([
  [[], {}],
  [["--pages", "--queues", "a", "b"], { pages: true, queues: ["a", "b"] }],
  [["--no-pages", "--title", "T"], { pages: false, title: "T" }],
])("the flags %j are parsed as %j", (written, read) => {
  const command = addFlags(new Command().exitOverride(), fields).parse(written, { from: "user" });
  expect(command.opts()).toEqual(read);
});

test("every flag of every command sets the field that the command reads", () => {
  for (const fields of [...kinds.map((kind) => kind.fields(shipped)), initFields(shipped, undefined)])
    expect(() => addFlags(new Command(), fields)).not.toThrow();
  expect(() => addFlags(new Command(), [{ key: "other", flag: "--flag", help: "Help", kind: "text" }])).toThrow("ignored");
});
