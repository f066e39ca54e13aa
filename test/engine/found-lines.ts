import { panelQueries, resolve } from "../../dashboards/queries";
import type { View } from "../../exporters/model/catalogue";
import type { Programs } from "../../stacks/local/programs";
import { storeText } from "./store-login";

/** The stack in which the panel searches. */
interface Searched {
  readonly root: string;
  readonly view: View;
  readonly programs: Programs;
}

/** Runs the query of the panel that searches lines by tenant, site, user and request ID. Returns the number of lines that it finds. */
async function found({ root, view, programs }: Searched, values: Readonly<Record<string, string>>): Promise<number> {
  const query = panelQueries(view).find(({ panel }) => panel === "logs/found:143");
  if (query === undefined) throw new Error("The dashboard has no panel that searches lines.");
  const expr = resolve(query.expr, { environment: view.environment.id, system: "demo", service: "orders", ...values });
  const path = `/select/logsql/query?query=${encodeURIComponent(`_time:1h ${expr}`)}`;
  return (await storeText(root, programs, "victoria-logs", path)).split("\n").filter((line) => line !== "").length;
}

/** Checks that the panel finds the lines of a request by its ID and its tenant, and no others. */
export async function expectFoundLines(searched: Searched, requestId: string, tenant: string): Promise<void> {
  const byId = await found(searched, { request_id: requestId });
  expect(byId).toBeGreaterThan(0);
  expect(await found(searched, { request_id: requestId, tenant })).toBe(byId);
  expect(await found(searched, { request_id: requestId, tenant: `${tenant}x` })).toBe(0);
  expect(await found(searched, { request_id: requestId.slice(0, -1) })).toBe(0);
  expect(await found(searched, { tenant })).toBeGreaterThan(byId);
}
