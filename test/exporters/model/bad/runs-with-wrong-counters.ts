import { redis, shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop(
    {
      ...web,
      dependsOn: ["redis"],
      runs: [
        { name: "both", hashes: { redis: "redis", keys: "job:*" }, counter: { metric: "jobs_total" } },
        { name: "twice", counter: { metric: "jobs_total", success: ["done"], failure: ["done"] } },
        { name: "same", counter: { metric: "jobs_total", category: "status" } },
      ],
    },
    redis,
  ),
  lines: [
    "systems.shop.services.web.runs.both.counter: got counter and hashes; the runs would count twice: remove one of them",
    'systems.shop.services.web.runs.same.counter.category: got "status", which is the label with the outcome: remove category',
    'systems.shop.services.web.runs.twice.counter: got the status "done" in two of success and failure: remove it from one of them',
  ],
};
