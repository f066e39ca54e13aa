import { shop, web, worker } from "../support";

const routes = ["/api/*", "/status"];
export const good = shop(
  {
    ...web,
    thresholds: {
      latencyP95: { warning: { above: "1s", routes }, critical: { above: "2.5s", for: "15m", routes, notify: ["slack"] } },
      errorRatio: { warning: { above: "1%", least: 5 }, critical: { above: "5%", for: "5m", least: 20 } },
    },
  },
  { ...worker, thresholds: { queueDepth: { critical: { above: 100, notify: ["slack"] } } } },
);
