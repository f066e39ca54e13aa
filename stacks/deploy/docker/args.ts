import { createHash } from "node:crypto";
import type { ContainerArgs } from "@pulumi/docker/container";
import type { Input } from "@pulumi/pulumi";
import { stackContainerLabels } from "../../../exporters/pipeline/container-labels";
import { dockerSocket } from "../../../exporters/pipeline/docker-proxy";
import { secretText, type FileSet, type Secrets, type Workload } from "../workload";

/** One file to upload into a volume. */
export interface Upload {
  readonly file: string;
  readonly content: string;
  readonly permissions: string;
  readonly owner: string;
  readonly group: string;
}

/** A volume with files. Its name contains a hash of the files. */
export interface FileVolume {
  readonly logicalName: string;
  readonly name: string;
  readonly folder: string;
  readonly uploads: readonly Upload[];
}

/** Folder in which a loader container mounts the volume that it fills. */
export const loadFolder = "/load";

/** Names of the further containers of a workload with replicas. The first container has the workload's name. */
export const furtherReplicas = ({ name, replicas = 1 }: Pick<Workload, "name" | "replicas">): string[] =>
  Array.from({ length: replicas - 1 }, (_, index) => `${name}-${index + 2}`);

/** The first 12 hexadecimal digits of the SHA-256 of a value's JSON. */
export const contentHash = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 12);

/** Builds the name of a container, volume or network. It contains the stack's name, so that several stacks can run on one host. */
export const scopedName = (stack: string, ...parts: readonly string[]): string => ["monitoring", stack, ...parts].join("-");

const byName = ([a]: readonly [string, unknown], b: readonly [string, unknown]): number => (a < b[0] ? -1 : 1);
const sorted = <T>(record: Readonly<Record<string, T>>): [string, T][] => Object.entries(record).sort(byName);

/** Name of the volume that holds a program's data. */
export const dataVolume = (stack: string, program: string): string => scopedName(stack, program, "data");

/** Labels by which the commands and the preflight find the resources of a stack. */
export const stackLabels = (stack: string, workload: string, role: "program" | "loader" | "data" | "files" | "network") => [
  { label: "monitoring.role", value: role },
  { label: "monitoring.stack", value: stack },
  { label: "monitoring.workload", value: workload },
];

function upload(file: string, content: string, permissions: string, user: string): Upload {
  const [owner = "", group = ""] = user.split(":");
  return { file: `${loadFolder}/${file}`, content, permissions, owner, group };
}

/** The volumes for files without secrets, one per folder. New content changes the volume's name, so Pulumi replaces the container too. */
export function fileVolumes(stack: string, workload: Workload): FileVolume[] {
  return workload.files.map(({ folder, files }: FileSet) => {
    const uploads = sorted(files).map(([name, content]) => upload(name, content, "0444", workload.user));
    const label = workload.files.length === 1 ? "files" : (folder.split("/").pop() ?? "files");
    return {
      logicalName: `${workload.name}-${label}`,
      name: scopedName(stack, workload.name, label, contentHash(uploads)),
      folder,
      uploads,
    };
  });
}

/** The uploads of the secret files. Only the program's user can read them. */
export const secretUploads = (workload: Workload, secrets: Secrets): Upload[] =>
  sorted(workload.secretFiles).map(([name, content]) => upload(name, secretText(content, secrets), "0400", workload.user));

/** The common arguments of the containers that prepare a volume. */
const preparing = (stack: string, workload: Workload, image: string, volumeName: Input<string>) =>
  ({
    image,
    mustRun: false,
    restart: "no",
    networkMode: "none",
    memory: 16,
    memorySwap: 16,
    labels: stackLabels(stack, workload.name, "loader"),
    volumes: [{ volumeName, containerPath: loadFolder }],
  }) satisfies ContainerArgs;

/**
 * A loader: a container that is created but never started. Files that are uploaded into the container end up in the volume that it mounts.
 */
export const loaderArgs = (...of: Parameters<typeof preparing>) =>
  ({ ...preparing(...of), command: ["never-started"], start: false }) satisfies ContainerArgs;

/**
 * A container that makes the program's user the owner of the data volume, and exits. Without it, root would own the volume if the image
 * does not contain the folder.
 */
export const ownerArgs = (...[stack, workload, ...of]: Parameters<typeof preparing>) =>
  ({
    ...preparing(stack, workload, ...of),
    entrypoints: ["chown"],
    command: [workload.user, loadFolder],
    user: "0:0",
    attach: true,
    readOnly: true,
    capabilities: { adds: ["CHOWN"], drops: ["ALL"] },
    securityOpts: ["no-new-privileges"],
  }) satisfies ContainerArgs;

function healthTest(workload: Workload): string[] | undefined {
  const { health } = workload;
  if (health === undefined) return undefined;
  if ("exec" in health) return ["CMD", ...health.exec];
  const { port, path } = health.http;
  switch (workload.docker.probe) {
    case "wget":
      return ["CMD", "wget", "-q", "-T", "3", "-O", "/dev/null", `http://127.0.0.1:${port}${path}`];
    case "bash":
      return [
        "CMD",
        "bash",
        "-c",
        `exec 3<>/dev/tcp/127.0.0.1/${port} && printf 'GET ${path} HTTP/1.0\\r\\nHost: 127.0.0.1\\r\\n\\r\\n' >&3 && read -r -t 3 _ status _ <&3 && [ "$status" = 200 ]`,
      ];
    case "none":
      return undefined;
  }
}

/**
 * The networks of a stack. Applications and all programs that are not restricted share `common`. `callers` has the restricted programs and
 * those that call them.
 */
type NetworkOfStack = "common" | "callers";

/** Returns the names of the restricted workloads: those with `callersOnly`. A workload that calls none of them cannot reach them. */
export const restrictedOf = (workloads: readonly Workload[]): string[] =>
  workloads.filter(({ docker }) => docker.callersOnly === true).map(({ name }) => name);

/** Returns the networks of a workload. `restricted` are the names of the restricted workloads. */
export function networksOf({ name, calls }: Pick<Workload, "name" | "calls">, restricted: readonly string[]): NetworkOfStack[] {
  if (restricted.includes(name)) return ["callers"];
  return calls.some(({ host }) => host !== undefined && restricted.includes(host)) ? ["common", "callers"] : ["common"];
}

/** A volume and its mount path. */
export interface Mount {
  readonly volumeName: Input<string>;
  readonly folder: string;
}

/**
 * Returns the path of Docker's socket on the host of the daemon. A socket under `/run` or `/var/run`, as in rootless Docker, has the same
 * path there. For any other address, returns the default path: Docker Desktop and similar programs run the daemon in a virtual machine with
 * the default path, although the client uses a path in the user's home folder.
 */
export const socketOf = (dockerHost: string): string => /^unix:\/\/(\/(?:var\/)?run\/.+)$/.exec(dockerHost)?.[1] ?? dockerSocket;

/** The networks and volumes of a container. The volumes in `content` are mounted read-only. */
export interface Place {
  readonly networks: readonly Input<string>[];
  readonly content: readonly Mount[];
  readonly data?: Mount;
  /** Path of Docker's socket on the host of the daemon. Default: `dockerSocket`. */
  readonly socket?: string;
}

/**
 * The container of a workload. Values for which the daemon has defaults, such as swap, are set explicitly. Otherwise, the next `up` would
 * show a diff.
 */
export function containerArgs(stack: string, workload: Workload, { networks, content, data, socket = dockerSocket }: Place) {
  const test = healthTest(workload);
  const { memoryMiB, processes } = workload.resources;
  return {
    name: scopedName(stack, workload.name),
    image: workload.image,
    ...(workload.args.length > 0 && { command: [...workload.args] }),
    envs: sorted(workload.env).map(([name, value]) => `${name}=${value}`),
    user: workload.user,
    hostname: workload.name,
    labels: [
      ...stackLabels(stack, workload.name, "program"),
      ...sorted(workload.docker.labels ?? {}).map(([label, value]) => ({ label, value })),
    ],
    networksAdvanced: networks.map((name) => ({ name, aliases: [workload.name, ...workload.aliases] })),
    ports: sorted(workload.docker.publish).map(([name, external]) => ({ internal: portOf(workload, name), external, ip: "127.0.0.1" })),
    volumes: [
      ...content.map(({ volumeName, folder }) => ({ volumeName, containerPath: folder, readOnly: true })),
      ...(data === undefined ? [] : [{ volumeName: data.volumeName, containerPath: data.folder, readOnly: false }]),
      ...(workload.node === undefined
        ? []
        : [
            {
              hostPath: workload.node.reads.docker === dockerSocket ? socket : workload.node.reads.docker,
              containerPath: workload.node.at ?? workload.node.reads.docker,
              readOnly: true,
            },
          ]),
    ],
    tmpfs: { "/tmp": "rw,noexec,nosuid,nodev,size=64m" },
    readOnly: true,
    capabilities: { drops: ["ALL"] },
    securityOpts: ["no-new-privileges"],
    memory: memoryMiB,
    memorySwap: memoryMiB,
    // The provider cannot set a pids limit. This ulimit limits the processes of the user ID instead, which also stops a fork bomb. It has
    // no effect on programs that run as root, such as the log agent.
    ulimits: [{ name: "nproc", soft: processes, hard: processes }],
    restart: "unless-stopped",
    logDriver: "json-file",
    logOpts: {
      "max-file": "3",
      "max-size": "10m",
      ...(workload.docker.named === true && { labels: Object.values(stackContainerLabels).sort().join(",") }),
    },
    destroyGraceSeconds: 10,
    // Write durations as Go formats them. `60s` instead of `1m0s` would show a diff at every `up`.
    ...(test && { healthcheck: { tests: test, interval: "15s", timeout: "5s", retries: 3, startPeriod: "1m0s" } }),
  } satisfies ContainerArgs;
}

function portOf(workload: Workload, name: string): number {
  const port = workload.ports[name];
  if (port === undefined) throw new Error(`${workload.name} has no port "${name}".`);
  return port;
}
