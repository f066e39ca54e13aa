import { panelQueries, resolve } from "../../dashboards/queries";
import { catalogue } from "../../exporters/model/user-catalogue";
import type { Programs } from "../../stacks/local/programs";
import { storeText } from "./store-login";

/** Runs the query of the panel that searches lines by tenant, site, user and request ID. Returns the number of lines that it finds. */
async function found(root: string, programs: Programs, values: Readonly<Record<string, string>>): Promise<number> {
  const query = panelQueries(catalogue().view("local")).find(({ panel }) => panel === "logs/found:143");
  if (query === undefined) throw new Error("The dashboard has no panel that searches lines.");
  const expr = resolve(query.expr, { environment: "local", system: "demo", service: "orders", ...values });
  const path = `/select/logsql/query?query=${encodeURIComponent(`_time:1h ${expr}`)}`;
  return (await storeText(root, programs, "victoria-logs", path)).split("\n").filter((line) => line !== "").length;
}

/** Checks that the panel finds the lines of a request by its ID and its tenant, and no others. */
export async function expectFoundLines(root: string, programs: Programs, requestId: string, tenant: string): Promise<void> {
  const byId = await found(root, programs, { request_id: requestId });
  expect(byId).toBeGreaterThan(0);
  expect(await found(root, programs, { request_id: requestId, tenant })).toBe(byId);
  expect(await found(root, programs, { request_id: requestId, tenant: `${tenant}x` })).toBe(0);
  expect(await found(root, programs, { request_id: requestId.slice(0, -1) })).toBe(0);
  expect(await found(root, programs, { tenant })).toBeGreaterThan(byId);
}
