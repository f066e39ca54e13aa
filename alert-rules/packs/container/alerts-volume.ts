import type { Severity } from "../../../exporters/model/thresholds";
import { fixed } from "../../condition";
import { latestOf } from "../../latest";
import type { Alert } from "../../model";
import { bridged } from "../../proofs/patterns";
import { text, value } from "../../template";
import { volumeAlert, volumeName } from "./make";
import { volumeFree, volumeInodesFree } from "./series";
import { volumeWorld, volumeWorlds } from "./world";

const wait = 300;
const usual = { worlds: volumeWorlds, series: volumeWorld, wait } as const;
const impact = "When the volume is full, the program cannot write. Databases stop.";

const volumeFull = (severity: Severity, least: number): Alert =>
  volumeAlert(
    {
      name: "VolumeFull",
      symptom: "volume",
      severity,
      summary: text`${volumeName} has only ${value("ratio")} free space`,
      impact,
      firstSteps: [
        { step: "Find out since when the free space shrinks.", command: { query: "kubelet_volume_stats_available_bytes{$service}" } },
        "Delete what is not needed, shorten the retention of the data, or enlarge the PersistentVolumeClaim if its StorageClass allows it.",
      ],
      firstCommand: { query: "volume:free:ratio{$service}" },
      panel: "hosts/volumes",
    },
    {
      ...usual,
      condition: fixed(latestOf(volumeFree), "<", least),
      proofs: { beyond: { free: least - 1 / 128 }, inside: { free: least + 1 / 128 }, settle: 15, times: bridged, after: 180 },
      quiet: [["a volume with few free inodes", { inodes: 0.01 }]],
    },
  );

/** Alerts for a volume that is nearly full. */
export const volumesFull = (): Alert[] => [volumeFull("critical", 0.05), volumeFull("warning", 0.1)];

/** Alert for a volume that has few free inodes. */
export const volumeInodesLow = (): Alert =>
  volumeAlert(
    {
      name: "VolumeInodesLow",
      symptom: "volume-inodes",
      severity: "warning",
      summary: text`${volumeName} has only ${value("ratio")} free inodes`,
      impact: "Without free inodes, the program can create no file on the volume, although there is free space.",
      firstSteps: [
        { step: "Find out since when the number of free inodes falls.", command: { query: "kubelet_volume_stats_inodes_free{$service}" } },
        "Find the folder with the most files, and delete those that are not needed. Frequent causes are caches and sessions in files.",
      ],
      firstCommand: { query: "volume:inodes_free:ratio{$service}" },
      panel: "hosts/volume-inodes",
    },
    {
      ...usual,
      condition: fixed(latestOf(volumeInodesFree), "<", 0.1),
      proofs: { beyond: { inodes: 0.09375 }, inside: { inodes: 0.125 }, settle: 15, times: bridged, after: 180 },
      quiet: [["a full volume", { free: 0.01 }]],
    },
  );
