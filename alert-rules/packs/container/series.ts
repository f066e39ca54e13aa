import type { RuleFacts } from "../../rule-facts";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { is, labels, matches, metric, minutes, promql, select, type Duration } from "../../promql";

/** Labels of a container, and of a volume, in addition to those of the service to which it belongs. */
export const containerKey = ["namespace", "pod", "container"] as const;
export const volumeKey = ["namespace", "persistentvolumeclaim"] as const;

const ofContainer = seriesWith(...containerKey);
const ofVolume = seriesWith(...volumeKey);
const byContainer = labels(...serviceKey, ...containerKey);
const byVolume = labels(...serviceKey, ...volumeKey);

const cpuWindow = minutes(2);
/** The same window as for `TargetRestarting`, because a crash loop waits up to five minutes before each restart. */
const restartWindow = minutes(15);

export const cpuOfLimit = ofContainer("container:cpu_used:ratio_rate2m", "ratio", "Share of a container's CPU limit in use over 2 minutes");
export const memoryOfLimit = ofContainer(
  "container:memory_used:ratio",
  "ratio",
  "Share of a container's memory limit in use (without cached files)",
);
/** The latest start time of a container's process. */
const startTime = metric("container:start_time:seconds");
export const restarts = ofContainer("container:restarts:count15m", "count", "Number of restarts of a container within 15 minutes");
export const oomKills = ofContainer(
  "container:oom_kills:count10m",
  "count",
  "Number of processes of a container that the kernel killed within 10 minutes; missing if it killed none",
);
export const waiting = ofContainer(
  "container:waiting:state",
  "count",
  "1 if a container could not start within the last 5 minutes; missing if it runs, is new, or has completed",
);
export const volumeFree = ofVolume("volume:free:ratio", "ratio", "Free share of a volume");
export const volumeInodesFree = ofVolume("volume:inodes_free:ratio", "ratio", "Free share of a volume's inodes");

const max = (name: string) => promql`max by (${byContainer}) (${metric(name)})`;
const restartCount = metric("kube_pod_container_status_restarts_total");
/** If a pod of a StatefulSet is replaced, the new pod has the same name, and its count starts at 0. This does not count as a restart. */
const countedIn = (window: Duration) =>
  promql`max by (${byContainer}) (changes(${restartCount}[${window}]) - resets(${restartCount}[${window}]))`;
const kubeRestarts = countedIn(restartWindow);
const oomWindow = minutes(10);
const byCadvisor = promql`sum by (${byContainer}) (increase(${metric("container_oom_events_total")}[${oomWindow}])) > 0`;
const byKubeState = promql`
  ${countedIn(oomWindow)} > 0
    and on (${byContainer})
  ${select(metric("kube_pod_container_status_last_terminated_reason"), { reason: is("OOMKilled") })} == 1`;

/** Reasons for which a container waits although it should run. */
const stuck =
  "CrashLoopBackOff|CreateContainerConfigError|CreateContainerError|ErrImagePull|ImagePullBackOff|InvalidImageName|RunContainerError";

const seenRestarts = promql`changes(${startTime}[${restartWindow}])`;

/**
 * Recording rules for containers and volumes. For a container without a limit, no share of the limit is recorded. After a restart, a
 * container has a new cgroup, and the kubelet reports the old cgroup for some time too, so the CPU time is the sum of both.
 * kube-state-metrics also reports the restart of a container that starts and ends between two samples of the kubelet.
 */
export const containerRecordings = ({ readsKubeState }: Pick<RuleFacts, "readsKubeState">): Recording[] => [
  {
    record: cpuOfLimit.name,
    expr: promql`
      sum by (${byContainer}) (rate(${metric("container_cpu_usage_seconds_total")}[${cpuWindow}]))
        / (${max("container_spec_cpu_quota")} / ${max("container_spec_cpu_period")} > 0)`,
  },
  {
    record: memoryOfLimit.name,
    expr: promql`${max("container_memory_rss")} / (${max("container_spec_memory_limit_bytes")} > 0)`,
  },
  { record: startTime, expr: max("container_start_time_seconds") },
  {
    record: restarts.name,
    expr: readsKubeState
      ? promql`
      ${kubeRestarts}
        or
      ${seenRestarts}`
      : seenRestarts,
  },
  {
    record: oomKills.name,
    expr: readsKubeState
      ? promql`
      ${byCadvisor}
        or
      ${byKubeState}`
      : byCadvisor,
  },
  ...(readsKubeState
    ? [
        {
          record: waiting.name,
          expr: promql`
      max by (${byContainer}) (
        max_over_time(${select(metric("kube_pod_container_status_waiting_reason"), { reason: matches(stuck) })}[${minutes(5)}])
      ) > 0`,
        },
      ]
    : []),
  {
    record: volumeFree.name,
    expr: promql`
      min by (${byVolume}) (${metric("kubelet_volume_stats_available_bytes")})
        / max by (${byVolume}) (${metric("kubelet_volume_stats_capacity_bytes")} > 0)`,
  },
  {
    record: volumeInodesFree.name,
    expr: promql`
      min by (${byVolume}) (${metric("kubelet_volume_stats_inodes_free")})
        / max by (${byVolume}) (${metric("kubelet_volume_stats_inodes")} > 0)`,
  },
];
