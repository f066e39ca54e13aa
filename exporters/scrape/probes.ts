import type { View } from "../model/catalogue";
import { mainAddress, programs } from "../programs";
import { callOfUrl, callsOf, type Call } from "../programs/calls";
import { celOf } from "../uptime/assertions";
import { checksOf, type ResolvedCheck } from "../uptime/checks";
import { escapeRegex } from "./relabel";
import type { TargetLabels } from "./targets";

/** One probe of blackbox_exporter. */
export interface Probe {
  /** Also the name of its blackbox module: `<system>-<service>-<check>`. */
  readonly module: string;
  readonly url: string;
  readonly labels: TargetLabels & { readonly probe: string };
}

/** Job of all probes. */
export const probeJob = "probe";
/** Timeout of a plain connection, in seconds. */
const connectTimeout = 5;

/** Every uptime check of the environment. */
export const probesOf = (view: View): Probe[] =>
  checksOf(view).map(({ key, insideUrl, labels }) => ({ module: key, url: insideUrl, labels }));

/** Whether blackbox_exporter sees a certificate at an address. A redirect may also lead to one, which the catalogue does not show. */
export const speaksTls = (url: string): boolean => url.startsWith("https:");

/** Expectations of the body that make a probe fail. */
function bodyAssertions({ check }: ResolvedCheck): object {
  const patterns = [
    ...(check.keyword === undefined ? [] : [escapeRegex(check.keyword)]),
    ...(check.body === undefined ? [] : [check.body]),
  ];
  const cel = celOf(check);
  return {
    ...(patterns.length === 0 ? {} : { fail_if_body_not_matches_regexp: patterns }),
    ...(cel === undefined ? {} : { fail_if_body_json_not_matches_cel: cel }),
  };
}

function moduleOf(resolved: ResolvedCheck): object {
  const { method, headers, status, redirects, timeout } = resolved.check;
  return {
    prober: "http",
    timeout: `${timeout}s`,
    http: {
      method,
      ...(Object.keys(headers).length === 0 ? {} : { headers }),
      // A redirect to a login page is not a success.
      follow_redirects: redirects === "follow",
      preferred_ip_protocol: "ip4",
      valid_status_codes: [...status],
      ...bodyAssertions(resolved),
    },
  };
}

/** blackbox_exporter's configuration: one module per check, because each asserts its own status and body. The module has the check's name, so that it does not change with the assertion. */
export function blackboxConfig(view: View): object {
  const modules = checksOf(view).map((resolved): [string, object] => [resolved.key, moduleOf(resolved)]);
  return { modules: Object.fromEntries([["tcp-connect", { prober: "tcp", timeout: `${connectTimeout}s` }], ...modules]) };
}

/** `file_sd` groups of the probes. */
export const probeTargets = (view: View): object[] =>
  probesOf(view).map((probe) => ({ targets: [probe.url], labels: { __param_module: probe.module, ...probe.labels } }));

/** Egress of the probes. */
export const probeCalls = (view: View): Call[] => callsOf(probesOf(view).map(({ url }) => callOfUrl(url)));

/** Address of the program that runs the probes. */
export const blackboxAddress = mainAddress(programs["blackbox-exporter"]);
