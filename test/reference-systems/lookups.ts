import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { operatorObjects } from "../../alert-rules/operator";
import { catalogue } from "../../exporters/model/user-catalogue";
import type { Service } from "../../exporters/model/schema";
import { thresholdSpecs, type OwnValue, type Severity, type ThresholdKey, type Thresholds } from "../../exporters/model/thresholds";
import { ownValueText } from "../../exporters/model/threshold-text";
import { formatQuantity } from "../../exporters/model/units";
import type { OperatorObject } from "../../exporters/scrape/operator";
import { artefactsOf } from "../../stacks/artefacts/artefacts";
import { planEnvironment } from "../../stacks/deploy/plan";
import { imagesWithout } from "../stacks/support/samples";
import { hasBudget, hasIssueAlert, hasProject, hasSampleRate, isChecked, isPlanned, isShown } from "./plans";
import { onlyPushed } from "./pushed";
import { isSampled, isSentTo, isStored } from "./gateway-lookups";
import {
  alertmanagerOf,
  blackboxModule,
  dashboardsOf,
  discoveriesOf,
  edited,
  environments,
  operations,
  proofs,
  rulesOf,
  scrapedOf,
  targetsOf,
  type Environment,
  type Panel,
  type Route,
} from "./rendered";

const loaded = catalogue();

const workloads = new Map<Environment, ReadonlySet<string>>();
/** The workloads that `pulumi up` creates in an environment, if every image is available. */
function workloadsOf(environment: Environment): ReadonlySet<string> {
  const view = loaded.view(environment);
  const known =
    workloads.get(environment) ??
    new Set(
      planEnvironment({
        settings: { ports: {}, memory: {}, demo: false },
        view,
        rendered: artefactsOf(view),
        images: imagesWithout(),
        demoFiles: () => ({ postgres: {}, redis: {} }),
      }).parts.map(({ workload }) => workload.name),
    );
  workloads.set(environment, known);
  return known;
}

const asked = new Map<Environment, readonly OperatorObject[]>();
function operatorObjectsOf(environment: Environment): readonly OperatorObject[] {
  const view = loaded.view(environment);
  const known = asked.get(environment) ?? operatorObjects(view, artefactsOf(view), { namespace: "monitoring", operator: "operator" });
  asked.set(environment, known);
  return known;
}

function serviceOf(environment: Environment, system: string, name: string): Service | undefined {
  const found = loaded.view(environment).systems.find((candidate) => candidate.id === system);
  return found?.services.find((service) => service.name === name);
}

const everywhere = (test: (environment: Environment) => boolean): boolean => environments.every(test);
const inRoute = (route: Route, receiver: string): boolean =>
  route.receiver === receiver || (route.routes ?? []).some((inner) => inRoute(inner, receiver));
const titles = (panel: Panel): string[] => [panel.title ?? "", ...(panel.panels ?? []).flatMap(titles)];

/** The threshold that the catalogue sets for a service in production. Undefined if only the default applies. */
function ownValueOf(system: string, name: string, key: string, severity: string): OwnValue | undefined {
  const thresholds: Thresholds = serviceOf("production", system, name)?.thresholds ?? {};
  return thresholds[key as ThresholdKey]?.[severity as Severity];
}

/** Looks up evidence such as `conditional:soulcaster/backend/errorRatio/critical=5% for 5m`. Checks only production. */
function hasConditions(system: string, name: string, key: string, wanted: string): boolean {
  const [severity = "", text = ""] = wanted.split("=");
  const own = ownValueOf(system, name, key, severity);
  return own !== undefined && ownValueText(key as ThresholdKey, own) === text;
}

/**
 * Looks up evidence such as `threshold:tenant-ai/api/poolUsed/critical=95%`. Checks only production, because staging may override the
 * value.
 */
function hasThreshold(system: string, name: string, key: string, wanted: string): boolean {
  const [severity = "", text = ""] = wanted.split("=");
  const own = ownValueOf(system, name, key, severity);
  return own !== undefined && formatQuantity(own.value, thresholdSpecs[key as ThresholdKey].dimension) === text;
}

const lookups = {
  /** A service of the catalogue: `service:<system>/<service>`. */
  service: (system, name) => everywhere((environment) => serviceOf(environment, system, name) !== undefined),
  /** A declared threshold: `threshold:<system>/<service>/<key>/<severity>=<value>`. */
  threshold: hasThreshold,
  /** A declared threshold with its conditions: `conditional:<system>/<service>/<key>/<severity>=<value with conditions>`. */
  conditional: hasConditions,
  /** A declared uptime check: `uptime:<system>/<service>/<check>`. */
  uptime: (system, name, check) =>
    everywhere((environment) => serviceOf(environment, system, name)?.uptime.some((entry) => entry.name === check) === true),
  /** A service that sends errors to Sentry: `sentry:<system>/<service>`. */
  sentry: (system, name) =>
    everywhere((environment) => {
      const service = serviceOf(environment, system, name);
      return service !== undefined && "sentry" in service && service.sentry !== undefined;
    }),
  /** A rendered alert: `rule:<Alert>` or `rule:<Alert>/<severity>`. */
  rule: (alert, severity) =>
    everywhere((environment) =>
      rulesOf(environment).some((rule) => rule.alert === alert && (severity === "" || rule.labels?.["severity"] === severity)),
    ),
  /** The action that an alert requests from automation: `action:<Alert>=<action>`. */
  action: (wanted) => {
    const [alert, action] = wanted.split("=");
    return everywhere((environment) => rulesOf(environment).some((rule) => rule.alert === alert && rule.labels?.["action"] === action));
  },
  /** The `for` duration of an alert: `wait:<Alert>/<severity>=<for>`. */
  wait: (alert, wanted) => {
    const [severity, time] = wanted.split("=");
    return everywhere((environment) =>
      rulesOf(environment).some((rule) => rule.alert === alert && rule.labels?.["severity"] === severity && rule.for === time),
    );
  },
  /** A rendered recording rule: `record:<series>`. */
  record: (series) => everywhere((environment) => rulesOf(environment).some((rule) => rule.record === series)),
  /** A proof that promtool runs: `proof:<Alert>.<severity>`. */
  proof: (name) => proofs().includes(name),
  /** A scraped service: `target:<system>/<service>`. */
  target: (system, service) => everywhere((environment) => scrapedOf(environment, system, service).length > 0),
  /** A service that pushes its metrics, and that is never scraped: `pushed:<system>/<service>`. */
  pushed: (system, service) => everywhere((environment) => onlyPushed(environment, system, service)),
  /** A discovery job: `discovery:<job>`. */
  discovery: (job) => everywhere((environment) => discoveriesOf(environment).includes(job)),
  /** A Prometheus Operator object: `operator:<kind>/<name>`. */
  operator: (kind, name) =>
    everywhere((environment) => operatorObjectsOf(environment).some((object) => object.kind === kind && object.metadata.name === name)),
  /** A blackbox_exporter probe: `probe:<system>/<service>/<check>`. */
  probe: (system, service, check) =>
    everywhere((environment) =>
      targetsOf(environment, "probe").some(
        ({ labels }) => labels["system"] === system && labels["service"] === service && labels["probe"] === check,
      ),
    ),
  /** The status that a probe expects: `status:<system>/<service>/<check>=<code>`. */
  status: (system, service, wanted) => {
    const [check, code] = wanted.split("=");
    return everywhere((environment) =>
      (blackboxModule(environment, `${system}-${service}-${check ?? ""}`)?.http?.valid_status_codes ?? []).includes(Number(code)),
    );
  },
  /** A field that a probe checks in the JSON body: `body:<system>/<service>/<check>=<field>`. */
  body: (system, service, wanted) => {
    const [check, word = ""] = wanted.split("=");
    return everywhere((environment) => {
      const http = blackboxModule(environment, `${system}-${service}-${check ?? ""}`)?.http;
      return new RegExp(`\\bbody\\.(\\w+\\.)*${word}\\b`).test(http?.fail_if_body_json_not_matches_cel ?? "");
    });
  },
  /** A program that a Pulumi component runs, if its image is available: `component:<workload>`. */
  component: (name) => everywhere((environment) => edited(`components/${environment}`, workloadsOf(environment))?.has(name) ?? false),
  /** A route to a receiver: `route:<owner>-<severity>`. */
  route: (receiver) => everywhere((environment) => inRoute(alertmanagerOf(environment).route ?? {}, receiver)),
  /** A receiver in production and a channel that it uses: `receiver:<name>/<slack|email|...>`. */
  receiver: (name, means) => {
    const found = alertmanagerOf("production").receivers?.find((receiver) => receiver["name"] === name) ?? {};
    return Object.keys(found).some((key) => key.endsWith("_configs") && (means === "" || key === `${means}_configs`));
  },
  /** A link of a system in a receiver's notifications: `link:<receiver>/<title>`. */
  link: (receiver, title) =>
    everywhere((environment) =>
      (alertmanagerOf(environment).receivers ?? []).some(
        (found) => found["name"] === receiver && JSON.stringify(found).includes(JSON.stringify(JSON.stringify(title)).slice(1, -1)),
      ),
    ),
  /** Logs or traces of a service in a store: `stored:<system>/<service>/<logs|traces>=<store>`. */
  stored: isStored,
  /** The share of traces that an environment keeps, in percent: `sampled:<environment>=<percent>`. */
  sampled: isSampled,
  /** The logs of one system that production also sends to a destination: `destination:<system>/<host>`. */
  destination: isSentTo,
  /** A dashboard by uid: `dashboard:<uid>`. */
  dashboard: (uid) => everywhere((environment) => dashboardsOf(environment).some((dashboard) => dashboard.uid === uid)),
  /** A panel by its dashboard's uid and its title: `panel:<uid>/<title>`. */
  panel: (uid, title) =>
    everywhere((environment) => dashboardsOf(environment).some((board) => board.uid === uid && titles(board).includes(title))),
  /** A Sentry project that scrubs personal data, in the plan of each environment: `project:<system>/<service>`. */
  project: hasProject,
  /** The channel for new issues of a service: `issues:<system>/<service>/<severity>=<slack|discord|email|pagerduty>`. */
  issues: hasIssueAlert,
  /** A budget in production that Sentry monitors and warns about: `budget:<system>/<service>/<name>=<limit>`. */
  budget: hasBudget,
  /** The share of transactions that an application sends: `sample:<system>/<service>=<share>`. */
  sample: hasSampleRate,
  /** A check that an external vendor runs: `outside:<system>/<service>/<check>`. */
  outside: isChecked,
  /** A check on the system's public status page: `page:<system>/<service>/<check>`. */
  page: isShown,
  /** An environment whose plans have a Sentry project for every application, and in which every check runs: `plans:<environment>`. */
  plans: isPlanned,
  /**
   * A test that CI runs: `test:<file>` or `test:<file>#<words>`. `<file>` is a path under `test/` without `.test.ts`, and `<words>` are
   * part of a test's title.
   */
  test: (...parts) => {
    const [file = "", title = ""] = parts
      .filter((part) => part !== "")
      .join("/")
      .split("#");
    const at = path.join(__dirname, "..", `${file}.test.ts`);
    return existsSync(at) && readFileSync(at, "utf8").includes(title);
  },
  /** A section of the operations document: `operations:<Alert>`. */
  operations: (alert) => new RegExp(`^#+ ${alert}\\s*$`, "m").test(operations()),
  /** The operations document has the impact, first steps and receivers of every alert of an environment: `documented:<environment>`. */
  documented: (wanted) => {
    const environment = environments.find((name) => name === wanted);
    const sections = new Map(
      operations()
        .split(/^### /m)
        .map((section) => [section.split("\n", 1)[0], section]),
    );
    const alerts = environment === undefined ? [] : rulesOf(environment).flatMap(({ alert }) => alert ?? []);
    const parts = [["**Impact"], ["**First steps**"], [`-in-${wanted}): `, "- No receiver: "]];
    const has = (alert: string, part: string): boolean => sections.get(alert)?.includes(part) === true;
    return alerts.length > 0 && alerts.every((alert) => parts.every((either) => either.some((part) => has(alert, part))));
  },
} satisfies Record<string, (a: string, b: string, c: string, d: string) => boolean>;

/** The name of what meets a need, such as a service, a rendered object or a test. For example: `rule:HttpLatencyHigh`. */
export type Evidence = `${keyof typeof lookups}:${string}`;

/** Whether the evidence exists in the catalogue, the rendered files or the tests. */
export function exists(evidence: Evidence): boolean {
  const colon = evidence.indexOf(":");
  // The last part may contain slashes, e.g. the route of a threshold.
  const [a = "", b = "", c = "", ...rest] = evidence.slice(colon + 1).split("/");
  const d = rest.join("/");
  const lookup: (a: string, b: string, c: string, d: string) => boolean = lookups[evidence.slice(0, colon) as keyof typeof lookups];
  return lookup(a, b, c, d);
}
