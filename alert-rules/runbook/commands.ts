import type { View } from "../../exporters/model/catalogue";
import type { Service, System } from "../../exporters/model/schema";
import { mainAddress, programs, watchedPrograms } from "../../exporters/programs";
import { certificateModule, certificateTargets } from "../../exporters/scrape/certificates";
import { allProbesOf } from "../../exporters/scrape/probes";
import { systemTargets } from "../../exporters/scrape/targets";
import type { FirstCommand } from "../first-command";
import type { Alert } from "../model";
import type { Entry } from "./entry";

/** A command that the runbook shows. */
export interface Command {
  /** `<system>/<service>`, `<system>/<service> <check>` or `<system>`. Undefined if the command is not about one of these. */
  readonly about?: string;
  /** One line for a POSIX shell. */
  readonly line: string;
}

/** Quotes a word for a POSIX shell if the word needs quotes. */
export const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** A shell command that runs an npm script of this project for one environment. */
export const line = (script: string, { environment }: View, ...words: readonly string[]): string =>
  ["npm", "run", script, "--", "--environment", environment.id, ...words].map(quoted).join(" ");

interface Placed {
  readonly system: System;
  readonly service: Service;
}

const nameOf = ({ system, service }: Placed): string => `${system.id}/${service.name}`;

const placedIn = (view: View): Placed[] => view.systems.flatMap((system) => system.services.map((service) => ({ system, service })));

function poolDatabases(view: View): Placed[] {
  const used = placedIn(view).flatMap(({ system, service }) =>
    "pools" in service ? service.pools.map(({ database }) => `${system.id}/${database}`) : [],
  );
  return placedIn(view).filter((placed) => used.includes(nameOf(placed)));
}

function databases(view: View, on: Extract<FirstCommand, { sql: string }>["on"], services: readonly Placed[]): Placed[] {
  if (on === "pools") return poolDatabases(view);
  return services.filter(({ service }) => service.kind === "postgres" && (on === undefined || service.role === on));
}

/** A command that requests a URL from the container of Prometheus. If `output`, it prints the response's body instead of its headers. */
const request = (view: View, url: string, output: boolean): string =>
  line("shell", view, programs.prometheus.name, "--", "wget", ...(output ? ["-q", "-O", "-"] : ["-S", "-O", "/dev/null"]), "-T", "15", url);

const probeUrl = (module: string, target: string): string =>
  `http://${mainAddress(programs["blackbox-exporter"])}/probe?debug=true&module=${module}&target=${encodeURIComponent(target)}`;

function requests(view: View, what: Extract<FirstCommand, { request: string }>["request"], about: Entry["about"]): Command[] {
  switch (what) {
    case "target": {
      const services = new Map(placedIn(view).map((placed) => [nameOf(placed), placed.service]));
      return systemTargets(view).flatMap(({ address, labels }) => {
        const name = `${labels.system}/${labels.service}`;
        const service = services.get(name);
        if (service === undefined || !about(service)) return [];
        const path = "instrumentation" in service && labels["instrumentation"] !== "arq" ? service.instrumentation.path : "/metrics";
        return [{ about: name, line: request(view, `http://${address}${path}`, false) }];
      });
    }
    case "check":
      return allProbesOf(view).map(({ module, url, labels }) => ({
        about: `${labels.system}/${labels.service} ${labels.probe}`,
        line: request(view, probeUrl(module, url), true),
      }));
    case "certificate":
      return certificateTargets(view).map(({ address, labels }) => ({
        about: `${labels.system}/${labels.service}`,
        line: request(view, probeUrl(certificateModule, address), true),
      }));
  }
}

const runs = (view: View, name: string): boolean => watchedPrograms(view, "metrics").some((program) => program.name === name);

/** Returns a command of an alert in an environment, once for every service that the alert can be about. */
export function commandsOf(view: View, command: FirstCommand, { about }: Pick<Entry, "about">): Command[] {
  const on = (placed: readonly Placed[], of: (placed: Placed) => string): Command[] =>
    placed.map((one) => ({ about: nameOf(one), line: of(one) }));
  const services = placedIn(view).filter(({ service }) => about(service));
  if ("sql" in command)
    return on(databases(view, command.on, services), (placed) => line("shell", view, nameOf(placed), "--", "psql", "-c", command.sql));
  if ("redis" in command) {
    const words = command.redis.split(" ");
    return on(services, (placed) => line("shell", view, nameOf(placed), "--", "redis-cli", ...words));
  }
  if ("request" in command) return requests(view, command.request, about);
  if ("logs" in command) {
    const words = command.grep === undefined ? [] : ["--grep", command.grep];
    if (command.logs === "exporter") return on(services, (placed) => line("logs", view, nameOf(placed), ...words));
    return runs(view, command.logs) ? [{ line: line("logs", view, command.logs, ...words) }] : [];
  }
  const { query } = command;
  if (!query.includes("$")) return [{ line: line("query", view, query) }];
  if (query.includes("$system")) {
    const ids = [...new Set(services.map(({ system }) => system.id))];
    return ids.map((id) => ({ about: id, line: line("query", view, query.replaceAll("$system", `system="${id}"`)) }));
  }
  return on(services, ({ system, service }) =>
    line("query", view, query.replaceAll("$service", `system="${system.id}",service="${service.name}"`)),
  );
}

/** Markdown lines with one command below a title. */
export const commandBlock = (title: string, command: string): string[] => [title, "", "```bash", command, "```", ""];

/** Markdown lines with a command, for the first service of each environment, and the names of the other services. */
function commandRows(heading: string, views: readonly View[], command: FirstCommand, entry: Pick<Entry, "about">): string[] {
  const rows = views.flatMap((view) => {
    const [first, ...rest] = commandsOf(view, command, entry);
    if (first === undefined) return [];
    const others = [...new Set(rest.flatMap(({ about }) => about ?? []))].filter((about) => about !== first.about);
    const title = first.about === undefined ? `In ${view.environment.id}:` : `In ${view.environment.id}, for ${first.about}:`;
    return [...commandBlock(title, first.line), ...(others.length === 0 ? [] : [`Also for: ${others.join(", ")}.`, ""])];
  });
  return rows.length === 0 ? [] : [heading, "", ...rows];
}

/** Markdown lines with the first command of an alert, and with the command of each later step that has one. */
export function commandSections({ firstCommand, firstSteps }: Pick<Alert, "firstCommand" | "firstSteps">, entry: Entry): string[] {
  return [
    ...commandRows("**First command**", entry.views, firstCommand, entry),
    ...firstSteps.flatMap((step, index) =>
      typeof step === "string" ? [] : commandRows(`**Command for step ${index + 1}**`, entry.views, step.command, entry),
    ),
  ];
}
