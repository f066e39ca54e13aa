import { createHash } from "node:crypto";
import { builtPrefix, imageNames, images, sharedPackages, type BuiltImage, type ImageName } from "./image-table";
import { carries } from "./sources/debian-names";

/** The first 12 hexadecimal digits of the SHA-256 of a value's JSON. */
export const shortHash = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 12);

/** Tag of an image that is built on this machine. */
export const builtTag = (name: ImageName): string => `${builtPrefix}/${name}:${images[name].version}`;

/** Source of an image's program. */
export type Origin = { readonly debian: NonNullable<BuiltImage["debian"]> } | { readonly tool: NonNullable<BuiltImage["tool"]> };

/** The Debian package if Debian has the pinned version, else the tool; undefined if the image has neither. */
export function originOf(name: ImageName, debianVersions: ReadonlyMap<string, string>): Origin | undefined {
  const { version, built } = images[name];
  if (built?.debian !== undefined && carries(debianVersions.get(built.debian.package) ?? "", version)) return { debian: built.debian };
  return built?.tool === undefined ? undefined : { tool: built.tool };
}

/** Names of the Debian packages that contain programs of images. */
export const debianPackages: readonly string[] = imageNames.flatMap((name) => images[name].built?.debian?.package ?? []);

const ownedFolders = (): (readonly [string, string])[] =>
  imageNames.flatMap((name) => {
    const built = images[name].built;
    return built?.dataPath === undefined ? [] : [[built.dataPath, built.user] as const];
  });

/** The Dockerfile of the layer that all built images share. The layer contains `packages`, and the data folders with their owners. */
export function sharedDockerfile(base: string, packages: readonly string[]): string {
  const folders = ownedFolders();
  const slim = ["doc", "man", "info", "locale"].map((name) => `path-exclude=/usr/share/${name}/*\\n`).join("");
  const steps = [
    "export DEBIAN_FRONTEND=noninteractive",
    `printf '#!/bin/sh\\nexit 101\\n' > /usr/sbin/policy-rc.d`,
    "chmod +x /usr/sbin/policy-rc.d",
    `printf '${slim}' > /etc/dpkg/dpkg.cfg.d/slim`,
    // Use the same IDs as the upstream image of PostgreSQL.
    "groupadd --system --gid 999 postgres",
    "useradd --system --uid 999 --gid 999 --home-dir /var/lib/postgresql --shell /bin/sh postgres",
    "mkdir -p /etc/postgresql-common",
    "echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf",
    "apt-get -o Acquire::Check-Valid-Until=false -o Acquire::Check-Date=false -o Acquire::Retries=3 -qq update",
    `apt-get install -y -qq --no-install-recommends ${[...packages].sort().join(" ")}`,
    "rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/*.log /var/log/apt",
    "ln -s /bin/busybox /usr/local/bin/wget",
    `mkdir -p ${folders.map(([folder]) => folder).join(" ")}`,
    ...folders.map(([folder, user]) => `chown ${user} ${folder}`),
  ];
  return [`FROM ${base}`, `RUN ${steps.join(" && \\\n  ")}`, ""].join("\n");
}

/** Names of the packages in the shared layer. */
export const sharedLayerPackages = (origins: readonly Origin[]): string[] =>
  [...new Set([...sharedPackages, ...origins.flatMap((origin) => ("debian" in origin ? [origin.debian.package] : []))])].sort();

/** The Dockerfile of one image on top of the shared layer: program, user and PATH. `binary` is a file next to the Dockerfile. */
export function ownDockerfile(layer: string, built: BuiltImage, origin: Origin, binary: string | undefined): string {
  const program = "debian" in origin ? origin.debian.program : `/usr/bin/${binary ?? ""}`;
  return [
    `FROM ${layer}`,
    ...("tool" in origin && binary !== undefined ? [`COPY ${binary} /usr/bin/${binary}`] : []),
    ...(built.path === undefined ? [] : [`ENV PATH=${built.path}:/usr/local/bin:/usr/bin:/bin`]),
    `USER ${built.user}`,
    ...(program === undefined ? [] : [`ENTRYPOINT ["${program}"]`]),
    "",
  ].join("\n");
}
