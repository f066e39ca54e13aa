import type { AnyPlanned } from "../../../exporters/vendor-plan";
import { UserError } from "../../config/errors";
import type { Kind } from "../provider/definition";
import { allowCommand, allows, nameInSetting, settingsKey } from "../provider/permissions";
import { vendors, type VendorId } from "../provider/vendors";
import { meantBy } from "./allow-delete";
import type { Previous } from "./previous";

/**
 * The names of all planned resources, in the form of `nameInSetting`. A former name is among them only if the state has no resource with
 * the new name. Otherwise, the engine keeps the resource with the new name and removes the resource with the former name.
 */
export function plannedNames(resources: readonly AnyPlanned[], previous: readonly Previous[]): ReadonlySet<string> {
  const there = new Set(previous.map(({ type, name }) => nameInSetting(type, name)));
  return new Set(
    resources.flatMap(({ type, name, formerly }) => {
      const own = nameInSetting(type, name);
      return formerly === undefined || there.has(own) ? [own] : [own, nameInSetting(type, formerly)];
    }),
  );
}

/** The settings that decide what happens to objects that the stack no longer has. */
export interface RemovalSettings {
  readonly stack: string;
  /** `manage` of each block of vendor settings; undefined if it is not set. */
  readonly manage: Readonly<Record<"sentry" | "uptime" | "deadMansSwitch", boolean | undefined>>;
  /** Names of the objects that may be deleted with their history: `monitoring:allowDelete`. */
  readonly allowDelete: readonly string[];
}

interface Removed {
  readonly kind: Kind;
  readonly name: string;
}

const isVendor = (type: string): boolean => Object.keys(vendors).includes(type.split(":")[1] ?? "");

/**
 * The resources at vendors that are in the state, but not in the plan. `planned` contains the names in the plan, in the form of
 * `nameInSetting`.
 */
export const removedFrom = (previous: readonly Previous[], planned: ReadonlySet<string>): Previous[] =>
  previous.filter(({ type, name }) => type.startsWith("monitoring:") && isVendor(type) && !planned.has(nameInSetting(type, name)));

const list = (names: readonly string[]): string => [...names].sort().join(", ");
const count = (number: number): string => (number === 1 ? "1 object" : `${number} objects`);

function keptLine(vendor: VendorId, removed: readonly Removed[]): string {
  const names = list(removed.map(({ name }) => name));
  return `${vendors[vendor].name}: the stack no longer manages ${count(removed.length)}. Nothing changes at the vendor; \`up\` only removes this from the stack's state: ${names}.`;
}

/** The message about one object. `index` is the position in `monitoring:allowDelete` at which the command adds the object's name. */
const problem = ({ kind, name }: Removed, { stack }: RemovalSettings, index: number): string =>
  `${name}: ${kind.history ?? "it"} would be deleted; to allow this: \`${allowCommand(name, index, stack)}\``;

const removedIn = (removed: readonly Previous[], kinds: readonly Kind[]): Removed[] =>
  removed.flatMap(({ type, name }): Removed[] => {
    const kind = kinds.find((one) => one.type === type);
    return kind === undefined ? [] : [{ kind, name: nameInSetting(type, name) }];
  });

/** Whether the object stays at its vendor, because `manage` is false for this vendor. */
const isLeftAlone = ({ kind }: Removed, { manage }: RemovalSettings): boolean => manage[settingsKey[kind.vendor]] === false;

/** The objects that would be deleted with their history although `monitoring:allowDelete` does not allow it. */
const lostIn = (all: readonly Removed[], settings: RemovalSettings): Removed[] =>
  all.filter((one) => !isLeftAlone(one, settings) && one.kind.history !== undefined && !allows(settings.allowDelete, one.name));

/**
 * A message for each entry of `monitoring:allowDelete` that resembles `all` or the name of a lost object. Such an entry is probably
 * misspelled.
 */
function misspelled(lost: readonly Removed[], { allowDelete }: RemovalSettings): string[] {
  const names = lost.map(({ name }) => name);
  return allowDelete.flatMap((entry) => {
    const near = meantBy(entry, names);
    return near === undefined ? [] : [`monitoring:allowDelete: got "${entry}"; did you mean "${near}"?`];
  });
}

const keysOf = (lost: readonly Removed[]) => [...new Set(lost.map(({ kind }) => settingsKey[kind.vendor]))].sort();

/** The error about objects whose history would be lost. `waysOut` are the alternatives to allowing the deletion. */
const refusal = (lost: readonly Removed[], settings: RemovalSettings, waysOut: readonly string[]): UserError =>
  UserError.of(`${count(lost.length)} at vendors would be deleted with their history; nothing was changed.`, [
    ...lost.map((one, index) => problem(one, settings, settings.allowDelete.length + index)).sort(),
    ...misspelled(lost, settings),
    ...waysOut,
  ]);

/** The ways to keep the history of objects that the stack no longer has. */
function waysOut(lost: readonly Removed[], { stack, manage }: RemovalSettings): string[] {
  return [
    "If a service, check or job was renamed: set `renamedFrom` to its former name in the catalogue, and the objects keep their history.",
    ...(lost.some(({ name }) => name.startsWith("sentry:Team "))
      ? [
          "If an owner was renamed: rename its team in the state, `pulumi state rename <urn> <new name>`, and `up` renames it in Sentry. `pulumi stack --show-urns` lists the URNs.",
        ]
      : []),
    ...keysOf(lost).map((key) =>
      manage[key] === undefined
        ? `If the stack should not manage them any more: \`pulumi config set --stack ${stack} --path 'monitoring:${key}.manage' false\`. They are then kept at the vendor.`
        : `To stop managing all objects of monitoring:${key} and keep them at the vendor: \`pulumi config set --stack ${stack} --path 'monitoring:${key}.manage' false\`. For a single one: \`pulumi state delete <urn>\`.`,
    ),
  ];
}

/**
 * Throws UserError if `down` would delete objects at vendors with their history and `monitoring:allowDelete` does not allow it. The error
 * names all of these objects.
 */
export function checkDestroy(previous: readonly Previous[], kinds: readonly Kind[], settings: RemovalSettings): void {
  const lost = lostIn(removedIn(previous, kinds), settings);
  if (lost.length === 0) return;
  const ways = keysOf(lost).map(
    (key) =>
      `To keep the objects of monitoring:${key} at the vendor: \`pulumi config set --stack ${settings.stack} --path 'monitoring:${key}.manage' false\`, then run \`up\`.`,
  );
  throw refusal(lost, settings, ways);
}

/** What happens to objects that the stack no longer has. */
export interface Removals {
  /** Vendors at which these objects are kept, because `manage` is false. */
  readonly keptAt: readonly VendorId[];
  /** A line for each vendor in `keptAt`, and a line about the objects that `up` deletes with their history, if there are any. */
  readonly lines: readonly string[];
}

/**
 * Decides what happens at the vendors to the objects of the resources in `removed`. Throws UserError if objects would be deleted with their
 * history and `monitoring:allowDelete` does not allow it. The error names all of these objects.
 */
export function decideRemovals(removed: readonly Previous[], kinds: readonly Kind[], settings: RemovalSettings): Removals {
  const all = removedIn(removed, kinds);
  const off = all.filter((one) => isLeftAlone(one, settings));
  const withHistory = all.filter((one) => !off.includes(one) && one.kind.history !== undefined);
  const lost = lostIn(all, settings);
  if (lost.length > 0) throw refusal(lost, settings, waysOut(lost, settings));
  const keptAt = [...new Set(off.map(({ kind }) => kind.vendor))].sort();
  const at = (vendor: VendorId): Removed[] => off.filter(({ kind }) => kind.vendor === vendor);
  const deleted = list(withHistory.map(({ name }) => name));
  return {
    keptAt,
    lines: [
      ...keptAt.map((vendor) => keptLine(vendor, at(vendor))),
      ...(deleted === "" ? [] : [`\`up\` deletes these objects with their history, as monitoring:allowDelete says: ${deleted}.`]),
    ],
  };
}
