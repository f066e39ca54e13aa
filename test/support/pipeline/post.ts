import { authorization, senderSystem } from "./accounts";

/** A sender of OTLP over HTTP without an SDK. */
export interface From {
  readonly otlp: string;
  /** Account of the sender. Default: the system of the scenarios. */
  readonly system?: string;
  /** Header `Authorization`. Default: the account with its token. `null` sends no header. */
  readonly authorization?: string | null;
}

/** Sends a request body to a path and returns the HTTP status code, or 0 if there was no response. */
export async function post(from: From, path: string, body: string | Uint8Array<ArrayBuffer>, type = "application/json"): Promise<number> {
  const { otlp, system = senderSystem, authorization: header = authorization(system) } = from;
  const headers = { "content-type": type, ...(header !== null && { authorization: header }) };
  try {
    const answer = await fetch(`${otlp}${path}`, { method: "POST", headers, body, signal: AbortSignal.timeout(60_000) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}
