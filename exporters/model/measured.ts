import { measuresAi } from "./ai";
import type { Environment } from "./environments-schema";
import { pageBudgets } from "./lighthouse";
import type { Problem } from "./problems";
import { publicUrl } from "./public-url";
import type { Service, System } from "./schema";
import type { ThresholdKey } from "./thresholds";

/** The condition under which a service has the value that a threshold limits. */
interface Need {
  readonly met: (environment: Environment, system: System, service: Service) => boolean;
  /** Part of the error message: what is missing, and the fix. */
  readonly words: string;
}

const isApplication = (service: Service) => service.kind === "http" || service.kind === "worker";

const measuredCalls: Need = {
  met: (_, __, service) => isApplication(service) && service.calls.length > 0,
  words: "the service measures no calls: add a dependency to calls",
};

const measuredRuns: Need = {
  met: (_, __, service) => isApplication(service) && service.runs.length > 0,
  words: "the service measures no runs: add a kind of run to runs",
};

const measuredAges: Need = {
  met: (_, __, service) => isApplication(service) && service.runs.some(({ counter }) => counter === undefined),
  words: "the service measures no runs while they are running: add a kind of run without counter to runs",
};

const measuredLoops: Need = {
  met: (_, __, service) => isApplication(service) && service.loops.length > 0,
  words: "the service has no loop: add one to loops",
};

const measuredAi: Need = {
  met: (_, __, service) => measuresAi(service),
  words: "the service measures no calls to AI providers: set ai",
};

const measuredWorkers: Need = {
  met: (_, __, service) => service.kind === "http" && service.workerGroups.length > 0,
  words: "the service has no group of workers: add one to workerGroups",
};

const measuredStreams: Need = {
  met: (_, __, service) => service.kind === "http" && service.streams.length > 0,
  words: "the service measures no streams: add a kind of stream to streams",
};

const needs: Readonly<Partial<Record<ThresholdKey, Need>>> = {
  workersBusy: measuredWorkers,
  callErrorRatio: measuredCalls,
  callLatencyP95: measuredCalls,
  rateLimitLeft: measuredCalls,
  runFailureRatio: measuredRuns,
  runAge: measuredAges,
  loopAge: measuredLoops,
  loopItemAge: measuredLoops,
  aiFailures: measuredAi,
  aiErrorRatio: measuredAi,
  aiLatencyP95: measuredAi,
  clientErrorRatio: {
    met: (environment, _, service) => service.kind === "http" && service.browser !== undefined && environment.publicOtlp !== undefined,
    words: "no browser sends telemetry: set browser of the service, and publicOtlp of the environment",
  },
  lighthouseAge: {
    met: (environment, _, service) => pageBudgets(environment.id, service).length > 0,
    words: "no CI job sends Lighthouse results of the service: set lighthouse, with an environment that monitors the system",
  },
  streamAbnormalRatio: measuredStreams,
  streamSilence: measuredStreams,
  poolUsed: {
    met: (_, __, service) => isApplication(service) && service.pools.length > 0,
    words: "the service has no connection pool: add one to pools",
  },
  quotaUsed: {
    met: (_, __, service) => isApplication(service) && service.quotas.length > 0,
    words: "the service has no quota: add one to quotas",
  },
  replicationLag: {
    met: (_, system, service) =>
      service.kind === "postgres" &&
      (service.role === "replica" ||
        service.standbys > 0 ||
        system.services.some((other) => other.kind === "postgres" && other.replicaOf === service.name)),
    words: "the server is a primary without a standby: set standbys, or declare the replica that follows it",
  },
  certificateExpiry: {
    met: (environment, system, service) =>
      service.uptime.some(
        (check) =>
          check.url?.startsWith("https:") === true ||
          (check.outside && publicUrl(environment.id, system, service, check)?.startsWith("https:") === true),
      ),
    words: "no uptime check of the service uses TLS: give the service a public host, or give a check a url that starts with https",
  },
};

/** Whether, in the environment, the service has the value that the threshold limits. */
export const isMeasured = (key: ThresholdKey, environment: Environment, system: System, service: Service): boolean =>
  needs[key]?.met(environment, system, service) ?? true;

/**
 * Reports thresholds that limit a value which does not exist. A service's threshold is reported if it has no effect in any environment that
 * monitors the service. An environment's override is reported if it has no effect in that environment.
 */
export function checkMeasured(environments: readonly Environment[], systems: readonly System[]): Problem[] {
  const keys = Object.entries(needs) as [ThresholdKey, Need][];
  return systems.flatMap((system) =>
    system.services.flatMap((service) =>
      keys.flatMap(([key, { met, words }]): Problem[] => {
        const watching = environments.filter((environment) => environment.systems.includes(system.id));
        const own = (service.thresholds as Partial<Record<ThresholdKey, unknown>> | undefined)?.[key];
        const problem = (where: string): Problem => ({
          where: `${where}.thresholds.${key}`,
          message: `the threshold has no effect, because ${words}, or remove the threshold`,
        });
        const declared =
          own !== undefined && watching.length > 0 && !watching.some((environment) => met(environment, system, service))
            ? [problem(`systems.${system.id}.services.${service.name}`)]
            : [];
        const overridden = watching
          .filter((environment) => !met(environment, system, service))
          .filter(({ overrides }) =>
            overrides.some((entry) => entry.system === system.id && entry.service === service.name && entry.thresholds[key] !== undefined),
          )
          .map(({ id }) => problem(`environments.${id}.overrides.${system.id}/${service.name}`));
        return [...declared, ...overridden];
      }),
    ),
  );
}
