import { existsSync } from "node:fs";
import path from "node:path";
import { cacheRoot } from "../../stacks/supply/paths";
import { entryFolder } from "../../stacks/supply/cache";
import { entryOf } from "../../stacks/supply/plan";
import { tools, type ToolName } from "../../stacks/supply/table";

/** Returns the path of a tool's binary in the cache. Undefined if the cache does not contain the tool. */
export function toolPath(name: ToolName): string | undefined {
  const tool = tools[name];
  const candidates = tool.sources.map((source) =>
    path.join(entryFolder(cacheRoot(), entryOf(name, tool, source)), "bin", tool.binaries[0] ?? name),
  );
  return candidates.find((candidate) => existsSync(candidate));
}

/** Declares a group of tests that needs a tool. Without the tool, the tests are skipped with a note; in CI they run and fail. */
export function describeWith(name: ToolName, title: string, body: (tool: string) => void): void {
  const tool = toolPath(name);
  if (tool !== undefined || process.env["CI"] === "true") {
    describe(title, () => body(tool ?? `${name} is not in the cache`));
    return;
  }
  console.warn(`Left out: ${title}. ${name} is not in the cache; \`npm run supply -- --only ${name}\` obtains it.`);
  describe.skip(title, () => body(name));
}
