import { callMetrics } from "../../../exporters/instrumentation/calls";
import { histogram, pushedBoundText, type Phase, type RawSeries } from "../../proofs/samples";
import {
  countedService,
  namesakesOf,
  offService,
  patientService,
  proofService,
  rareService,
  sharingService,
  upOf,
} from "../../proofs/service";
import type { DeclaredCall } from "../../rule-facts";
import { firstServices } from "../http/first-proofs";
import { pushedTraffic } from "../http/world";

/** One kind of simulated call: the number per second, the duration of each in seconds, and whether it fails. */
export interface Calls {
  readonly perSecond: number;
  readonly seconds: number;
  readonly failed?: boolean;
}

type Phases = readonly Phase<readonly Calls[]>[];

/** Name of the simulated dependency. Its address has the same name, so that transformations rename both. */
export const proofDependency = "payments";
/** Identity labels of the alert instance that fires in the alerts' unit tests ("proofs"). */
export const proofCallInstance = { ...proofService, dependency: proofDependency } as const;

const services = [
  proofService,
  offService,
  patientService,
  countedService,
  rareService,
  sharingService,
  ...[proofService, patientService, rareService].flatMap(namesakesOf),
  ...firstServices(["unanswered", "refused", "operations"] satisfies (keyof typeof results)[]).map((service) => ({
    ...proofService,
    service,
  })),
];

/** The addresses that the simulated services declare. */
export const proofCalls: readonly DeclaredCall[] = services.map((service) => ({
  service,
  dependency: proofDependency,
  host: proofDependency,
}));

/** Name of a histogram of calls. */
export type CallKind = (typeof callMetrics)["http" | "db"];

/** Where and how the simulated application reports its calls. */
interface Reported {
  readonly instrumentation: "prom-client" | "opentelemetry";
  readonly metric: CallKind;
  readonly address?: Readonly<Record<string, string>>;
  /** Labels of a call, by result. Default: no response for a failed HTTP request, and a refused connection for an operation. */
  readonly result?: Readonly<Record<"failed" | "served", Readonly<Record<string, string>>>>;
  readonly instance?: string;
}

const { http, db, address: host, status, error } = callMetrics;

/** Labels of failed and successful calls. */
export const results = {
  /** The request gets no response. */
  unanswered: { failed: { [error]: "ECONNREFUSED" }, served: { [status]: "200" } },
  /** The dependency responds that it cannot serve the request. */
  refused: { failed: { [status]: "503", [error]: "503" }, served: { [status]: "200" } },
  /** The database refuses the connection. */
  operations: { failed: { [error]: "53300" }, served: {} },
} as const;

/** Simulates the raw histogram of calls to one address, without `up`. */
export function callSeries({ instrumentation, metric, address, result, instance = "web:9464" }: Reported, phases: Phases): RawSeries[] {
  const target = { job: instrumentation, instance, instrumentation, ...proofService };
  const kind = metric === http ? { http_request_method: "GET" } : {};
  const to = address ?? { [host]: proofDependency };
  const by = result ?? (metric === db ? results.operations : results.unanswered);
  const spell = instrumentation === "opentelemetry" ? pushedBoundText : undefined;
  return (["served", "failed"] as const).flatMap((outcome) => {
    const of = phases.map((phase) => ({
      for: phase.for,
      value: phase.value?.filter(({ failed = false }) => failed === (outcome === "failed")),
    }));
    return histogram(metric, { ...target, ...kind, ...to, ...by[outcome] }, [0.1, 0.5, 1, 2, 10], of, spell);
  });
}

/** Simulates an application that Prometheus scrapes, with `up`. */
export const scrapedCalls =
  (of: Omit<Reported, "instrumentation">) =>
  (phases: Phases): RawSeries[] => [...callSeries({ ...of, instrumentation: "prom-client" }, phases), upOf("prom-client", phases)];

/** Simulates an application that pushes its metrics. */
export const pushedCalls =
  (of: Omit<Reported, "instrumentation">) =>
  (phases: Phases): RawSeries[] => [...callSeries({ ...of, instrumentation: "opentelemetry" }, phases), pushedTraffic(phases)];
