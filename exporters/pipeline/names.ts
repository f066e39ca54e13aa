import type { Statements } from "./identity";
import { attributeBytes } from "./limits";

/** Log attribute that contains, as JSON, all other log attributes with an ID in their names. */
const withIds = "attributes_with_ids";

/** A name with an ID in it: four digits in a row, an IPv4 address, 12 hexadecimal digits in a row or the beginning of a UUID. */
const nameWithId = "[0-9]{4}|([0-9]{1,3}[.]){3}[0-9]|[0-9a-fA-F]{12}|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-";

/**
 * Statements that collect, in one attribute, the attributes whose names contain an ID. If the records of a service have more than 2,000
 * different attribute names within a few seconds, VictoriaLogs does not store some of the records. The statements run after secrets are
 * masked, because masking reads the names.
 */
export const nameStatements: readonly Statements[] = [
  {
    context: "log",
    statements: [
      `delete_key(log.attributes, "${withIds}")`,
      `set(log.cache["named"], log.attributes)`,
      `keep_matching_keys(log.cache["named"], "${nameWithId}")`,
      `delete_matching_keys(log.attributes, "${nameWithId}") where Len(log.cache["named"]) > 0`,
      `set(log.attributes["${withIds}"], String(log.cache["named"])) where Len(log.cache["named"]) > 0`,
      `truncate_all(log.attributes, ${attributeBytes}) where Len(log.cache["named"]) > 0`,
    ],
  },
];
