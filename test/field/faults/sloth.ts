import { objectives } from "./shapes";

/** The windows of the burn-rate alerts that sloth generates. */
const windows = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"] as const;

const by = "sum by (system, service)";
const requests = "http_request_duration_seconds";

const failed = (window: string): string =>
  `${by} (rate(${requests}_count{status_code=~"5.."}[${window}])) / ${by} (rate(${requests}_count[${window}]))`;

const slow = (window: string): string =>
  `1 - ${by} (rate(${requests}_bucket{le="2.0"}[${window}])) / ${by} (rate(${requests}_bucket{le="+Inf"}[${window}]))`;

/**
 * Services with an error budget. `selector` selects the services, for example `{system="shop"}`. An empty selector selects all services.
 */
interface Budgeted {
  readonly selector: string;
  readonly budget: number;
}

const pair = (selector: string, short: string, long: string, factor: number, budget: number): string =>
  [short, long].map((window) => `slo:bad_ratio:${window}${selector} > ${factor * budget}`).join(" and ");

const rulesOf = (budgeted: readonly Budgeted[]) => ({
  groups: [
    {
      name: "sloth-shaped",
      rules: [
        ...windows.flatMap((window) => [
          { record: `slo:bad_ratio:${window}`, expr: failed(window), labels: { sli: "availability" } },
          { record: `slo:bad_ratio:${window}`, expr: slow(window), labels: { sli: "latency" } },
        ]),
        ...budgeted.flatMap(({ selector, budget }) => [
          {
            alert: "SlothPage",
            expr: `(${pair(selector, "5m", "1h", 14.4, budget)}) or (${pair(selector, "30m", "6h", 6, budget)})`,
            labels: { severity: "critical" },
          },
          {
            alert: "SlothTicket",
            expr: `(${pair(selector, "2h", "1d", 3, budget)}) or (${pair(selector, "6h", "3d", 1, budget)})`,
            labels: { severity: "warning" },
          },
        ]),
      ],
    },
  ],
});

/** The rule file for the services with an objective, as an object. */
export const slothRules = rulesOf(objectives.map(({ name, budget }) => ({ selector: `{system="objective-${name}"}`, budget })));

/** The rule file with an objective of 99.9 % for every service, as an object. */
export const slothRulesForAll = rulesOf([{ selector: "", budget: 0.001 }]);
