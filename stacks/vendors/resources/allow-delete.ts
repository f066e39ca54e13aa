import { nearest } from "../../../exporters/model/object";
import { UserError } from "../../config/errors";
import { claimInSetting, claimType, everything, nameInSetting } from "../provider/permissions";
import { vendors } from "../provider/vendors";
import type { Previous } from "./previous";

/** Maximum number of existing names that the error lists. */
const most = 10;

/** Names of the objects in the state that `monitoring:allowDelete` can name: objects at vendors, and volume claims. */
const deletable = (previous: readonly Previous[]): string[] =>
  previous
    .flatMap(({ type, name }) => {
      if (type === claimType) return [claimInSetting(name)];
      return type.startsWith("monitoring:") && Object.keys(vendors).includes(type.split(":")[1] ?? "") ? [nameInSetting(type, name)] : [];
    })
    .sort();

/**
 * Returns the name that an entry of `monitoring:allowDelete` resembles: one of `names`, or `all`. Undefined if the entry equals one of
 * these names, or resembles none of them.
 */
export function meantBy(entry: string, names: readonly string[]): string | undefined {
  const near = nearest(entry, [...names, everything]);
  return near === entry ? undefined : near;
}

const existing = (names: readonly string[]): string => {
  if (names.length === 0) return "the stack has no object that can be named";
  const more = names.length > most ? `, and ${names.length - most} more` : "";
  return `the stack has: ${names.slice(0, most).join(", ")}${more}`;
};

/**
 * Throws UserError if entries of `monitoring:allowDelete` name no object in the stack's state. Such an entry is misspelled, or is left over
 * from an earlier deletion. A left-over entry would allow the deletion of a later object with the same name.
 */
export function checkAllowDelete(allowDelete: readonly string[], previous: readonly Previous[], stack: string): void {
  const names = deletable(previous);
  const problems = allowDelete.flatMap((entry, index) => {
    if (entry === everything || names.includes(entry)) return [];
    const near = meantBy(entry, names);
    const meant = near === undefined ? `${existing(names)}.` : `did you mean "${near}"?`;
    const remove = `pulumi config rm --stack ${stack} --path 'monitoring:allowDelete[${index}]'`;
    return [
      `monitoring:allowDelete[${index}]: got "${entry}", which names no object of the stack; ${meant} Correct or remove it: \`${remove}\``,
    ];
  });
  if (problems.length > 0) throw UserError.of("monitoring:allowDelete has entries without effect; nothing was changed.", problems);
}
