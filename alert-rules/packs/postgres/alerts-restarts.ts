import { fixed } from "../../condition";
import { latestOf } from "../../latest";
import { identity, type Alert } from "../../model";
import { gone, hold, type Phase } from "../../proofs/samples";
import { text, value } from "../../template";
import { exporterDownProof, postgresMoments, postgresName, postgresScenario } from "./proofs";
import { restarts } from "./series-health";
import type { PostgresState } from "./world";
import { previousLog, serviceReplicas } from "../../step-commands";

/** The alert fires above this number of restarts within an hour. A planned change may need two restarts. */
const fewRestarts = 2;
const hour = 3600;
/** Time between two simulated restarts, in seconds. */
const apart = 600;

/** A phase before which the server has restarted `count` times. `seconds` is the length of the phase. */
const after = (count: number, seconds: number = apart): Phase<PostgresState> => hold(seconds, { started: 1_795_248_000 + count * apart });

const exporterDown = {
  alert: exporterDownProof.alert,
  severity: exporterDownProof.severity,
  identity: exporterDownProof.identity,
  firing: [exporterDownProof.instance],
} as const;

/** Alert for a server that restarts repeatedly. After a single restart, PostgresDown pages if the server stays down. */
export const postgresRestarting = (): Alert => {
  const alert = "PostgresRestarting";
  const own = postgresMoments(alert, "warning");
  const third = 3 * apart;
  const repeatedly = [after(0), after(1), after(2)] as const;
  const missing = 4 * apart;
  return {
    name: alert,
    symptom: "server-restarts",
    severity: "warning",
    condition: fixed(latestOf(restarts), ">", fewRestarts),
    for: undefined,
    identity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${postgresName}: PostgreSQL restarted ${value("count")} times within an hour`,
    impact:
      "Each restart ends all connections and aborts open transactions. Requests and jobs fail until the server accepts connections again.",
    firstSteps: [
      { step: "Read the last log lines before each restart. They show a crash, a signal, or a requested shutdown.", command: previousLog },
      {
        step: "Check whether the kernel or the container runtime killed the server because memory ran out, and whether its health check is too strict.",
        command: serviceReplicas,
      },
      "If a cluster manager such as Patroni restarts it, read the cluster manager's log.",
    ],
    firstCommand: { sql: "select pg_postmaster_start_time(), now() - pg_postmaster_start_time() as running_for" },
    panel: "postgres/restarts",
    proofs: () => ({
      fires: [
        postgresScenario(
          `${alert} fires at the third restart within an hour, and not at the second`,
          [...repeatedly, after(3)],
          [own.quiet(third - 30), ...own.edges(third), own.fires(third + 120)],
        ),
      ],
      quiet: [
        postgresScenario(
          `${alert} is quiet for two restarts within an hour`,
          [after(0), after(1), after(2, 2 * apart)],
          [own.quiet(2 * apart + 15), own.quiet(4 * apart - 15)],
        ),
        postgresScenario(
          `${alert} is quiet for a single restart`,
          [after(0), after(1, 2 * apart)],
          [own.quiet(apart + 15), own.quiet(3 * apart - 15)],
        ),
      ],
      resolves: [
        postgresScenario(
          `${alert} resolves when the first of three restarts was an hour ago`,
          [...repeatedly, after(3, hour)],
          // The alert resolves when the window of an hour no longer contains the last sample before the first restart.
          [own.fires(third + 120), ...own.edges(third, apart - 15 + hour), own.quiet(apart + hour + 60)],
        ),
      ],
      noData: [
        postgresScenario(
          `${alert} leaves an exporter that is down to TargetDown`,
          [...repeatedly, after(3), gone(300)],
          [own.fires(missing - 15), ...own.edges(third, missing + 45), own.quiet(missing + 240), { at: missing + 240, ...exporterDown }],
        ),
      ],
    }),
  };
};
