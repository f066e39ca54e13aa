import { objectives } from "./shapes";

/** Rules in the form that sloth generates: raw rates over every window, and four pairs of windows for pages and tickets. */
const windows = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"] as const;

const by = "sum by (system, service)";
const requests = "http_request_duration_seconds";

/** Returns the expression for the share of failed requests in a window. */
const failed = (window: string): string =>
  `${by} (rate(${requests}_count{status_code=~"5.."}[${window}])) / ${by} (rate(${requests}_count[${window}]))`;

/** Returns the expression for the share of requests slower than 2 seconds in a window. It needs buckets. */
const slow = (window: string): string =>
  `1 - ${by} (rate(${requests}_bucket{le="2.0"}[${window}])) / ${by} (rate(${requests}_bucket{le="+Inf"}[${window}]))`;

const pair = (system: string, short: string, long: string, factor: number, budget: number): string =>
  [short, long].map((window) => `slo:bad_ratio:${window}{system="${system}"} > ${factor * budget}`).join(" and ");

/** The rule file as an object. */
export const slothRules = {
  groups: [
    {
      name: "sloth-shaped",
      rules: [
        ...windows.flatMap((window) => [
          { record: `slo:bad_ratio:${window}`, expr: failed(window), labels: { sli: "availability" } },
          { record: `slo:bad_ratio:${window}`, expr: slow(window), labels: { sli: "latency" } },
        ]),
        ...objectives.flatMap(({ name, budget }) => {
          const system = `objective-${name}`;
          return [
            {
              alert: "SlothPage",
              expr: `(${pair(system, "5m", "1h", 14.4, budget)}) or (${pair(system, "30m", "6h", 6, budget)})`,
              labels: { severity: "critical" },
            },
            {
              alert: "SlothTicket",
              expr: `(${pair(system, "2h", "1d", 3, budget)}) or (${pair(system, "6h", "3d", 1, budget)})`,
              labels: { severity: "warning" },
            },
          ];
        }),
      ],
    },
  ],
} as const;
