import type { Answer } from "../../docker/preflight";

/** Sends a request to a cluster's API: a POST if there is a body. Status 0 means that it could not be reached; the body says why. */
export type AskCluster = (path: string, body?: object) => Promise<Answer>;

/** A connection to one cluster. */
export interface Connection {
  /** Address of the API server. */
  readonly server: string;
  readonly ask: AskCluster;
}

/** The object in a response; undefined for an error. */
export const objectIn = ({ status, body }: Answer): unknown => (status >= 200 && status < 300 ? JSON.parse(body) : undefined);
