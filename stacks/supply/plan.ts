import type { Entry } from "./cache";
import { goRecipe } from "./sources/go";
import type { Mode } from "./sources/context";
import type { ToolName } from "./table";
import type { Tool, ToolSource } from "./tool";

/** Whether a source can work with this network access. */
export const worksIn = ({ kind }: ToolSource, mode: Mode): boolean => mode === "open" || kind === "debian" || kind === "go";

/** The sources of a tool that can work with this network access, fastest first. */
export const sourcesFor = (tool: Tool, mode: Mode): readonly ToolSource[] => tool.sources.filter((source) => worksIn(source, mode));

/** Identifies how a tool is built from a source. A change of the build changes the recipe. */
export const recipeOf = (source: ToolSource): string => (source.kind === "go" ? goRecipe(source) : JSON.stringify(source));

/** The cache entry of a tool that comes from this source. */
export const entryOf = (name: ToolName, { version }: Tool, source: ToolSource): Entry => ({ kind: source.kind, name, version });

/** Typical duration in seconds to get a tool from a source. */
export function typicalSeconds(source: ToolSource): number {
  switch (source.kind) {
    case "go":
      return source.typicalSeconds;
    case "debian":
      return 8;
    case "image":
    case "release":
      return 30;
  }
}

/**
 * GiB of disk space per typical second of a Go build, including modules and Go's cache. Measured: 15.1 GiB after six builds that took
 * 1,410 s in total.
 */
const goGiBPerSecond = 0.011;

/** Disk space in GiB that these sources need, rounded up: 1 GiB for small and temporary files, plus the space for Go builds. */
export const neededGiB = (sources: readonly ToolSource[]): number =>
  Math.ceil(1 + sources.reduce((sum, source) => sum + (source.kind === "go" ? source.typicalSeconds * goGiBPerSecond : 0), 0));

/** Describes a source for the user. */
export function sourceText(source: ToolSource): string {
  switch (source.kind) {
    case "go":
      return `Go module ${source.module}`;
    case "debian":
      return `Debian package ${source.package}`;
    case "image":
      return `image ${source.image}`;
    case "release":
      return source.by === "npm-pulumi" ? "npm package pulumi" : "pulumi plugin install";
  }
}
