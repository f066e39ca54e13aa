import { sentryApplications } from "../../exporters/sentry/application";
import { query } from "../../stacks/local/prometheus";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { canaries, foundIn } from "../stacks/vendors/provider/bugsink/canaries";
import { startBugsink } from "../stacks/vendors/provider/bugsink/server";
import { fragmentOf } from "../stacks/vendors/provider/bugsink/settings";
import { shipped } from "../support/shipped";
import { describeWith } from "../support/tools";
import { until } from "../support/until";
import { startNext } from "./programs/next";
import { load, onlyServices, watch } from "./programs/watched";

const minute = 60_000;
const cleanup = new Cleanup();
afterAll(() => cleanup.run(), minute);

const [system, service] = ["trading-journal", "web"];
const release = "web@1.4.0";

/** The resource attributes that the gateway adds to the metrics of this service. */
const attributes = [
  `service.namespace=${system}`,
  ...[`system=${system}`, "environment=production", `service=${service}`, "instrumentation=opentelemetry"],
].join(",");

describeWith("prometheus", "a Next.js application with OpenTelemetry and Sentry", (binary) => {
  it(
    "notifies while a route fails, with a link to the project that has the error, and again when the route responds",
    async () => {
      const view = shipped.view("production");
      const application = sentryApplications(view).find((each) => each.system === system && each.service === service);
      if (application === undefined) throw new Error(`${system}/${service} has no Sentry project`);
      const bugsink = await startBugsink(cleanup, [application.project], (line) => process.stderr.write(`${line}\n`));
      const watched = await watch(cleanup, { binary, view: onlyServices(view, `${system}/${service}`), rules: ["http"] });
      const url = await startNext(cleanup, fragmentOf(application, bugsink.dsns[application.project] ?? "", release), {
        OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `${watched.url}/api/v1/otlp/v1/metrics`,
        OTEL_SERVICE_NAME: service,
        OTEL_RESOURCE_ATTRIBUTES: attributes,
      });
      load(cleanup, `${url}/api/trades/1`, 500);
      const of = `{system="${system}",service="${service}"}`;
      await until("recorded requests", async () => ((await query(watched.url, `service:http_requests:rate5m${of} > 0`)) ?? [])[0], 90);
      expect(await query(watched.url, `service:http_request_errors:rate5m${of} > 0`)).toEqual([]);
      // The alert compares with the five minutes before, so a new service has none.
      const before = `service:http_requests:rate5m${of} offset 5m > 0`;
      await until("five minutes of requests", async () => ((await query(watched.url, before)) ?? [])[0], 360);

      const { email, ...sent } = canaries();
      const failing = new Cleanup();
      load(failing, `${url}/api/trades/lost?email=${encodeURIComponent(email)}`, 500);
      const [slack, pager, summary] = ["slack-journal-alerts", "pagerduty-journal", `${system}/${service}: `];
      const failed = "of requests fail";
      await Promise.all([slack, pager].map((contact) => watched.notified(contact, failed, "firing")));
      await failing.run();
      // Enough requests that respond, so that the share of those that failed soon falls below a value that the alert takes at once.
      load(cleanup, `${url}/api/trades/1`, 100);

      const event = await until("the error in Sentry", async () => (await bugsink.events(application.project))[0]);
      expect(event).toMatchObject({ environment: "production", release });
      expect(JSON.stringify(event)).toContain("the journal cannot read the trade");
      expect(JSON.stringify(event)).toContain("/api/trades/[id]");
      expect(foundIn(bugsink.envelopes.join("\n"), { ...sent, email })).toEqual([]);
      const [message = ""] = watched.stage.containing(slack, failed);
      expect(message).toContain(summary);
      expect(message).toContain(`/projects/${application.project}/`);

      await Promise.all([slack, pager].map((contact) => watched.notified(contact, failed, "resolved")));
    },
    18 * minute,
  );
});
