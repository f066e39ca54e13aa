import type { Answer } from "../../docker/preflight";

/** Sends a GET request to a cluster's API, or a POST if there is a body. Status 0 means that no response arrived; the body says why. */
export type AskCluster = (path: string, body?: object) => Promise<Answer>;

/** A connection to one cluster. */
export interface Connection {
  /** Address of the API server. */
  readonly server: string;
  readonly ask: AskCluster;
}

/** The object in a response; undefined if the response is an error. */
export const objectIn = ({ status, body }: Answer): unknown => (status >= 200 && status < 300 ? JSON.parse(body) : undefined);
