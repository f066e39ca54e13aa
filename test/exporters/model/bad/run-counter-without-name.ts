import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, runs: [{ name: "export", counter: { metric: "export jobs" } }] }),
  lines: [
    'systems.shop.services.web.runs[0].counter.metric: got "export jobs"; expected a metric name: letters, digits, underscores and colons, not starting with a digit',
  ],
};
