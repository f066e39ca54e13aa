import { z } from "zod";
import { sentryPlan } from "../../../../../exporters/sentry/plan";
import { catalogue } from "../../../../fixtures/catalogue";
import { detectorBody } from "../../../../../stacks/vendors/provider/sentry/detector";
import { metricDetectorShape, metricParts } from "../../../../../stacks/vendors/provider/sentry/metric-detector";
import { metricArgs } from "../../../../../stacks/vendors/resources/sentry-args";
import { clientOf, read, withId } from "../client";
import { startSentry } from "../fakes/sentry";
import { describeWithSpecs } from "../fakes/specs";

const planned = (sentryPlan(catalogue().view("production"))?.detectors ?? []).filter((detector) => detector.type === "metric_issue");

describeWithSpecs("Sentry: budgets of the catalogue", () => {
  it("takes each as the stack sends it", async () => {
    const sentry = await startSentry();
    const send = clientOf(sentry);
    const team = read(withId, await send("POST", "/api/0/organizations/acme/teams/", { slug: "shop" })).id;
    const project = await send("POST", "/api/0/teams/acme/shop/projects/", { name: "shop", slug: "shop", default_rules: false });
    const at = { baseUrl: sentry.url, tokenSecret: "sentry-token", organization: "acme", project: "shop" };
    expect(planned.map(({ dataSource }) => dataSource.aggregate)).toEqual(
      expect.arrayContaining(["p75(measurements.lcp)", "p95(span.duration)", "count(span.duration)", "count_unique(user)"]),
    );
    for (const detector of planned) {
      const inputs = z.object(metricDetectorShape).parse(metricArgs(at, detector, `team:${team}`));
      const body = detectorBody("metric_issue", read(withId, project).id, inputs, metricParts(inputs));
      expect(await send("POST", "/api/0/organizations/acme/projects/shop/detectors/", body)).toMatchObject({
        status: 201,
        body: {
          name: detector.name,
          enabled: true,
          dataSources: [{ queryObj: { snubaQuery: { ...detector.dataSource, queryType: 1 } } }],
          conditionGroup: { conditions: detector.conditions },
        },
      });
    }
    await sentry.stop();
  });
});
