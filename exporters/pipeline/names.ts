import type { Statements } from "./identity";
import { attributeBytes } from "./limits";

/** Attribute with all attributes of a log record whose names contain an ID, as JSON. */
const withIds = "attributes_with_ids";

/** A name with an ID in it: four digits in a row, an IPv4 address, 12 hexadecimal digits in a row, or the beginning of a UUID. */
const nameWithId = "[0-9]{4}|([0-9]{1,3}[.]){3}[0-9]|[0-9a-fA-F]{12}|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-";

/**
 * Statements that collect the attributes whose names contain an ID in one attribute. VictoriaLogs does not store some records of a service
 * whose records have more than 2,000 different attribute names. The statements run after secrets are masked, because masking reads the
 * names.
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
