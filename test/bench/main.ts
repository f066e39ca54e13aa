import path from "node:path";
import { Command, Option } from "commander";
import { isUserError } from "../../stacks/config/errors";
import { table } from "../../stacks/local/table";
import { sectionText, updateDocument } from "./document";
import { circumstances, load } from "./machine";
import { sections } from "./sections";

const root = path.resolve(__dirname, "../..");
const file = path.join(root, "docs/benchmarks.md");
const say = (line: string): void => {
  console.log(line);
};

async function bench(options: { only?: string }): Promise<void> {
  const chosen = sections.filter(({ name, onlyWhenNamed }) =>
    options.only === undefined ? onlyWhenNamed !== true : name === options.only,
  );
  for (const section of chosen) {
    const before = load();
    say(`${section.title}${before > 1 ? ` (the machine is busy: load ${before.toFixed(1)})` : ""}`);
    try {
      const measured = await section.run({ root, say: (line) => say(`  ${line}`) });
      const when = circumstances(root, measured.at ?? new Date().toISOString(), measured.at === undefined ? before : undefined);
      updateDocument(file, sections, new Map([[section.title, sectionText(section, measured, when)]]));
      say(`${table(measured.head, measured.rows)}\n`);
    } catch (error) {
      if (!isUserError(error)) throw error;
      say(`  not measured: ${error.message}\n`);
      if (options.only !== undefined) process.exitCode = 1;
    }
  }
  say(`Tables: ${path.relative(process.cwd(), file)}`);
}

void new Command("npm run bench")
  .description("Measures, and writes docs/benchmarks.md. Sections that cannot be measured now keep their last table.")
  .addOption(new Option("--only <name>", "one section").choices(sections.map(({ name }) => name)))
  .addHelpText(
    "after",
    `\nSections:\n${table(
      ["name", "what"],
      sections.map(({ name, title }) => [name, title]),
    )}`,
  )
  .action(bench)
  .parseAsync();
