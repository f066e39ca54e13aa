import type { Severity } from "../../../exporters/model/thresholds";
import { fixed } from "../../condition";
import { latestOf } from "../../latest";
import type { Alert } from "../../model";
import { bridged } from "../../proofs/patterns";
import { label, text, value } from "../../template";
import { hostAlert, hostName } from "./make";
import { diskFreeRatio, diskRequests, inodesFreeRatio } from "./series";
import { disk, fileSystem } from "./world";

const wait = 300;

const diskFull = (severity: Severity, least: number): Alert =>
  hostAlert(
    {
      name: "HostDiskFull",
      symptom: "disk",
      severity,
      summary: text`${hostName}: only ${value("ratio")} of ${label("device")} is free`,
      impact: "When the disk is full, programs on this host cannot write. Databases stop, and the stack loses telemetry.",
      firstSteps: [
        {
          step: "Find out since when the free space shrinks.",
          command: { query: "node_filesystem_avail_bytes" },
        },
        "Find what grows: run `df -h` and `du -xh --max-depth=2 / | sort -h` on the host. Frequent causes are logs, container images and dumps.",
        "Delete what is not needed, for example unused images with `docker image prune`, or enlarge the disk.",
      ],
      firstCommand: { query: "host:disk_free:ratio" },
      panel: "hosts/space",
    },
    {
      condition: fixed(latestOf(diskFreeRatio), "<", least),
      extra: fileSystem,
      wait,
      proofs: { beyond: { free: least - 1 / 128 }, inside: { free: least + 1 / 128 }, settle: 15, times: bridged, after: 180 },
      quiet: [
        ["a file system exactly at the threshold", { free: least }],
        ["a read-only file system, which is full by design", { free: 0, readonly: true }],
      ],
    },
  );

/** Alerts for a file system that is nearly full. */
export const hostDiskFull = (): Alert[] => [diskFull("critical", 0.05), diskFull("warning", 0.1)];

/** Alert for a file system that has few free inodes. */
export const hostInodesLow = (): Alert =>
  hostAlert(
    {
      name: "HostInodesLow",
      symptom: "inodes",
      severity: "warning",
      summary: text`${hostName}: only ${value("ratio")} of the inodes of ${label("device")} are free`,
      impact: "Without free inodes, no program on this host can create a file, although there is free space.",
      firstSteps: [
        { step: "Find out since when the number of free inodes falls.", command: { query: "node_filesystem_files_free" } },
        "Find the folder with the most files: run `du --inodes -x --max-depth=3 / | sort -n` on the host. Frequent causes are caches and sessions in files.",
        "Delete these files. On ext4, a larger disk has more inodes only after `resize2fs`.",
      ],
      firstCommand: { query: "host:inodes_free:ratio" },
      panel: "hosts/inodes",
    },
    {
      condition: fixed(latestOf(inodesFreeRatio), "<", 0.1),
      extra: fileSystem,
      wait,
      proofs: { beyond: { inodes: 3 / 32 }, inside: { inodes: 7 / 64 }, settle: 15, times: bridged, after: 180 },
      quiet: [
        ["a file system exactly at the threshold", { inodes: 0.1 }],
        ["a file system without a fixed number of inodes", { inodes: "none" }],
        ["a read-only file system, which has no free inodes by design", { inodes: 0, readonly: true }],
      ],
    },
  );

/** Alert for a disk with many requests that wait or run. */
export const hostDiskSaturated = (): Alert =>
  hostAlert(
    {
      name: "HostDiskSaturated",
      symptom: "disk-requests",
      severity: "warning",
      summary: text`${hostName}: on average ${value("count")} requests wait or run on ${label("device")}`,
      impact: "Each read and write on this host takes longer. Databases and the stores of the stack become slow.",
      firstSteps: [
        {
          step: "Find out whether reads or writes cause the load.",
          command: { query: "topk(5, rate(node_disk_read_bytes_total[5m]) or rate(node_disk_written_bytes_total[5m]))" },
        },
        "Find the process with the most disk I/O: run `iotop` or `pidstat -d 5` on the host.",
        "Move the load to another time or another disk, for example backups, or use a faster disk.",
      ],
      firstCommand: { query: "host:disk_requests:rate5m" },
      panel: "hosts/io-time",
    },
    {
      condition: fixed(latestOf(diskRequests), ">", 10),
      extra: disk,
      wait: 1800,
      proofs: { beyond: { requests: 10.5 }, inside: { requests: 9.5 }, settle: 300, times: { detects: 135, clears: 135 }, after: 480 },
      quiet: [
        ["a disk exactly at the threshold", { requests: 10 }],
        ["a disk that is always busy with few requests", { requests: 2 }],
      ],
    },
  );
