import { answers } from "./http";

/**
 * Whether Prometheus at this address is ready and has no web page. A build from the Go module has none, Debian's neither: they answer a browser
 * with an error. False as well while nothing answers.
 */
export const answersWithoutPage = async (base: string): Promise<boolean> =>
  (await answers(`${base}/-/ready`)) && !(await answers(`${base}/query`));

/** What to use instead of the page. */
export const noWebPageText = (base: string): string =>
  `Prometheus has no web page in this build. It answers queries at ${base}/api/v1/query?query=up`;
