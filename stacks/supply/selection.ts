import { demoImage } from "../../exporters/programs/demo";
import { UserError } from "../config/errors";
import { imageNames, type ImageName } from "./image-table";
import { clusterTools, pluginTools, toolNames, type Plugin, type ToolName } from "./table";

/** What a call of `npm run supply` installs. */
export interface Wanted {
  /** Whether to install the Pulumi CLI with its language host. */
  readonly pulumi: boolean;
  /** Deployment targets whose plugins are installed. */
  readonly plugins: readonly Plugin[];
  readonly tools: readonly ToolName[];
  readonly images: readonly ImageName[];
  readonly demo: boolean;
}

const allPlugins = Object.keys(pluginTools) as readonly Plugin[];
const pulumiParts: readonly string[] = ["pulumi", "pulumi-language-nodejs", ...Object.values(pluginTools)];
/** Tools that `npm test` runs on this machine. Without `--only`, supply adds only Pulumi's tools and the tools for image builds. */
const testTools: readonly ToolName[] = ["promtool", "amtool", "alertmanager", "pint"];
const groups: Readonly<Record<string, readonly ToolName[]>> = { tools: testTools, cluster: clusterTools };
/**
 * If a tool and an image have the same name, the name means the tool, because tests run the tool. The name `images` selects all
 * images.
 */
const isTool = (name: string): name is ToolName => (toolNames as readonly string[]).includes(name);
const isImage = (name: string): name is ImageName => (imageNames as readonly string[]).includes(name);
const toolsOf = (name: string): readonly ToolName[] => groups[name] ?? (isTool(name) && !pulumiParts.includes(name) ? [name] : []);

/**
 * Parses the values of `--only`. Without values, selects what the local stack and `npm test` need. If names are unknown, throws UserError
 * with all of them.
 */
export function parseNames(only: readonly string[] | undefined, distance: (a: string, b: string) => number): Wanted {
  if (only === undefined) return { pulumi: true, plugins: ["docker"], tools: testTools, images: imageNames, demo: true };
  const names = only.flatMap((text) => text.split(",")).map((name) => name.trim());
  const known = [...new Set(["pulumi", "images", ...Object.keys(groups), demoImage, ...toolNames, ...imageNames])];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const nearest = (name: string): string => known.reduce((best, next) => (distance(name, next) < distance(name, best) ? next : best));
    throw UserError.of(
      "--only: unknown names:",
      unknown.map((name) => `got "${name}"; did you mean ${nearest(name)}? Allowed: ${known.join(", ")}`),
    );
  }
  const all = names.includes("images");
  return {
    pulumi: names.some((name) => pulumiParts.includes(name)),
    plugins: allPlugins.filter((plugin) => names.includes(pluginTools[plugin])),
    tools: [...new Set(names.flatMap(toolsOf))],
    images: all ? imageNames : names.filter((name): name is ImageName => isImage(name) && !isTool(name)),
    demo: all || names.includes(demoImage),
  };
}
