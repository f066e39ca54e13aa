import path from "node:path";
import { Command, Option } from "commander";
import { catalogue } from "../../../exporters/model/user-catalogue";
import { isUserError } from "../../config/errors";
import { table } from "../../local/table";
import { factsOfEnvironment, topics, type Topic } from "./facts";
import { differences } from "./rows";
import { watchedByEnvironment } from "../../config/settings";
import { settingsInFile } from "../../config/settings-file";

const root = path.resolve(__dirname, "../../..");

function main(): void {
  const command = new Command("npm run env-diff --")
    .description(
      "Shows the differences between environments. Values that are the same everywhere are left out; thresholds, severities and routes are compared only between environments that have them.",
    )
    .addOption(new Option("--only <topic>", "one topic").choices(topics))
    .option("--json", "a list of { topic, item, values } instead of a table")
    .parse();
  const { only, json = false } = command.opts<{ only?: Topic; json?: boolean }>();
  const all = catalogue();
  const ids = all.environmentIds;
  const rows = differences(
    ids.map((id) => factsOfEnvironment(all.view(id), settingsInFile(root, watchedByEnvironment(all), id))),
    only,
  );
  if (json) {
    const named = rows.map(({ topic, item, values }) => ({
      topic,
      item,
      values: Object.fromEntries(ids.map((id, index) => [id, values[index] ?? null])),
    }));
    console.log(JSON.stringify(named, null, 2));
    return;
  }
  console.log(
    rows.length === 0
      ? `No differences between ${ids.join(", ")}${only === undefined ? "" : ` in ${only}`}.`
      : table(
          ["topic", "what", ...ids],
          rows.map(({ topic, item, values }, index) => [topic === rows[index - 1]?.topic ? " " : topic, item, ...values]),
        ),
  );
}

try {
  main();
} catch (error) {
  if (!isUserError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
