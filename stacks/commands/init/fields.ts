import { isOnOwnMachine } from "../../../exporters/model/public-url";
import { environmentSchema } from "../../../exporters/model/environments-schema";
import { environmentSentry } from "../../../exporters/model/environment-vendors";
import type { Catalogue } from "../../../exporters/model/catalogue";
import { nameSchema } from "../../../exporters/model/name";
import { notAllowed } from "../../../exporters/model/object";
import { isPair, titleOf } from "../add/names";
import { checkedBy, text, type Answers, type Field } from "../ask/fields";
import { contactFields } from "../edit/contacts";

const { urls, delivery } = environmentSchema.shape;
const smtp = delivery.shape.smtp.shape;

/** The word for no organisation at Sentry, and for a mail server without a login. */
export const none = "none";

/** `Acme Corp.` as a name of the catalogue: `acme-corp`. */
export const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[-0-9]+|-+$/g, "");

const domain = (answers: Answers): string => text(answers, "domain") ?? "";
const host = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

/** Environments whose addresses are the organisation's: all but those on the machine of whoever works here. */
export const elsewhere = ({ environments }: Catalogue): string[] =>
  environments.filter((environment) => !isOnOwnMachine(environment)).map(({ id }) => id);

/** Addresses of one program by environment; that of an environment with real users is without the environment's name. */
function addressField(catalogue: Catalogue, key: "grafana" | "prometheus" | "alertmanager"): Field {
  const ids = elsewhere(catalogue);
  const short = new Set(catalogue.environments.filter(({ production }) => production).map(({ id }) => id));
  const usual = (id: string, answers: Answers): string =>
    `${id}=https://${[key, ...(short.has(id) ? [] : [id]), domain(answers)].join(".")}`;
  return {
    key,
    flag: `--${key}`,
    help: `Address of ${titleOf("key")({ key }) ?? key} in each environment`,
    kind: "list",
    value: "environment=url",
    usual: (answers) => ids.map((id) => usual(id, answers)),
    check: isPair(`${ids[0] ?? "production"}=https://${key}.example.com`, (id, value) =>
      ids.includes(id) ? checkedBy(urls.shape[key])(value, {}) : notAllowed(id, ids, "environments"),
    ),
  };
}

function checkOwner(catalogue: Catalogue): NonNullable<Field["check"]> {
  const platform = new Set(catalogue.environments.map(({ platformOwner }) => platformOwner));
  const taken = catalogue.owners.map(({ id }) => id).filter((id) => !platform.has(id));
  return (value, answers) =>
    taken.includes(value)
      ? `got ${JSON.stringify(value)}, which is another team already and is not overwritten: take another id, or ${[...platform].join(", ")}`
      : checkedBy(nameSchema)(value, answers);
}

/** What `npm run init` needs to know. `runbooks` is where git's remote says that the repository's documents are read, when it says so. */
export function initFields(catalogue: Catalogue, runbooks: string | undefined): readonly Field[] {
  const platform = catalogue.environments[0]?.platformOwner;
  return [
    { key: "organisation", flag: "--organisation", help: "Name of your organisation", kind: "text", value: "name" },
    {
      key: "domain",
      flag: "--domain",
      help: "Its domain; addresses are made from it",
      kind: "text",
      value: "name",
      proposed: (answers) => `${slug(text(answers, "organisation") ?? "")}.com`,
      check: (value) => (host.test(value) ? undefined : `got ${JSON.stringify(value)}; a domain is needed, like "acme.com"`),
    },
    addressField(catalogue, "grafana"),
    addressField(catalogue, "prometheus"),
    addressField(catalogue, "alertmanager"),
    {
      key: "runbooks",
      flag: "--runbooks",
      help: "Where docs/OPERATIONS.md of this repository is read",
      kind: "text",
      value: "url",
      usual: (answers) => runbooks ?? `https://git.${domain(answers)}/monitoring/docs/OPERATIONS.md`,
      check: checkedBy(urls.shape.runbooks),
    },
    {
      key: "sentry",
      flag: "--sentry",
      help: `Your organisation at Sentry, as its addresses name it; ${none} when there is none`,
      kind: "text",
      value: "slug",
      usual: (answers) => slug(text(answers, "organisation") ?? ""),
      check: (value, answers) => (value === none ? undefined : checkedBy(environmentSentry.shape.organization)(value, answers)),
    },
    {
      key: "smtp",
      flag: "--smtp",
      help: "Mail server and port",
      kind: "text",
      value: "host:port",
      usual: (answers) => `smtp.${domain(answers)}:587`,
      check: checkedBy(smtp.smarthost),
    },
    {
      key: "mailFrom",
      flag: "--mail-from",
      help: "Sender of mails",
      kind: "text",
      value: "address",
      usual: (answers) => `monitoring@${domain(answers)}`,
      check: checkedBy(smtp.from),
    },
    {
      key: "mailUser",
      flag: "--mail-user",
      help: `User at the mail server; ${none} for a server without a login`,
      kind: "text",
      value: "name",
      usual: () => "monitoring",
    },
    {
      key: "owner",
      flag: "--owner",
      help: "Id of the team that answers for the monitoring, and for what has no other owner",
      kind: "text",
      value: "id",
      usual: () => platform,
      check: checkOwner(catalogue),
    },
    {
      key: "ownerTitle",
      flag: "--owner-title",
      help: "Name of that team for people",
      kind: "text",
      value: "text",
      usual: titleOf("owner"),
    },
    ...contactFields("owner"),
    {
      key: "withoutReferenceSystems",
      flag: "--without-reference-systems",
      help: "Remove the five reference systems, with their owners and tests; the demo stays",
      kind: "yes",
      usual: () => false,
      proposed: () => true,
    },
  ];
}
