import type { PanelQuery } from "../../dashboards/queries";
import { execute, type Stores } from "./panels";

/**
 * Checks that the panel for searching log lines finds a request's lines by ID, with or without the tenant, and none by a wrong tenant or a
 * part of the ID. A search by tenant alone must find more lines.
 */
export async function expectFoundLines(queries: readonly PanelQuery[], stores: Stores, requestId: string, tenant: string): Promise<void> {
  const query = queries.find(({ panel }) => panel === "logs/found:143");
  if (query === undefined) throw new Error("The dashboard has no panel that searches lines.");
  const found = async (texts: Readonly<Record<string, string>>): Promise<number> => {
    const { error, rows } = await execute(query, stores, "local", texts);
    expect(error).toBeUndefined();
    return rows;
  };
  const byId = await found({ request_id: requestId });
  expect(byId).toBeGreaterThan(0);
  expect(await found({ request_id: requestId, tenant })).toBe(byId);
  expect(await found({ request_id: requestId, tenant: `${tenant}x` })).toBe(0);
  expect(await found({ request_id: requestId.slice(0, -1) })).toBe(0);
  expect(await found({ tenant })).toBeGreaterThan(byId);
}
