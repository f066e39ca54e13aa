import { goMemoryLimit, nobody, type Program } from "./model";

const version = "1.11.1";

/** Folder in the container at which the host's root folder is mounted. */
const hostRoot = "/host";

/**
 * The collectors whose metrics rules and panels read. The other collectors are off: several need root, and those about the network would
 * see only the network of the container.
 */
const collectors = ["cpu", "diskstats", "filesystem", "loadavg", "meminfo", "stat", "time", "timex", "vmstat"] as const;

/** Types of file systems without a disk, and mount points of the kernel, of container runtimes, of the kubelet and of snaps. */
const withoutDisk =
  "autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|efivarfs|fusectl|fuse\\..*|hugetlbfs|iso9660|mqueue|nsfs|overlay|proc|pstore|ramfs|rpc_pipefs|securityfs|selinuxfs|squashfs|sysfs|tmpfs|tracefs";
const ofRuntimes = "dev|proc|run|sys|var/lib/docker/.+|var/lib/containerd/.+|var/lib/containers/storage/.+|var/lib/kubelet/.+|var/snap/.+";

/** Returns the arguments of node_exporter. `root` is the folder at which the host's root folder is mounted. Default: `hostRoot`. */
export const nodeExporterArgs = (root: string = hostRoot): readonly string[] => [
  "--web.listen-address=:9100",
  `--path.rootfs=${root}`,
  `--path.procfs=${root === "/" ? "" : root}/proc`,
  `--path.sysfs=${root === "/" ? "" : root}/sys`,
  "--collector.disable-defaults",
  ...collectors.map((name) => `--collector.${name}`),
  `--collector.filesystem.fs-types-exclude=^(${withoutDisk})$`,
  `--collector.filesystem.mount-points-exclude=^/(${ofRuntimes})($|/)`,
  // The collector `vmstat` exposes only the counter that rules need.
  "--collector.vmstat.fields=^oom_kill$",
];

/**
 * node_exporter 1.11: CPU, memory and disks of each host. The host's root folder is mounted read-only, because the free space of a file
 * system can only be read through its mount point.
 */
export const nodeExporter = {
  name: "node-exporter",
  component: "monitoring:exporters:NodeExporter",
  version,
  image: { repository: "quay.io/prometheus/node-exporter", tag: `v${version}`, probe: "wget" },
  ports: { http: { number: 9100 } },
  health: { port: "http", path: "/" },
  user: nobody,
  node: { reads: { docker: "/", kubernetes: "/" }, at: hostRoot },
  memoryMiB: 64,
  watched: { metrics: true, health: false },
  contracts: ["node-exporter"],
  runsIn: ({ environment }) => environment.hostMetrics !== undefined,
  instances: ({ memoryMiB }) => [{ args: nodeExporterArgs(), env: goMemoryLimit(memoryMiB) }],
} as const satisfies Program;
