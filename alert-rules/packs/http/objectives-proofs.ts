import { openTelemetry, promClient } from "../../../exporters/instrumentation/http";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import { also, moments, usualProofs, type World } from "../../proofs/patterns";
import { unknownOwner } from "../../owner";
import { hold, step, type Phase, type RawSeries } from "../../proofs/samples";
import type { Proofs, Scenario } from "../../proofs/scenario";
import { namesakesOf, offService, proofService, upOf } from "../../proofs/service";
import type { OwnObjective } from "../../rule-facts";
import { answers, bounds, startingAfter } from "./proofs";
import { provenWindows, windowScenarios } from "./windows-proofs";
import { httpWorld, nativeWorld, type Requests } from "./world";
import { youngBurning } from "./young-proofs";

const alert = "HttpErrorBudgetBurning";
const minute = 60;
const identityOf = (objective: string) => ({ ...proofService, objective });

/**
 * Objectives in the alert's unit tests ("proofs"). The third objective tests the upper limit of the thresholds: 18 times its budget is 90 %
 * of the requests, so the limit of 50 % applies. The namesakes (`namesakesOf`) of the tested service have the first objective too.
 */
export const provenObjectives = [
  { name: "availability", share: 0.999, budget: 0.001, service: proofService },
  { name: "latency", share: 0.99, budget: 0.01, within: 2, service: proofService },
  { name: "plan free", share: 0.95, budget: 0.05, service: { ...proofService, service: "low" } },
  { name: "plan free", share: 0.999, budget: 0.001, service: { ...proofService, service: "varied" } },
  ...namesakesOf(proofService).map((service) => ({ name: "availability", share: 0.999, budget: 0.001, service })),
] as const satisfies readonly OwnObjective[];

/**
 * Services with a scraped profile, with a pushed profile, and with native histograms. The two profiles spell the values of the label `le`
 * differently. Only the proofs of latency objectives at the severity `critical` use all three services: the windows of the severities
 * `critical` and `warning` are computed from the same rates. The proofs of `HttpErrorRatioHigh` cover failed requests of all profiles.
 */
const worlds: readonly World<readonly Requests[]>[] = [
  ...[promClient, openTelemetry].map((profile) => ({
    name: profile.id,
    series: (phases: readonly Phase<readonly Requests[]>[]) => httpWorld(profile, bounds, phases),
    successor: profile.transport === "otlp" ? pushMissingProof : targetDownProof(profile.id),
  })),
  {
    name: `${openTelemetry.id}, native histograms`,
    series: (phases) => nativeWorld(openTelemetry, phases),
    successor: pushMissingProof,
  },
];

/** Traffic of 10 requests per second, of which `share`, 0..1, miss an objective. */
const missing = (share: number, bad: Omit<Requests, "perSecond">): readonly Requests[] => [
  { perSecond: 10 * (1 - share), seconds: 0.05 },
  { perSecond: 10 * share, ...bad },
];
const failed = { seconds: 0.05, failed: true } as const;
const slow = { seconds: 4 } as const;

/** Burn rates in the proofs, by severity. `beyond` is above the thresholds of all windows, `inside` is below all of them. */
const times = { critical: { beyond: 40, inside: 5.5 }, warning: { beyond: 5.5, inside: 0.9 } } as const;
type Severity = keyof typeof times;

function usual(severity: Severity, keptFor: number, objective: string, budget: number, bad: Omit<Requests, "perSecond">): Proofs {
  return usualProofs({
    alert,
    severity,
    identity: Object.keys(identityOf(objective)),
    instance: identityOf(objective),
    worlds: objective === "latency" && severity === "critical" ? worlds : worlds.slice(0, 1),
    beyond: missing(times[severity].beyond * budget, bad),
    inside: missing(times[severity].inside * budget, bad),
    settle: 6 * minute,
    recover: 5 * minute + keptFor,
    wait: 0,
    times: { detects: bad === failed && severity === "warning" ? 105 : 0, clears: 4.5 * minute + keptFor, loses: 4.5 * minute + keptFor },
    missing: { then: "successor", after: 5 * minute + keptFor + 2 * minute },
  });
}

const as = (service: string, series: readonly RawSeries[]): RawSeries[] =>
  series.map((raw) => ({ ...raw, labels: { ...raw.labels, service } }));

/** Traffic of 10 requests per second. In each phase, a share of the requests fails (`share`, 0..1). */
const failing = (...phases: readonly (readonly [minutes: number, share: number])[]): readonly RawSeries[] => [
  upOf(promClient.id, [hold(phases.reduce((sum, [length]) => sum + length, 0) * minute, 1)]),
  ...[false, true].map((isFailed) =>
    answers(
      promClient,
      isFailed,
      phases.map(([length, share]) => hold(length * minute, 10 * (isFailed ? share : 1 - share))),
    ),
  ),
];

const page = moments(alert, "critical", identityOf("availability"));

const pages: readonly Scenario[] = [
  {
    title: `${alert} critical fires within 45 seconds when everything fails`,
    series: failing([60, 0], [10, 1]),
    checks: [page.quiet(60 * minute), page.fires(60 * minute + 45)],
  },
  {
    title: `${alert} critical fires on twice the burn rate of the 30-minute window within 10 to 12 minutes, and not before`,
    series: failing([100, 0], [13, 0.05]),
    checks: [page.quiet(109 * minute), page.fires(112 * minute)],
  },
  {
    title: `${alert} critical fires when a small share fails for hours, and not before`,
    series: failing([80, 0], [115, 0.01]),
    checks: [page.quiet(170 * minute), page.fires(192 * minute)],
  },
  {
    title: `${alert} critical caps the threshold of a low objective at half of the requests`,
    series: as("low", failing([60, 0], [40, 0.6])),
    checks: [
      { ...page.quiet(60 * minute), firing: [] },
      { ...page.quiet(95 * minute), firing: [{ ...identityOf("plan free"), service: "low" }] },
    ],
  },
  {
    title: `${alert} critical fires on three failed requests of a service with little traffic`,
    series: [
      upOf(promClient.id, [hold(70 * minute, 1)]),
      answers(promClient, false, [hold(60 * minute, 1 / 12), hold(10 * minute, 0)]),
      answers(promClient, true, [hold(60 * minute, 0), hold(10 * minute, 1 / 12)]),
    ],
    checks: [page.quiet(60 * minute), page.fires(62 * minute)],
  },
];

const quietPages: readonly Scenario[] = [
  {
    title: `${alert} critical is quiet when two requests of a service with little traffic fail`,
    series: [
      upOf(promClient.id, [hold(70 * minute, 1)]),
      answers(promClient, false, [hold(70 * minute, 1 / 60)]),
      answers(promClient, true, [hold(40 * minute, 0), hold(2 * minute, 1 / 60), hold(28 * minute, 0)]),
    ],
    checks: [page.quiet(42 * minute), page.quiet(44 * minute), page.quiet(60 * minute)],
  },
  {
    title: `${alert} critical is quiet for a service without an objective, even if every request fails`,
    series: as(offService.service, failing([60, 0], [10, 1])),
    checks: [page.quiet(62 * minute), page.quiet(69 * minute)],
  },
  {
    title: `${alert} critical is quiet when everything fails for 15 seconds`,
    series: failing([60, 0], [0.25, 1], [20, 0]),
    checks: [page.quiet(60 * minute + 15), page.quiet(61 * minute), page.quiet(65 * minute)],
  },
];

/** A scenario in which every request to a new service fails. Another service of the same system works. */
function newService(severity: Severity): Scenario {
  const { quiet } = moments(alert, severity, identityOf("availability"));
  return {
    title: `${alert} ${severity} is quiet in the first minutes of a service, beside another service`,
    series: [...startingAfter(60 * minute, failing([64, 1])), ...as("low", failing([64, 0]))],
    checks: [{ ...quiet(64 * minute - step), over: 3 * minute, exact: true }],
  };
}

const ticket = moments(alert, "warning", identityOf("availability"));
const slowBurn: readonly Scenario[] = [
  {
    title: `${alert} warning fires when the 3-day window, as far as it has data, is above the objective, and not before`,
    series: failing([60, 0.0005], [40, 0.002]),
    checks: [ticket.quiet(60 * minute), ticket.quiet(85 * minute), ticket.fires(95 * minute)],
  },
];

/** The unit tests ("proofs") of the alert at one severity. */
export function burnProofs(severity: Severity, keptFor: number): Proofs {
  const availability = usual(severity, keptFor, "availability", 0.001, failed);
  const latency = usual(severity, keptFor, "latency", 0.01, slow);
  const windows = provenWindows[severity].map((of) =>
    windowScenarios(`${alert} ${severity}`, of, provenWindows[severity], [provenObjectives[0], provenObjectives[3]], (at, firing) => ({
      at,
      alert,
      severity,
      identity: Object.keys(identityOf("")),
      firing: firing.map(({ service, name }) => ({
        ...proofService,
        ...service,
        objective: name,
        ...(service.service !== proofService.service && { owner: unknownOwner }),
      })),
    })),
  );
  const own = severity === "critical" ? { fires: pages, quiet: quietPages } : { fires: slowBurn, quiet: [] };
  const fresh = newService(severity);
  return also(also(also(availability, latency), own), {
    fires: [...windows.map(({ fires }) => fires), youngBurning(severity, Math.min(...provenWindows[severity].map(({ times }) => times)))],
    quiet: [...windows.map(({ quiet }) => quiet), fresh],
  });
}
