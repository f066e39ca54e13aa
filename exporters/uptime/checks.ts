import type { View } from "../model/catalogue";
import { serviceHost } from "../model/naming";
import { publicUrl } from "../model/public-url";
import { onlyPushes } from "../model/push-checks";
import type { Service, System } from "../model/schema";
import type { Job, UptimeCheck } from "../model/uptime-schema";
import type { TargetLabels } from "../scrape/targets";

/** One check of the environment, with its URLs resolved. */
export interface ResolvedCheck {
  /** `<system>-<service>-<check>`. The key names the check's blackbox module and its resources at uptime vendors. */
  readonly key: string;
  readonly labels: TargetLabels & { readonly probe: string };
  readonly system: System;
  readonly service: Service;
  readonly check: UptimeCheck;
  /** URL that the probe requests from inside the stack's network. */
  readonly insideUrl: string;
  /**
   * Public URL. Undefined if the check has `outside: false`, or if it has no `url` and its service has no host that other machines can
   * reach.
   */
  readonly publicUrl: string | undefined;
}

/** A job with the service and the system that it belongs to. */
export interface ResolvedJob {
  /** `<system>-<service>-<job>`. */
  readonly key: string;
  readonly labels: TargetLabels;
  readonly system: System;
  readonly service: Service;
  readonly job: Job;
}

const labelsOf = (view: View, system: System, service: Service): TargetLabels => ({
  system: system.id,
  environment: view.environment.id,
  service: service.name,
  owner: service.owner,
});

/** Host of a service in the stack's network, if the catalogue names one. */
const hostOf = (service: Service): string | undefined => {
  if (service.kind === "http" || service.kind === "worker") return service.instrumentation.host;
  return service.kind === "external" ? undefined : service.host;
};

/** Returns the URL that probes request from the stack's network. A service that only pushes has only a public URL. */
const insideUrl = ({ environment }: View, system: System, service: Service, check: UptimeCheck): string =>
  (onlyPushes(service) ? publicUrl(environment.id, system, service, check) : undefined) ??
  check.url ??
  `http://${serviceHost(system.id, { name: service.name, host: hostOf(service) })}:${check.port ?? 80}${check.path ?? "/"}`;

/** Returns every uptime check of the environment, sorted by system, service and check. */
export const checksOf = (view: View): ResolvedCheck[] =>
  view.systems.flatMap((system) =>
    system.services.flatMap((service) =>
      service.uptime.map((check) => ({
        key: `${system.id}-${service.name}-${check.name}`,
        labels: { ...labelsOf(view, system, service), probe: check.name },
        system,
        service,
        check,
        insideUrl: insideUrl(view, system, service, check),
        publicUrl: check.outside ? publicUrl(view.environment.id, system, service, check) : undefined,
      })),
    ),
  );

/** Returns every job of the environment, sorted by system, service and job. */
export const jobsOf = (view: View): ResolvedJob[] =>
  view.systems.flatMap((system) =>
    system.services.flatMap((service) =>
      service.jobs.map((job) => ({
        key: `${system.id}-${service.name}-${job.name}`,
        labels: labelsOf(view, system, service),
        system,
        service,
        job,
      })),
    ),
  );
