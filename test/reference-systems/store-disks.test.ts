import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type { View } from "../../exporters/model/catalogue";
import { catalogue } from "../../exporters/model/user-catalogue";
import { programs } from "../../exporters/programs";
import { kubeletJobs } from "../../exporters/scrape/kubelets";
import { stackJob, stackSystem } from "../../exporters/scrape/targets";
import { claimName } from "../../stacks/deploy/kubernetes/claims";
import type { Series } from "../field/language/notation";
import type { Group } from "../field/language/reachable";
import { answersOf } from "../field/rules";
import { describeWith } from "../support/tools";

const all = catalogue();
const views = all.environments.map(({ id }) => all.view(id));
const every = 15;
const end = 900;
/** Size of the simulated disks in bytes. */
const size = 2 ** 36;

const rulesOf = ({ environment: { id } }: View): Group[] => {
  const folder = path.resolve(__dirname, "../../alert-rules/rendered", id, "rules");
  return readdirSync(folder).flatMap(
    (file) => (parse(readFileSync(path.join(folder, file), "utf8")) as { readonly groups: readonly Group[] }).groups,
  );
};

/** The programs of an environment that store metrics, logs and traces. */
const storesOf = ({ environment: { stores } }: View): string[] => [programs.prometheus.name, stores.logs, stores.traces];

const constant = (name: string, labels: Readonly<Record<string, string>>, value: number): Series => ({
  name,
  labels,
  samples: Array.from({ length: end / every + 1 }, () => value),
});

/** The measured series of the disk of a store, and the labels of the alert about this disk. */
interface Disk {
  readonly series: readonly Series[];
  readonly labels: Readonly<Record<string, string>>;
}

/** On Kubernetes, the kubelet measures the volume of the store. */
function volume({ environment: { id } }: View, store: string, free: number): Disk {
  const labels = { namespace: `monitoring-${id}`, persistentvolumeclaim: claimName(store) };
  const target = { job: kubeletJobs.volumes, instance: "node-1", system: stackSystem, environment: id, service: "kubelet", ...labels };
  const stats = (name: string, value: number): Series => constant(`kubelet_volume_stats_${name}`, target, value);
  return { series: [stats("available_bytes", free * size), stats("capacity_bytes", size)], labels };
}

/** On Docker, the volume is in the file system of the host. */
function hostDisk({ environment: { id } }: View, _store: string, free: number): Disk {
  const labels = { instance: "node-exporter:9100", device: "/dev/vda1" };
  const more = { fstype: "ext4", mountpoint: "/", device_error: "" };
  const target = { job: stackJob, system: stackSystem, environment: id, service: "node-exporter", ...labels, ...more };
  const stats = (name: string, value: number): Series => constant(`node_filesystem_${name}`, target, value);
  return { series: [stats("avail_bytes", free * size), stats("size_bytes", size), stats("readonly", 0)], labels };
}

const measured = { kubernetes: { alert: "VolumeFull", disk: volume }, docker: { alert: "HostDiskFull", disk: hostDisk } } as const;

const cases = views.flatMap((view) => storesOf(view).map((store) => ({ id: view.environment.id, store, view })));

test("every store runs in an environment of the catalogue", () => {
  expect([...new Set(cases.map(({ store }) => store))].sort()).toEqual(["jaeger", "loki", "prometheus", "tempo", "victoria-logs"]);
});

describeWith("promtool", "an alert before the disk of a store is full", (promtool) => {
  /** The severities at which the alert about the disk of a store fires. */
  function severities(view: View, store: string, free: number): string[] {
    const { hostMetrics } = view.environment;
    if (hostMetrics === undefined) return [];
    const { alert, disk } = measured[hostMetrics];
    const { series, labels } = disk(view, store, free);
    const matchers = Object.entries({ alertname: alert, alertstate: "firing", ...labels }).map(([name, value]) => `${name}="${value}"`);
    const questions = [{ expr: `count by (severity) (ALERTS{${matchers.join(",")}})`, at: end }];
    const [answers = []] = answersOf(promtool, rulesOf(view), { every, series, questions });
    return answers.map((answer) => answer.labels["severity"] ?? "").sort();
  }

  it.each(cases)("$store in $id: a warning below 10 % of free space, and a page below 5 %", ({ view, store }) => {
    expect(severities(view, store, 0.12)).toEqual([]);
    expect(severities(view, store, 0.08)).toEqual(["warning"]);
    expect(severities(view, store, 0.04)).toContain("critical");
  });
});
