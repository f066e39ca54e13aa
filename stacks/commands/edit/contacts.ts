import type { OwnerInput } from "../../../exporters/model/owners-schema";
import { receiverTypes } from "../../../exporters/receivers";
import { contact } from "../../../exporters/model/contact";
import { plainError } from "../../../exporters/model/plain-errors";
import { list, type Answers, type Field } from "../ask/fields";

/** For each receiver type, the key that holds the contact's name, such as `channel` for `slack`. */
const keys: ReadonlyMap<string, string> = new Map(receiverTypes.map(({ via, key }) => [via, key]));

/** Converts `slack:alerts` to the catalogue's form: `{ via: "slack", channel: "alerts" }`. */
export function contactOf(written: string): Record<string, string> {
  const [via = "", ...rest] = written.split(":");
  const name = rest.join(":").replace(/^#/, "");
  return { via, [keys.get(via) ?? "name"]: name };
}

/** What is wrong with a contact of the form `<type>:<name>`; undefined when it is valid. */
const checkContact: NonNullable<Field["check"]> = (written) => {
  if (!keys.has(written.split(":")[0] ?? "") || !written.includes(":"))
    return `got ${JSON.stringify(written)}; expected ${[...keys].map(([kind, key]) => `${kind}:<${key}>`).join(", ")}`;
  const parsed = contact.safeParse(contactOf(written), { error: plainError });
  return parsed.success ? undefined : parsed.error.issues.map(({ message }) => message).join("; ");
};

/** Fields for a team's contacts, one per severity. `id` is the key of the answer that contains the team's ID. */
export function contactFields(id: string): Field[] {
  const own = (answers: Answers): string => {
    const name = answers[id];
    return typeof name === "string" ? name : "team";
  };
  const field = (key: keyof OwnerInput["contacts"], help: string, usual: NonNullable<Field["usual"]>): Field => ({
    key,
    flag: `--${key}`,
    help,
    kind: "list",
    value: "contact",
    usual,
    check: checkContact,
  });
  return [
    field(
      "critical",
      "Contacts for critical alerts, at any hour, e.g. pagerduty:shop slack:shop-alerts email:shop@example.com",
      (answers) => [`pagerduty:${own(answers)}`, `slack:${own(answers)}-alerts`],
    ),
    field("warning", "Contacts for warnings", (answers) => [`slack:${own(answers)}-alerts`]),
    field("info", "Contacts for infos", (answers) => [`slack:${own(answers)}-info`]),
  ];
}

/** Builds the `contacts` of an owner from the answers. */
export const contactsFrom = (answers: Answers): Record<string, Record<string, string>[]> => ({
  critical: list(answers, "critical").map(contactOf),
  warning: list(answers, "warning").map(contactOf),
  info: list(answers, "info").map(contactOf),
});
