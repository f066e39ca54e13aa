import path from "node:path";
import { isUserError, UserError } from "../config/errors";
import { damage, entryFolder, install } from "./cache";
import { run } from "./command";
import { requireSpace } from "./disk";
import { network } from "./network";
import { cacheRoot } from "./paths";
import { entryOf, neededGiB, recipeOf, sourcesFor, sourceText, typicalSeconds, worksIn } from "./plan";
import { Progress, type Step } from "./progress";
import type { Mode, SourceContext } from "./sources/context";
import { makeFromDebian } from "./sources/debian";
import { makeFromGo, prefetch } from "./sources/go";
import { makeFromImage } from "./sources/image";
import { makeFromRelease } from "./sources/release";
import { tools, type ToolName } from "./table";
import type { GoSource, ToolSource } from "./tool";

export interface EnsureOptions {
  readonly root?: string;
  readonly progress?: Progress;
  /** Network access. Default: detected. */
  readonly mode?: Mode;
  /**
   * Tools that the caller requests next. If only package registries are reachable, the check of disk space and the progress include these
   * tools, and their Go modules are downloaded in advance.
   */
  readonly next?: readonly ToolName[];
}

/** Finds a tool in the cache. Returns the folder of the tool's binaries and their source; undefined if no source has an intact entry. */
export async function cachedTool(root: string, name: ToolName): Promise<{ readonly bin: string; readonly source: ToolSource } | undefined> {
  const tool = tools[name];
  for (const source of tool.sources) {
    const folder = entryFolder(root, entryOf(name, tool, source));
    if ((await damage(folder, recipeOf(source))) === undefined) return { bin: path.join(folder, "bin"), source };
  }
  return undefined;
}

async function make(source: ToolSource, name: ToolName, folder: string, context: SourceContext): Promise<void> {
  const { version, binaries, check } = tools[name];
  switch (source.kind) {
    case "debian":
      await makeFromDebian(source, version, folder, context);
      break;
    case "go":
      await makeFromGo(source, folder, context);
      break;
    case "image":
      await makeFromImage(source, folder);
      break;
    case "release":
      await makeFromRelease(source, name, folder, context, async () =>
        path.join((await ensureTools(["pulumi"], context)).pulumi, "pulumi"),
      );
  }
  if (check.length === 0) return;
  const first = path.join(folder, "bin", binaries[0] ?? name);
  await run(first, check, { timeout: 60_000, env: { PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_HOME: path.join(context.root, "pulumi") } });
}

const stepOf = (name: ToolName, source: ToolSource): Step => ({
  what: `${name} ${tools[name].version} (${sourceText(source)})`,
  typicalSeconds: typicalSeconds(source),
});

/** The steps to install tools with this network access. Assumes that each tool's first source works. */
const stepsOf = (names: readonly ToolName[], mode: Mode): Step[] =>
  names.flatMap((name) =>
    sourcesFor(tools[name], mode)
      .slice(0, 1)
      .map((source) => stepOf(name, source)),
  );

async function obtain(name: ToolName, mode: () => Promise<Mode>, context: SourceContext): Promise<string> {
  const { root, progress } = context;
  const tool = tools[name];
  const reasons: string[] = [];
  for (const source of tool.sources) {
    if (!worksIn(source, "registries") && (await mode()) === "registries") continue;
    const entry = entryOf(name, tool, source);
    const installation = {
      ...entry,
      recipe: recipeOf(source),
      make: (folder: string) => make(source, name, folder, context),
      onDamage: (what: string) => progress.say(`${name} ${tool.version} in ${entryFolder(root, entry)}: ${what}; rebuilding it.`),
      onWait: (pid: number) => progress.say(`${name}: process ${pid} is already working on it; waiting.`),
    };
    try {
      requireSpace(root, neededGiB([source]), `${name} from ${sourceText(source)}`);
      const folder = await progress.step(stepOf(name, source), () => install(root, installation));
      return path.join(folder, "bin");
    } catch (error) {
      if (!isUserError(error)) throw error;
      reasons.push(`${sourceText(source)}: ${error.message}`);
    }
  }
  throw UserError.of(
    `${name} ${tool.version} could not be installed from any source. Check the network and run this again: it continues where it stopped.`,
    reasons,
  );
}

/** The Go module from which a tool is built if only package registries are reachable; undefined if another source comes first. */
function buildsFirst(name: ToolName): GoSource | undefined {
  const [first] = sourcesFor(tools[name], "registries");
  return first?.kind === "go" ? first : undefined;
}

async function missingOf(root: string, names: readonly ToolName[]): Promise<ToolName[]> {
  const cached = await Promise.all(names.map((name) => cachedTool(root, name)));
  return names.filter((_, index) => cached[index] === undefined);
}

/** Installs missing tools. Returns the folder of each tool's binaries. */
export async function ensureTools<Name extends ToolName>(
  names: readonly Name[],
  options: EnsureOptions = {},
): Promise<Record<Name, string>> {
  const root = options.root ?? cacheRoot();
  const found = new Map<ToolName, string>();
  for (const name of names) {
    const cached = await cachedTool(root, name);
    if (cached) found.set(name, cached.bin);
  }
  const missing = names.filter((name) => !found.has(name));
  if (missing.length > 0) {
    const progress = options.progress ?? new Progress();
    const context = { root, progress };
    let asked: Promise<Mode> | undefined;
    // Detect the network access only if a source depends on it. The detection needs Docker, but the test tools do not.
    const mode = (): Promise<Mode> =>
      (asked ??= options.mode === undefined ? network(root).then((found) => found.mode) : Promise.resolve(options.mode));
    const all = [...new Set([...missing, ...(await missingOf(root, options.next ?? []))])];
    const firsts = all.flatMap((name) => tools[name].sources.slice(0, 1));
    const here = firsts.every((source) => worksIn(source, "registries")) ? "registries" : await mode();
    // With open network access, the tools in `next` may not be needed, because upstream images contain their binaries.
    progress.expect(stepsOf(here === "registries" ? all : missing, here));
    const toBuild = all.flatMap((name) => buildsFirst(name) ?? []);
    if (toBuild.length > 1 && here === "registries") {
      // Check the disk space for all builds together. Otherwise, a full disk would be reported only after some builds.
      requireSpace(root, neededGiB(toBuild), `building ${toBuild.map((source) => source.binary).join(", ")}`);
      void prefetch(toBuild.slice(1), context).catch(() => undefined);
    }
    for (const name of missing) found.set(name, await obtain(name, mode, context));
  }
  return Object.fromEntries(found) as Record<Name, string>;
}
