import { identity } from "../../model";
import { keyOf, unknownOwner } from "../../owner";
import { gauge, hold, step } from "../../proofs/samples";
import type { Check, Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { httpRequests } from "../http/series";
import { counterOf, upOfGateway, type Counter, type Gateway, type Part } from "./histories";
import { recordsTotal } from "./series";

/** From this time on, the services log nothing. */
const stop = 6000;
const part: Part = { delay: 0, to: 9600 };
const minute = 60;

const gateway = (number: number, more: Partial<Gateway>): Gateway => ({
  environment: proofService.environment,
  instance: `otelcol-${number}:8891`,
  outages: [],
  ...more,
});
/** One gateway is always up, two do not respond for 20 and 40 minutes, and one is new 20 minutes after the services' last records. */
const steady = gateway(0, {});
const twenty = gateway(1, { outages: [[stop, 20 * minute]] });
const forty = gateway(2, { outages: [[stop, 40 * minute]] });
const added = gateway(3, { from: stop + 20 * minute });

/** A counter that increases by 2 a minute until `stop`. `after` lists further totals. */
const logging = (...after: Counter["totals"]): Counter["totals"] => [
  ...Array.from({ length: stop / minute }, (_, index) => [index * minute, 2 * index] as const),
  ...after,
];

/** Counters of services, and how long after `stop` the alert ends. Undefined: the alert does not end. */
const services: readonly (Counter & { readonly ends: number | undefined })[] = [
  { service: "same-after-20m", gateway: twenty, totals: logging(), ends: undefined },
  { service: "lower-after-20m", gateway: twenty, totals: logging([stop + 20 * minute, 5]), ends: 20 * minute },
  { service: "same-after-40m", gateway: forty, totals: logging(), ends: undefined },
  { service: "lower-after-40m", gateway: forty, totals: logging([stop + 40 * minute, 5]), ends: 40 * minute },
  { service: "new-gateway", gateway: steady, totals: logging(), ends: 20 * minute },
];

/**
 * A scenario in which services work but log nothing, while one of their environment's gateways is up. The alert ends only with a new
 * record: the totals that another gateway kept during an outage are not new.
 */
export function missingHistories(): Scenario {
  const detected = stop - minute + 900;
  const check = (at: number): Check => ({
    at,
    alert: "LogRecordsMissing",
    severity: "warning",
    identity,
    firing: services
      .filter(({ ends = part.to }) => detected <= at && at < stop + ends)
      .map(({ service }) => ({ ...proofService, service, owner: unknownOwner })),
    exact: true,
  });
  const turns = [detected, stop + 20 * minute, stop + 40 * minute].flatMap((at) => [at - step, at]);
  return {
    title: "LogRecordsMissing warning ends only with a new record, also over outages of one of several gateways",
    series: [
      ...services.flatMap((one) => [
        counterOf(recordsTotal.text, one, part, { level: "info" }),
        gauge(httpRequests.name.text, { ...keyOf(proofService), service: one.service }, [hold(part.to, 1)]),
      ]),
      counterOf(recordsTotal.text, { service: "new-gateway", gateway: added, totals: [[0, 1]] }, part, { level: "info" }),
      ...[steady, twenty, forty, added].map((one) => upOfGateway(one, part)),
    ],
    checks: [check(stop), ...turns.map(check), check(part.to - step)],
  };
}
