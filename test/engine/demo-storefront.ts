import { query } from "../../stacks/local/prometheus";
import { openStack } from "../../stacks/local/stack";
import { preparePage } from "../../stacks/local/viewer/prepare";
import { ensureChromium } from "../../stacks/supply/chromium";
import { Progress } from "../../stacks/supply/progress";
import { until } from "../support/until";
import { visitWithClicks } from "./viewer/telemetry-visit";

const storefront = 'system="demo",service="storefront",environment="local"';

/** Series of requests to the storefront, and series of what a browser sends about the storefront's page. */
const expected = [
  `http_server_request_duration_seconds_count{${storefront},http_route="/"}`,
  `http_server_request_duration_seconds_count{${storefront},http_route="/api/health",traffic="excluded"}`,
  ...["lcp_seconds", "inp_seconds", "cls"].map((vital) => `browser_web_vital_${vital}_count{${storefront}}`),
  `browser_sessions_total{${storefront}}`,
  `browser_errors_total{${storefront}}`,
];

/**
 * Opens the storefront's page in Chromium. Expects the metrics that the storefront and the browser push, and no target of the storefront
 * except probes.
 */
export async function expectPushes(root: string): Promise<void> {
  const { programs } = await openStack(root);
  const prometheus = programs.needed("prometheus");
  await preparePage();
  expect(await visitWithClicks(await ensureChromium(new Progress()), programs.needed("storefront"))).not.toContain("CORS");
  for (const series of expected)
    await until(
      `a sample of ${series}`,
      async () => ((await query(prometheus, `sum(${series}) > 0`))?.length === 1 ? true : undefined),
      90,
    );
  expect(await query(prometheus, `up{${storefront},job!="probe"}`)).toEqual([]);
}
