import { VendorError } from "./client/errors";
import type { Kind } from "./definition";
import { allowCommand, settingsKey } from "./permissions";
import { vendors } from "./vendors";

/**
 * The error about a replacement that would lose an object's history. `inputs` are the names of the changed inputs. `index` is the position
 * in `monitoring:allowDelete` at which the command adds the object's name.
 */
export const replaced = (kind: Kind, name: string, what: string, inputs: readonly string[], index: number): VendorError =>
  new VendorError(
    `${vendors[kind.vendor].name}: a change of ${inputs.join(" and ")} would replace ${what}. This would delete ${kind.history ?? "it"}. Undo the change, or allow it: \`${allowCommand(name, index)}\`.`,
  );

/** The line about an object that is kept at the vendor although the stack has no resource for it any more. */
export const keptObject = (kind: Kind, name: string, what: string, switchedOff: boolean): string => {
  const why = switchedOff
    ? `monitoring:${settingsKey[kind.vendor]}.manage is false`
    : `its history would be deleted, and monitoring:allowDelete does not contain "${name}"`;
  return `${vendors[kind.vendor].name}: kept ${what}, but removed it from the stack's state, because ${why}.`;
};
