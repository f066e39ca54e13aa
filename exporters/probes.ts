import type { View } from "./catalogue/catalogue";
import { serviceHost } from "./catalogue/naming";
import { callOfUrl, callsOf, type Call } from "./definitions/calls";
import { stackPorts, type TargetLabels } from "./targets";

/** One check from outside, as blackbox_exporter runs it. */
export interface Probe {
  /** Also the name of its blackbox module: `<system>-<service>-<check>`. */
  readonly module: string;
  readonly url: string;
  readonly status: readonly number[];
  /** Regular expression the body must match. */
  readonly body: string | undefined;
  readonly labels: TargetLabels & { readonly probe: string };
}

/** Job of all probes. */
export const probeJob = "probe";
/** Seconds a probe may take; below the shortest scrape interval times one. */
const timeoutSeconds = 5;

/** Every uptime check of the environment. */
export function probesOf(view: View): Probe[] {
  return view.systems.flatMap((system) =>
    system.services.flatMap((service) =>
      service.uptime.map((check) => ({
        module: `${system.id}-${service.name}-${check.name}`,
        url: check.url ?? `http://${serviceHost(system.id, { name: service.name })}:${check.port ?? 80}${check.path ?? "/"}`,
        status: check.status,
        body: check.body,
        labels: { system: system.id, environment: view.environment.id, service: service.name, owner: service.owner, probe: check.name },
      })),
    ),
  );
}

/** blackbox_exporter's configuration: one module per check, because each asserts its own status and body. Redirects are not followed: a redirect to a login page is no answer. */
export function blackboxConfig(view: View): object {
  const modules = probesOf(view).map((probe): [string, object] => [
    probe.module,
    {
      prober: "http",
      timeout: `${timeoutSeconds}s`,
      http: {
        method: "GET",
        follow_redirects: false,
        preferred_ip_protocol: "ip4",
        valid_status_codes: [...probe.status],
        ...(probe.body === undefined ? {} : { fail_if_body_not_matches_regexp: [probe.body] }),
      },
    },
  ]);
  return { modules: Object.fromEntries([["tcp-connect", { prober: "tcp", timeout: `${timeoutSeconds}s` }], ...modules]) };
}

/** file_sd groups of the probes. */
export const probeTargets = (view: View): object[] =>
  probesOf(view).map((probe) => ({ targets: [probe.url], labels: { __param_module: probe.module, ...probe.labels } }));

/** Connections the probes open. */
export const probeCalls = (view: View): Call[] => callsOf(probesOf(view).map(({ url }) => callOfUrl(url)));

/** Address of the program that runs the probes. */
export const blackboxAddress = `blackbox-exporter:${stackPorts["blackbox-exporter"]}`;
