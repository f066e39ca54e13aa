import { isOnOwnMachine } from "../../../exporters/model/public-url";
import { environmentSchema, type Environment, type EnvironmentInput } from "../../../exporters/model/environments-schema";
import { outsideVendors } from "../../../exporters/model/environment-vendors";
import type { Catalogue } from "../../../exporters/model/catalogue";
import { checkedBy, list, text, type Answers, type Field } from "../ask/fields";
import { likeAddress } from "./addresses";
import { hostsField } from "./environment-hosts";
import { isNew, titleOf } from "./names";

const { urls, delivery } = environmentSchema.shape;
const smtp = delivery.shape.smtp.shape;
/** The answer that selects all systems, including future ones. */
export const all = "all";

/** The environment whose ID is the answer `like`; undefined when there is no such environment. */
export const likeOf = (catalogue: Catalogue, answers: Answers) => catalogue.environments.find(({ id }) => id === text(answers, "like"));

/**
 * Returns a function that derives the default of an address from the same address in the environment that the answer `like` names. The
 * default is undefined when that environment has no such address.
 */
const derived =
  (catalogue: Catalogue, addressOf: (like: Environment) => string | undefined) =>
  (answers: Answers): string | undefined => {
    const like = likeOf(catalogue, answers);
    const address = like === undefined ? undefined : addressOf(like);
    return like === undefined || address === undefined ? undefined : likeAddress(address, like.id, text(answers, "id") ?? "");
  };

function addressField(catalogue: Catalogue, key: keyof typeof urls.shape, what: string): Field {
  return {
    key,
    flag: `--${key}`,
    help: `Address of ${what}`,
    kind: "text",
    value: "url",
    check: checkedBy(urls.shape[key]),
    usual: derived(catalogue, (like) => like.urls[key]),
  };
}

/** The fields of a new environment. Most settings without a field are copied from the environment that the answer `like` names. */
export function environmentFields(catalogue: Catalogue): readonly Field[] {
  const ids = catalogue.environments.map(({ id }) => id);
  const elsewhere = catalogue.environments.filter((environment) => !isOnOwnMachine(environment));
  const pattern = elsewhere.find(({ production }) => !production) ?? elsewhere[0];
  const like = (answers: Answers) => likeOf(catalogue, answers);
  const systems = catalogue.systems.map(({ id }) => id);
  const monitored = (answers: Answers) => (list(answers, "systems").includes(all) ? systems : list(answers, "systems"));
  return [
    {
      key: "id",
      flag: "--id",
      help: "Id of the environment (lowercase words with hyphens)",
      kind: "text",
      check: isNew("environments", ids, environmentSchema.shape.id),
    },
    { key: "title", flag: "--title", help: "Display name of the environment", kind: "text", value: "text", usual: titleOf("id") },
    {
      key: "like",
      flag: "--like",
      help: "Environment to copy intervals, retention, vendors and the stack file from",
      kind: "text",
      value: "id",
      choices: () => ids,
      usual: () => pattern?.id ?? ids[0],
    },
    {
      key: "systems",
      flag: "--systems",
      help: `Systems it monitors; \`${all}\` includes future systems`,
      kind: "list",
      value: "id",
      choices: () => [...systems, all],
      usual: (answers) => like(answers)?.systems,
    },
    {
      key: "platformOwner",
      flag: "--platform-owner",
      help: "Team that owns the monitoring there, and everything without another owner",
      kind: "text",
      value: "id",
      choices: () => catalogue.owners.map(({ id }) => id),
      usual: (answers) => like(answers)?.platformOwner,
    },
    addressField(catalogue, "grafana", "Grafana"),
    addressField(catalogue, "prometheus", "Prometheus"),
    addressField(catalogue, "alertmanager", "Alertmanager"),
    { ...addressField(catalogue, "runbooks", "docs/OPERATIONS.md"), usual: (answers) => like(answers)?.urls.runbooks },
    {
      key: "publicOtlp",
      flag: "--public-otlp",
      help: "Public address for telemetry of programs and browsers outside the stack's network",
      kind: "text",
      value: "url",
      check: checkedBy(environmentSchema.shape.publicOtlp.unwrap().shape.url),
      optional: true,
      usual: derived(catalogue, ({ publicOtlp }) => publicOtlp?.url),
    },
    hostsField(catalogue, monitored),
    {
      key: "smtp",
      flag: "--smtp",
      help: "Mail server and port",
      kind: "text",
      value: "host:port",
      check: checkedBy(smtp.smarthost),
      usual: (answers) => like(answers)?.delivery.smtp.smarthost,
    },
    {
      key: "mailFrom",
      flag: "--mail-from",
      help: "Sender address of e-mails",
      kind: "text",
      value: "address",
      check: checkedBy(smtp.from),
      usual: (answers) => like(answers)?.delivery.smtp.from,
    },
    {
      key: "production",
      flag: "--production",
      help: "It has real users: a dead man's switch is required, and status pages show only the systems' titles",
      kind: "yes",
      usual: () => false,
    },
    { key: "pages", flag: "--pages", help: "Critical alerts page people there", kind: "yes", usual: (answers) => like(answers)?.pages },
    {
      key: "deadMansSwitch",
      flag: "--dead-mans-switch",
      help: "webhook that receives its heartbeat; default: as in the --like environment",
      kind: "text",
      value: "name",
      flagOnly: true,
      optional: true,
      usual: (answers) => like(answers)?.deadMansSwitch,
    },
    {
      key: "outside",
      flag: "--outside",
      help: "Vendor of the external monitor",
      kind: "text",
      value: "vendor",
      choices: () => ["none", ...outsideVendors],
      usual: () => "none",
    },
    {
      key: "context",
      flag: "--context",
      help: "context of the kubeconfig, for a stack on Kubernetes; default: its id",
      kind: "text",
      value: "name",
      flagOnly: true,
      optional: true,
    },
  ];
}

/**
 * The `systems` of the new environment: `all` if the user chose it, `written` if the user chose the systems of the `like` environment, else
 * the chosen IDs. `written` is the value in the entry of the `like` environment.
 */
export function chosenSystems(answers: Answers, catalogue: Catalogue, written: EnvironmentInput["systems"]): EnvironmentInput["systems"] {
  const chosen = list(answers, "systems");
  if (chosen.includes(all)) return all;
  const same = [...chosen].sort().join() === [...(likeOf(catalogue, answers)?.systems ?? [])].sort().join();
  return same ? written : [...chosen];
}
