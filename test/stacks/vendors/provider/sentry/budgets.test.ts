import { z } from "zod";
import { sentryPlan } from "../../../../../exporters/sentry/plan";
import { catalogue } from "../../../../fixtures/catalogue";
import { detectorBody } from "../../../../../stacks/vendors/provider/sentry/detector";
import { metricDetectorShape, metricParts } from "../../../../../stacks/vendors/provider/sentry/metric-detector";
import { resolved } from "../../../../../stacks/vendors/resources/resolve";
import { ofType } from "../../../../../exporters/vendor-plan";
import { clientOf, read, withId } from "../client";
import { startSentry } from "../fakes/sentry";
import { describeWithSpecs } from "../fakes/specs";

const planned = ofType(sentryPlan(catalogue().view("production"))?.resources ?? [], "sentry:MetricDetector");

describeWithSpecs("the simulated Sentry (budgets)", () => {
  it("accepts the monitor of each budget in the catalogue, in the form that the stack sends", async () => {
    const sentry = await startSentry();
    const send = clientOf(sentry);
    const team = read(withId, await send("POST", "/api/0/organizations/acme/teams/", { slug: "shop" })).id;
    const project = await send("POST", "/api/0/teams/acme/shop/projects/", { name: "shop", slug: "shop", default_rules: false });
    const at = { baseUrl: sentry.url, tokenSecret: "sentry-token", organization: "acme", project: "shop" };
    expect(planned.map(({ inputs }) => inputs.aggregate)).toEqual(
      expect.arrayContaining(["p75(measurements.lcp)", "p95(span.duration)", "count(span.duration)", "count_unique(user)"]),
    );
    for (const { inputs: asked } of planned) {
      const { owner, ...rest } = asked;
      expect(owner).toMatchObject({ output: "teamId", prefix: "team:" });
      const inputs = z
        .object(metricDetectorShape)
        .parse({ ...resolved({ ...rest, project: at.project }, new Map()), ...at, owner: `team:${team}` });
      const body = detectorBody("metric_issue", read(withId, project).id, inputs, metricParts(inputs));
      expect(await send("POST", "/api/0/organizations/acme/projects/shop/detectors/", body)).toMatchObject({
        status: 201,
        body: {
          name: asked.name,
          enabled: true,
          dataSources: [
            {
              queryObj: {
                snubaQuery: {
                  aggregate: asked.aggregate,
                  dataset: asked.dataset,
                  query: asked.query,
                  timeWindow: asked.windowSeconds,
                  queryType: 1,
                },
              },
            },
          ],
          conditionGroup: {
            conditions: [
              { type: asked.direction === "below" ? "lt" : "gt", comparison: asked.medium, conditionResult: 50 },
              { type: asked.direction === "below" ? "gte" : "lte", comparison: asked.resolve, conditionResult: 0 },
            ],
          },
        },
      });
    }
    await sentry.stop();
  });
});
