import { UserError } from "../errors";
import { imageNames, type ImageName } from "./image-table";
import { toolNames, type ToolName } from "./table";

/** Name of the demo's own image. */
export const demoImage = "demo-app";

/** What one call of `npm run supply` is to obtain. */
export interface Wanted {
  readonly pulumi: boolean;
  readonly tools: readonly ToolName[];
  readonly images: readonly ImageName[];
  readonly demo: boolean;
}

const pulumiParts: readonly string[] = ["pulumi", "pulumi-language-nodejs", "resource-docker"];
/** Tools that run on this machine; the other programs run in containers only, and are made when an image needs them. */
const testTools: readonly ToolName[] = ["promtool", "amtool", "alertmanager", "pint"];
/** Names that are both a tool and an image mean the tool: `test` needs the program; `images` has all images. */
const isTool = (name: string): name is ToolName => (toolNames as readonly string[]).includes(name);
const isImage = (name: string): name is ImageName => (imageNames as readonly string[]).includes(name);

/** What `--only` names; everything without it. Throws UserError with all unknown names at once. */
export function parseNames(only: readonly string[] | undefined, distance: (a: string, b: string) => number): Wanted {
  if (only === undefined) return { pulumi: true, tools: testTools, images: imageNames, demo: true };
  const names = only.flatMap((text) => text.split(",")).map((name) => name.trim());
  const known = [...new Set(["pulumi", "images", "tools", demoImage, ...toolNames, ...imageNames])];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const nearest = (name: string): string => known.reduce((best, next) => (distance(name, next) < distance(name, best) ? next : best));
    throw UserError.of(
      "`--only` names what there is not:",
      unknown.map((name) => `got "${name}"; did you mean ${nearest(name)}? Allowed: ${known.join(", ")}`),
    );
  }
  const all = names.includes("images");
  return {
    pulumi: names.some((name) => pulumiParts.includes(name)),
    tools: [
      ...new Set(names.flatMap((name) => (name === "tools" ? testTools : isTool(name) && !pulumiParts.includes(name) ? [name] : []))),
    ],
    images: all ? imageNames : names.filter((name): name is ImageName => isImage(name) && !isTool(name)),
    demo: all || names.includes(demoImage),
  };
}
