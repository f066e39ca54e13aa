import { z } from "zod";
import { dashboard, type Dashboard } from "../model/dashboard";
import { addressOf, type SourceRequest } from "../model/request";
import { withRetries } from "../model/retries";

const viewer = z.object({
  environment: z.string(),
  scrapeSeconds: z.number(),
  sources: z.array(z.object({ uid: z.string(), type: z.string() })),
  dashboards: z.array(z.object({ uid: z.string(), title: z.string(), description: z.string(), tags: z.array(z.string()) })),
});
/** What `/api/viewer` returns about the environment. */
export type ViewerInfo = z.infer<typeof viewer>;

/**
 * Error responses in JSON. The viewer's server, Prometheus and VictoriaLogs send `error`, Loki sends `message`, and Jaeger sends `errors`.
 * Tempo, and sometimes Loki and VictoriaLogs, send plain text.
 */
const failure = z.union([
  z.object({ error: z.string() }).transform(({ error }) => error),
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ errors: z.array(z.object({ msg: z.string() })).min(1) }).transform(({ errors }) => errors.map(({ msg }) => msg).join("\n")),
]);

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const read = (text: string, format: SourceRequest["format"]): unknown =>
  format === "lines"
    ? text
        .split("\n")
        .filter((line) => line !== "")
        .map((line): unknown => JSON.parse(line))
    : JSON.parse(text);

async function get(address: string, signal: AbortSignal, format: SourceRequest["format"] = "json"): Promise<unknown> {
  const { response, text } = await withRetries(async () => {
    const received = await fetch(address, { signal });
    return { response: received, text: await received.text() };
  }, pause);
  let body: unknown;
  try {
    body = read(text, response.ok ? format : "json");
  } catch {
    if (response.ok) throw new Error("The answer is not JSON.");
    throw new Error(text.slice(0, 500) || `The server answered with status ${response.status}.`);
  }
  if (response.ok) return body;
  const known = failure.safeParse(body);
  throw new Error(known.success ? known.data : `The server answered with status ${response.status}.`);
}

/** Loads the ID, the scrape interval, the data sources and the list of dashboards of the environment. */
export const loadViewer = async (signal: AbortSignal): Promise<ViewerInfo> => viewer.parse(await get("/api/viewer", signal));

/** Loads a dashboard from the server by its uid. Throws an Error if the file does not have the expected format. */
export async function loadDashboard(uid: string, signal: AbortSignal): Promise<Dashboard> {
  const parsed = dashboard.safeParse(await get(`/api/dashboards/${uid}`, signal));
  if (parsed.success) return parsed.data;
  throw new Error(`The file of this dashboard is not as expected:\n${z.prettifyError(parsed.error)}`);
}

/** Sends a query and parses its response. */
export async function send<T>(
  request: Omit<SourceRequest, "read"> & { readonly read: (answer: unknown) => T },
  signal: AbortSignal,
): Promise<T> {
  const answer = await get(addressOf({ ...request, read: () => [] }), signal, request.format);
  return request.read(answer);
}

/** Converts an error to text for the user. */
export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether an error means that the page aborted the request. */
export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";
