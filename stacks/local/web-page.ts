import { answers } from "./http";

/**
 * Whether the Prometheus at this address is ready but has no web UI. Builds from the Go module and Debian's package have no web UI, and
 * return an error to a browser. Returns false while Prometheus does not respond.
 */
export const answersWithoutPage = async (base: string): Promise<boolean> =>
  (await answers(`${base}/-/ready`)) && !(await answers(`${base}/query`));

/** The message about the missing web UI. It refers to the viewer at `viewer`, or to the API if there is no viewer. */
export const noWebPageText = (base: string, viewer?: string): string =>
  `Prometheus has no web UI in this build. ${viewer === undefined ? `It answers queries at ${base}/api/v1/query?query=up` : `Query it at ${viewer}/query`}`;
