import { z } from "zod";
import { dashboard, type Dashboard } from "../model/dashboard";
import { addressOf, type SourceRequest } from "../model/request";

const viewer = z.object({
  environment: z.string(),
  scrapeSeconds: z.number(),
  sources: z.array(z.object({ uid: z.string(), type: z.string() })),
  dashboards: z.array(z.object({ uid: z.string(), title: z.string(), description: z.string(), tags: z.array(z.string()) })),
});
/** What the server says about itself. */
export type ViewerInfo = z.infer<typeof viewer>;

/** Errors as the server, Prometheus (`error`) and Loki (plain text or `message`) write them. */
const failure = z.union([z.object({ error: z.string() }), z.object({ message: z.string() })]);

async function get(address: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(address, { signal });
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    if (response.ok) throw new Error("The answer is not JSON.");
    throw new Error(text.slice(0, 500) || `The server answered with status ${response.status}.`);
  }
  if (response.ok) return body;
  const known = failure.safeParse(body);
  const said = known.success ? ("error" in known.data ? known.data.error : known.data.message) : undefined;
  throw new Error(said ?? `The server answered with status ${response.status}.`);
}

/** Loads the facts about the server. */
export const loadViewer = async (signal: AbortSignal): Promise<ViewerInfo> => viewer.parse(await get("/api/viewer", signal));

/** Loads one dashboard. */
export async function loadDashboard(uid: string, signal: AbortSignal): Promise<Dashboard> {
  const parsed = dashboard.safeParse(await get(`/api/dashboards/${uid}`, signal));
  if (parsed.success) return parsed.data;
  throw new Error(`The file of this dashboard is not as expected:\n${z.prettifyError(parsed.error)}`);
}

/** Sends a query and reads its answer. */
export async function send<T>(
  request: Omit<SourceRequest, "read"> & { readonly read: (answer: unknown) => T },
  signal: AbortSignal,
): Promise<T> {
  const answer = await get(addressOf({ ...request, read: () => [] }), signal);
  return request.read(answer);
}

/** Text of an error for people. */
export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether an error only says that the page no longer waits for an answer. */
export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";
