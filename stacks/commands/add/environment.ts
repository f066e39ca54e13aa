import type { Catalogue } from "../../../exporters/model/catalogue";
import type { EnvironmentInput } from "../../../exporters/model/environments-schema";
import { allContacts } from "../../../exporters/model/answering";
import { contactSecret } from "../../../exporters/model/naming";
import { UserError } from "../../config/errors";
import { watchedByEnvironment } from "../../config/settings";
import { settingsInText } from "../../config/settings-file";
import { list, text, yes, type Answers } from "../ask/fields";
import { append, applied } from "../edit/edits";
import { environmentsFile } from "../edit/evaluate";
import { literal } from "../edit/literal";
import { environmentsIn } from "../edit/repository";
import { exportedList, parse } from "../edit/source";
import { alertLines, allAlerts } from "./generated";
import { chosenSystems, environmentFields } from "./environment-fields";
import { writeHosts } from "./environment-hosts";
import type { Kind } from "./kind";
import { isOnKubernetes, stackFile } from "./stack-file";

const stackFileOf = (id: string): string => `Pulumi.${id}.yaml`;

/** The public address for telemetry: the settings of `like` with another URL. Only `http://` URLs have no TLS. */
function publicOtlpEntry({ publicOtlp }: EnvironmentInput, url: string): object {
  const tls = url.startsWith("http:") ? "none" : publicOtlp?.tls === "none" ? undefined : publicOtlp?.tls;
  return { ...publicOtlp, tls, url };
}

/** A new environment's entry: the answers, and the other settings of `like` except overrides, Sentry monitors and status pages. */
function environmentEntry(like: EnvironmentInput, answers: Answers, catalogue: Catalogue): object {
  const { sentry, delivery } = like;
  const [smarthost, from] = [text(answers, "smtp"), text(answers, "mailFrom")];
  const publicUrl = text(answers, "publicOtlp");
  const address = (key: keyof EnvironmentInput["urls"]): string => text(answers, key) ?? like.urls[key];
  return {
    ...like,
    id: text(answers, "id"),
    title: text(answers, "title"),
    production: yes(answers, "production") ? true : undefined,
    systems: chosenSystems(answers, catalogue, like.systems),
    platformOwner: text(answers, "platformOwner"),
    urls: {
      grafana: address("grafana"),
      runbooks: address("runbooks"),
      prometheus: address("prometheus"),
      alertmanager: address("alertmanager"),
    },
    pages: yes(answers, "pages"),
    delivery: { ...delivery, smtp: { ...delivery.smtp, smarthost, from } },
    publicOtlp: publicUrl === undefined ? undefined : publicOtlpEntry(like, publicUrl),
    deadMansSwitch: text(answers, "deadMansSwitch"),
    uptime: {
      outside: text(answers, "outside"),
      plan: like.uptime?.plan,
      // A new production environment has no status page: a vendor's free plan allows only one page, and the public cannot reach Gatus.
      statusPages: yes(answers, "production") ? "none" : "gatus",
    },
    // Sentry's pricing plan limits the monitors of all environments together, so a new environment has no Sentry monitors by default.
    ...(sentry === undefined ? {} : { sentry: { ...sentry, monitors: false } }),
    overrides: [],
  };
}

/** The command `npm run add -- environment`. */
export const environment: Kind = {
  name: "environment",
  help: "an environment, with its stack file Pulumi.<id>.yaml",
  fields: environmentFields,
  async change(draft, answers, before) {
    const id = text(answers, "id") ?? "";
    const file = stackFileOf(id);
    if (draft.has(file))
      throw new UserError(`${file} already exists and is not overwritten; nothing was written. Remove it, or choose another --id.`);
    const like = environmentsIn(before).find((candidate) => candidate.id === text(answers, "like"));
    if (like === undefined)
      throw new UserError(
        `--like: got nothing; environments: ${environmentsIn(before)
          .map((one) => one.id)
          .join(", ")}`,
      );
    const source = parse(environmentsFile, draft.read(environmentsFile));
    const entry = literal(environmentEntry(like, answers, before.catalogue), 1);
    await draft.setFormatted(environmentsFile, applied(source.text, append(exportedList(source, "environments"), entry)));
    const pattern = draft.read(stackFileOf(like.id));
    if (text(answers, "context") !== undefined && !isOnKubernetes(pattern))
      throw new UserError(
        `--context: Pulumi.${like.id}.yaml runs on Docker, which has no contexts; leave it out, or choose another --like.`,
      );
    await writeHosts(draft, answers);
    const host = (key: string): string => new URL(text(answers, key) ?? "").hostname;
    await draft.setFormatted(
      file,
      stackFile(pattern, {
        id,
        like: like.id,
        context: isOnKubernetes(pattern) ? (text(answers, "context") ?? id) : undefined,
        hosts: {
          grafana: host("grafana"),
          prometheus: host("prometheus"),
          alertmanager: host("alertmanager"),
          ...(text(answers, "publicOtlp") === undefined ? {} : { "otlp-proxy": host("publicOtlp") }),
        },
      }),
    );
  },
  verify({ draft, after }, answers) {
    const id = text(answers, "id") ?? "";
    settingsInText(draft.read(stackFileOf(id)), watchedByEnvironment(after.catalogue), id);
  },
  shown({ after }, answers) {
    const id = text(answers, "id") ?? "";
    const view = after.catalogue.view(id);
    const hosts = list(answers, "hosts");
    const secrets = [...new Set(allContacts(view).flatMap((contact) => contactSecret(contact) ?? []))].sort();
    return [
      `${id} monitors ${view.systems.map((system) => system.id).join(", ")}.`,
      ...(hosts.length === 0 ? [] : ["Public hosts:", ...hosts.map((pair) => `  ${pair}`)]),
      "Alerts:",
      ...alertLines(allAlerts(view)).map((line) => `  ${line}`),
      "Receivers' addresses, as secrets:",
      ...secrets.map((key) => `  ${key}`),
      "",
      "Next:",
      `  read ${stackFileOf(id)}`,
      `  git diff, commit`,
      `  pulumi stack init ${id}, then pulumi preview --stack ${id}: it lists each missing secret with the command that sets it`,
    ];
  },
};
