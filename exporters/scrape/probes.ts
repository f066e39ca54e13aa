import type { View } from "../model/catalogue";
import { mainAddress, programs } from "../programs";
import { callOfUrl, callsOf, type Call } from "../programs/calls";
import { celOf } from "../uptime/assertions";
import { checksOf, type ResolvedCheck } from "../uptime/checks";
import { certificateCalls, certificateJob, certificateModule, certificateModuleConfig } from "./certificates";
import { escapeRegex } from "./relabel";
import type { TargetLabels } from "./targets";

/** One probe of blackbox_exporter. */
export interface Probe {
  /** Name of the scrape job. */
  readonly job: string;
  /** Name of the blackbox module: `<system>-<service>-<check>`. */
  readonly module: string;
  readonly url: string;
  readonly labels: TargetLabels & { readonly probe: string };
}

/** Name of the scrape job of the probes that request the URL in the stack's network. */
export const probeJob = "probe";
/** Name of the scrape job of the probes that request the public URL. */
export const publicProbeJob = "probe-public";
/** Scrape jobs of blackbox_exporter's probes. `up` of their targets is 0 only if the scrape of blackbox_exporter fails. */
export const probingJobs: readonly string[] = [certificateJob, probeJob, publicProbeJob];
/** Timeout of the module `tcp-connect`, in seconds. */
const connectTimeout = 5;

/** Returns one probe per uptime check of the environment. The probe requests the URL in the stack's network. */
export const probesOf = (view: View): Probe[] =>
  checksOf(view).map(({ key, insideUrl, labels }) => ({ job: probeJob, module: key, url: insideUrl, labels }));

/** Returns one probe per uptime check whose public URL differs from the URL in the stack's network. */
export const publicProbesOf = (view: View): Probe[] =>
  checksOf(view).flatMap(({ key, insideUrl, publicUrl, labels }) =>
    publicUrl === undefined || publicUrl === insideUrl ? [] : [{ job: publicProbeJob, module: key, url: publicUrl, labels }],
  );

/** Returns the probes of all URLs: those in the stack's network, then the public ones. */
export const allProbesOf = (view: View): Probe[] => [...probesOf(view), ...publicProbesOf(view)];

/** Whether a URL certainly uses TLS. An `http:` URL may redirect to `https:`, but the catalogue does not show that. */
export const speaksTls = (url: string): boolean => url.startsWith("https:");

/** Returns the expectations of the response body. The probe fails if one is not met. */
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
      // By default, a redirect fails the probe, because a redirect to a login page is not a success.
      follow_redirects: redirects === "follow",
      preferred_ip_protocol: "ip4",
      valid_status_codes: [...status],
      ...bodyAssertions(resolved),
    },
  };
}

/**
 * Returns blackbox_exporter's configuration. Each check has a module, because the expected status and body differ by check. The module's
 * name is the key of the check, so the name stays the same when an expectation changes.
 */
export function blackboxConfig(view: View): object {
  const modules = checksOf(view).map((resolved): [string, object] => [resolved.key, moduleOf(resolved)]);
  const fixed: [string, object][] = [
    ["tcp-connect", { prober: "tcp", timeout: `${connectTimeout}s` }],
    [certificateModule, certificateModuleConfig],
  ];
  return { modules: Object.fromEntries([...fixed, ...modules]) };
}

/** Returns the `file_sd` groups of probes. */
export const probeTargets = (probes: readonly Probe[]): object[] =>
  probes.map((probe) => ({ targets: [probe.url], labels: { __param_module: probe.module, ...probe.labels } }));

/** Returns the connections of all probes, including the probes that read certificates. */
export const probeCalls = (view: View): Call[] =>
  callsOf([...allProbesOf(view).map(({ url }) => callOfUrl(url)), ...certificateCalls(view)]);

/** Address of blackbox_exporter in the stack's network. */
export const blackboxAddress = mainAddress(programs["blackbox-exporter"]);
