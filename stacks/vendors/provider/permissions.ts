import { isJson, listOf, objectOf } from "./json";
import type { VendorId } from "./vendors";

/** The key of the block with a vendor's settings, as in `monitoring:<key>`. */
export const settingsKey: Readonly<Record<VendorId, "sentry" | "uptime" | "deadMansSwitch">> = {
  sentry: "sentry",
  uptimerobot: "uptime",
  betterstack: "uptime",
  healthchecks: "deadMansSwitch",
};

/** Pulumi's name of a function of the provider. After a call, the provider deletes no objects at the vendors in the arguments. */
export const keepFunction = "monitoring:index:keepObjects";

/** The entry of `monitoring:allowDelete` that allows all deletions. */
export const everything = "all";

/** The name of a resource in `monitoring:allowDelete`, such as `sentry:Project shop-web-production`. */
export const nameInSetting = (type: string, name: string): string => `${type.replace(/^monitoring:/, "")} ${name}`;

/** Pulumi's type of a volume claim. */
export const claimType = "kubernetes:core/v1:PersistentVolumeClaim";
/** The name of a volume claim in `monitoring:allowDelete`. */
export const claimInSetting = (name: string): string => nameInSetting("kubernetes:PersistentVolumeClaim", name);

/** The command that allows the deletion of an object. `name` is the object's name in the setting, `index` the position of the new entry. */
export const allowCommand = (name: string, index: number, stack?: string): string =>
  `pulumi config set ${stack === undefined ? "" : `--stack ${stack} `}--path 'monitoring:allowDelete[${index}]' '${name}'`;

/** Whether `monitoring:allowDelete` allows the deletion of an object and of its history. */
export const allows = (allowDelete: readonly string[], name: string): boolean =>
  allowDelete.includes(everything) || allowDelete.includes(name);

/** The stack's Pulumi settings `monitoring:<key>`, by key. Maps and lists are JSON. */
type Config = Readonly<Record<string, string>>;

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null") as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Whether the stack's configuration has `manage: false` for a vendor. The stack then creates, changes and deletes nothing at this vendor.
 */
export function isSwitchedOff(config: Config, vendor: VendorId): boolean {
  const settings = parsed(config[settingsKey[vendor]]);
  return isJson(settings) && objectOf(settings)["manage"] === false;
}

/** The entries of `monitoring:allowDelete` in the stack's configuration. */
export const allowedDeletes = ({ allowDelete }: Config): string[] => listOf(parsed(allowDelete)).map(String);
