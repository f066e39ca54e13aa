import { shop, web, worker } from "../support";

export const good = shop(
  {
    ...web,
    logs: {
      patterns: [
        { name: "payment-declined", matches: "^payment [a-z0-9]+ declined", level: "warn", threshold: 20, for: "10m", severity: "info" },
        { name: "panic", matches: "(?i)\\bpanic\\b", severity: "critical" },
        { name: "many-panics", matches: "(?i)\\bpanic\\b", threshold: 100 },
        { name: "json", matches: '\\{"code":\\d{3,5}[,}]' },
        { name: "time", matches: "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2} (?P<what>OOM|killed)\\z" },
      ],
    },
  },
  { ...worker, logs: { patterns: [{ name: "panic", matches: "[^\\w-]panic[.:]" }] } },
);
