import type { Entry } from "./cache";
import { goRecipe } from "./sources/go";
import type { Mode } from "./sources/context";
import type { Tool, ToolName, ToolSource } from "./table";

/** Whether a source can work in this kind of network. */
export const worksIn = ({ kind }: ToolSource, mode: Mode): boolean => mode === "open" || kind === "debian" || kind === "go";

/** The sources of a tool that can work in this kind of network, fastest first. */
export const sourcesFor = (tool: Tool, mode: Mode): readonly ToolSource[] => tool.sources.filter((source) => worksIn(source, mode));

/** Changes when a tool would be made in another way. */
export const recipeOf = (source: ToolSource): string => (source.kind === "go" ? goRecipe(source) : JSON.stringify(source));

/** Where in the cache a tool of that source is. */
export const entryOf = (name: ToolName, { version }: Tool, source: ToolSource): Entry => ({ kind: source.kind, name, version });

/** Seconds a source usually takes. */
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

/** GiB per usual second of a Go build, its modules and Go's own cache included: 15.1 GiB after six builds of 1,410 s together. */
const goGiBPerSecond = 0.011;

/** GiB that making these takes at its height, rounded up: one for what is small or goes away again, and what the Go builds leave. */
export const neededGiB = (sources: readonly ToolSource[]): number =>
  Math.ceil(1 + sources.reduce((sum, source) => sum + (source.kind === "go" ? source.typicalSeconds * goGiBPerSecond : 0), 0));

/** A source in words. */
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
