import { nameSchema } from "../../../exporters/model/name";
import { ownerSchema } from "../../../exporters/model/owners-schema";
import { pagingTypes } from "../../../exporters/receivers";
import { severities } from "../../../exporters/model/thresholds";
import { contactSecret } from "../../../exporters/model/naming";
import { contactsText } from "../../../alert-rules/runbook/people";
import { checkedBy, list, text, type Answers, type Field } from "../ask/fields";
import { contactFields, contactsFrom } from "../edit/contacts";
import { append, applied } from "../edit/edits";
import { ownersFile } from "../edit/evaluate";
import { literal } from "../edit/literal";
import { exportedList, parse } from "../edit/source";
import type { Kind } from "./kind";
import { isNew, titleOf } from "./names";

const hours = ownerSchema.shape.workingHours.unwrap();

/**
 * Fields for the time zone, start and end of the working hours. The command asks no questions for these fields, because most teams set no
 * working hours.
 */
const hoursFields: readonly Field[] = [
  {
    key: "timeZone",
    value: "zone",
    help: "time zone of its working hours, e.g. Europe/Berlin; warnings and infos are sent only within them",
  },
  { key: "from", value: "time", help: "start of its working day, e.g. 09:00" },
  { key: "to", value: "time", help: "end of its working day, e.g. 17:00" },
].map(({ key, value, help }) => ({
  key,
  flag: `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  value,
  help,
  kind: "text",
  flagOnly: true,
  optional: true,
  misplaced: (answers: Answers) =>
    key !== "timeZone" && text(answers, "timeZone") === undefined ? "got working hours without --time-zone" : undefined,
  ...(key === "timeZone" ? {} : { check: checkedBy(hours.shape.from) }),
}));
const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"];

/** Whether a chosen contact for critical alerts pages someone. */
const pagesSomeone = (answers: Answers): boolean =>
  list(answers, "critical").some((contact) => pagingTypes.includes(contact.split(":")[0] ?? ""));

/** Builds an owner's entry from the answers. */
export function ownerEntry(answers: Answers, id: string, title: string): object {
  const timeZone = text(answers, "timeZone");
  const days = list(answers, "days");
  return {
    id,
    title,
    contacts: contactsFrom(answers),
    ...(pagesSomeone(answers) ? {} : { pager: false }),
    ...(timeZone === undefined
      ? {}
      : {
          workingHours: {
            timeZone,
            days: days.length === 0 ? weekdays : days,
            from: text(answers, "from") ?? "09:00",
            to: text(answers, "to") ?? "17:00",
          },
        }),
  };
}

/** The command `npm run add -- owner`. */
export const owner: Kind = {
  name: "owner",
  help: "a team that owns services",
  fields: ({ owners }) => [
    {
      key: "id",
      flag: "--id",
      help: "Id of the team (lowercase words with hyphens)",
      kind: "text",
      check: isNew(
        "owners",
        owners.map(({ id }) => id),
        nameSchema,
      ),
    },
    { key: "title", flag: "--title", help: "Display name of the team", kind: "text", value: "text", usual: titleOf("id") },
    ...contactFields("id"),
    ...hoursFields,
    {
      key: "days",
      flag: "--days",
      help: "days of its working hours; default: monday to friday",
      kind: "list",
      value: "day",
      flagOnly: true,
      optional: true,
      choices: () => hours.shape.days.element.options,
      misplaced: (answers) => (text(answers, "timeZone") === undefined ? "got days without --time-zone" : undefined),
    },
  ],
  async change(draft, answers) {
    const source = parse(ownersFile, draft.read(ownersFile));
    const entry = literal(ownerEntry(answers, text(answers, "id") ?? "", text(answers, "title") ?? ""), 2);
    await draft.setFormatted(ownersFile, applied(source.text, append(exportedList(source, "owners"), entry)));
  },
  shown({ after }, answers) {
    const id = text(answers, "id") ?? "";
    const added = after.catalogue.owners.find((candidate) => candidate.id === id);
    if (added === undefined) return [];
    const secrets = severities.flatMap((severity) => added.contacts[severity].flatMap((contact) => contactSecret(contact) ?? []));
    return [
      "Routes (once it owns a service, or services are discovered):",
      ...severities.map((severity) => `  ${severity}: ${contactsText(added.contacts[severity])}`),
      "",
      "Next:",
      ...[...new Set(secrets)].map(
        (key) => `  in each stack where it owns services: pulumi config set --secret --path 'monitoring:secrets.${key}'`,
      ),
      `  assign a service to it: owner: "${id}", or npm run add -- system --owner ${id}`,
    ];
  },
};
