import type { Registered } from "./mocks";

/** The flags, environment variables and files that a program gets, in the same form for Docker and Kubernetes. */
export interface Shown {
  readonly args: readonly string[];
  readonly env: readonly string[];
  /** The content of plain and secret files, by absolute path. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Metadata {
  readonly name: string;
  readonly namespace: string;
}

/** Returns a value. If the value is a secret, unwraps it first. */
const bare = (value: unknown): unknown => (typeof value === "object" && value !== null && "value" in value ? value.value : value);

interface DockerContainer {
  readonly command?: readonly string[];
  readonly envs?: readonly string[];
  readonly hostname?: string;
  readonly start?: boolean;
  /** True for the containers that set a data volume's owner. They run only once. */
  readonly attach?: boolean;
  readonly uploads?: unknown;
  readonly volumes: readonly { readonly volumeName: string; readonly containerPath: string; readonly readOnly?: boolean }[];
}
interface Upload {
  readonly file: string;
  readonly content: string;
}

export function shownOnDocker(registered: readonly Registered[]): Record<string, Shown> {
  const containers = registered
    .filter(({ type }) => type === "docker:index/container:Container")
    .map(({ inputs }) => inputs as unknown as DockerContainer);
  const loaded = new Map(
    containers.filter(({ start }) => start === false).map(({ volumes, uploads }) => [volumes[0]?.volumeName, bare(uploads) as Upload[]]),
  );
  return Object.fromEntries(
    containers
      .filter(({ start, attach }) => start !== false && attach !== true)
      .map(({ hostname = "", command = [], envs = [], volumes }): [string, Shown] => [
        hostname,
        {
          args: command,
          env: envs,
          files: Object.fromEntries(
            volumes.flatMap(({ volumeName, containerPath }) =>
              (loaded.get(volumeName) ?? []).map(({ file, content }) => [file.replace("/load", containerPath), content]),
            ),
          ),
        },
      ]),
  );
}

interface Volume {
  readonly name: string;
  readonly projected?: {
    readonly sources: readonly {
      readonly configMap: { readonly name: string; readonly items: readonly { readonly key: string; readonly path: string }[] };
    }[];
  };
}
interface Pod {
  readonly containers: readonly {
    readonly args?: readonly string[];
    readonly env?: readonly { readonly name: string; readonly value?: string }[];
    readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  }[];
  readonly volumes: readonly Volume[];
}

/** Replaces `$$(` with `$(`, as the kubelet does. */
const expanded = (text: string): string => text.replaceAll("$$(", "$(");

export function shownOnKubernetes(registered: readonly Registered[]): Record<string, Shown> {
  const ofKind = (kind: string) => registered.filter(({ type }) => type.endsWith(`:${kind}`));
  const maps = new Map(
    ofKind("ConfigMap").map(({ inputs }) => [(inputs["metadata"] as Metadata).name, inputs["data"] as Readonly<Record<string, string>>]),
  );
  const secrets = new Map(ofKind("Secret").map(({ name, inputs }) => [name, bare(inputs["data"]) as Readonly<Record<string, string>>]));
  const filesIn = (workload: string, { name, projected }: Volume, at: string): [string, string][] => {
    if (name === "secrets")
      return Object.entries(secrets.get(`${workload}-secrets`) ?? {}).map(([file, data]) => [
        `${at}/${file}`,
        Buffer.from(data, "base64").toString(),
      ]);
    return (projected?.sources ?? []).flatMap(({ configMap }) =>
      configMap.items.map(({ key, path }): [string, string] => [`${at}/${path}`, maps.get(configMap.name)?.[key] ?? "missing"]),
    );
  };
  return Object.fromEntries(
    [...ofKind("Deployment"), ...ofKind("StatefulSet"), ...ofKind("DaemonSet")].map(({ name, inputs }): [string, Shown] => {
      const { containers, volumes } = (inputs["spec"] as { template: { spec: Pod } }).template.spec;
      const [container] = containers;
      const mounts = new Map(container?.volumeMounts.map((mount) => [mount.name, mount.mountPath]));
      return [
        name,
        {
          args: (container?.args ?? []).map(expanded),
          // On Kubernetes, a program that runs on every node also has variables with the names of its node and of the stack's namespace.
          env: (container?.env ?? [])
            .filter(({ name }) => name !== "NODE_NAME" && name !== "STACK_NAMESPACE")
            .map(({ name, value = "" }) => `${name}=${expanded(value)}`),
          files: Object.fromEntries(volumes.flatMap((volume) => filesIn(name, volume, mounts.get(volume.name) ?? "nowhere"))),
        },
      ];
    }),
  );
}
