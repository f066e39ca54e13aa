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

/** The answer that means no Sentry organisation, or a mail server without a login. */
export const none = "none";

/** Converts a name to lowercase words with hyphens, without leading digits: `Acme Corp.` becomes `acme-corp`. */
export const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[-0-9]+|-+$/g, "");

const domain = (answers: Answers): string => text(answers, "domain") ?? "";
const host = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

/** IDs of the environments that use the organisation's addresses: all except the local ones. */
export const elsewhere = ({ environments }: Catalogue): string[] =>
  environments.filter((environment) => !isOnOwnMachine(environment)).map(({ id }) => id);

/**
 * The field for one program's address in each environment that is not local. The default host contains the environment's ID, except in
 * production.
 */
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
      ? `got ${JSON.stringify(value)}, which is another existing team and is not overwritten; choose another id, or ${[...platform].join(", ")}`
      : checkedBy(nameSchema)(value, answers);
}

/** The fields of `npm run init`. `runbooks` is the address of docs/OPERATIONS.md; undefined if it cannot be derived from the git remote. */
export function initFields(catalogue: Catalogue, runbooks: string | undefined): readonly Field[] {
  const platform = catalogue.environments[0]?.platformOwner;
  return [
    { key: "organisation", flag: "--organisation", help: "Name of your organisation", kind: "text", value: "name" },
    {
      key: "domain",
      flag: "--domain",
      help: "Its domain; addresses are derived from it",
      kind: "text",
      value: "name",
      proposed: (answers) => `${slug(text(answers, "organisation") ?? "")}.com`,
      check: (value) => (host.test(value) ? undefined : `got ${JSON.stringify(value)}; expected a domain, like "acme.com"`),
    },
    addressField(catalogue, "grafana"),
    addressField(catalogue, "prometheus"),
    addressField(catalogue, "alertmanager"),
    {
      key: "runbooks",
      flag: "--runbooks",
      help: "Address where people read docs/OPERATIONS.md of this repository",
      kind: "text",
      value: "url",
      usual: (answers) => runbooks ?? `https://git.${domain(answers)}/monitoring/docs/OPERATIONS.md`,
      check: checkedBy(urls.shape.runbooks),
    },
    {
      key: "sentry",
      flag: "--sentry",
      help: `Slug of your Sentry organisation; ${none} if there is none`,
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
      help: "Sender address of e-mails",
      kind: "text",
      value: "address",
      usual: (answers) => `monitoring@${domain(answers)}`,
      check: checkedBy(smtp.from),
    },
    {
      key: "mailUser",
      flag: "--mail-user",
      help: `User name for the mail server; ${none} for a server without a login`,
      kind: "text",
      value: "name",
      usual: () => "monitoring",
    },
    {
      key: "owner",
      flag: "--owner",
      help: "Id of the team that owns the monitoring, and everything without another owner",
      kind: "text",
      value: "id",
      usual: () => platform,
      check: checkOwner(catalogue),
    },
    {
      key: "ownerTitle",
      flag: "--owner-title",
      help: "Display name of that team",
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
