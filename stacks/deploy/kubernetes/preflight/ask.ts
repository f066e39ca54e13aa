import type { Answer } from "../../docker/preflight";

/** Asks a cluster's API; with a body it is a POST. Status 0 means that it could not be reached, and the body says why. */
export type AskCluster = (path: string, body?: object) => Promise<Answer>;

/** A way to one cluster. */
export interface Connection {
  /** Address of the API server. */
  readonly server: string;
  readonly ask: AskCluster;
}

/** The object an answer holds; undefined unless it was a success. */
export const objectIn = ({ status, body }: Answer): unknown => (status >= 200 && status < 300 ? JSON.parse(body) : undefined);
