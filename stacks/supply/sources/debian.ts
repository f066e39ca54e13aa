import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { UserError } from "../../config/errors";
import { writeWhole } from "../cache";
import { run } from "../command";
import { withLock } from "../lock";
import type { DebianSource } from "../tool";
import type { SourceContext } from "./context";
import { carries, unstableSources } from "./debian-names";

/** Package lists that are older than this many hours are fetched again. */
const listsKeptHours = 24;

function sourceFiles(): { name: string; text: string }[] {
  const folder = "/etc/apt/sources.list.d";
  const more = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(list|sources)$/.test(name)) : [];
  return ["/etc/apt/sources.list", ...more.map((name) => path.join(folder, name))]
    .filter((name) => existsSync(name))
    .map((name) => ({ name, text: readFileSync(name, "utf8") }));
}

const release = (): string => (existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "");
const releaseField = (name: string): string => new RegExp(`^${name}="?([^"\\n]*)`, "m").exec(release())?.[1] ?? "";
/** Whether this machine runs Debian or a derivative. */
export const isDebianLike = (): boolean => /\bdebian\b/.test(`${releaseField("ID")} ${releaseField("ID_LIKE")}`);

/** Settings for apt with separate folders, so that the machine's package database, lists and sources do not change. */
function settings(folder: string): string {
  return [
    `Dir::Etc "${folder}/etc";`,
    `Dir::Etc::sourcelist "/dev/null";`,
    `Dir::Etc::sourceparts "${folder}/etc/sources.list.d";`,
    `Dir::Etc::parts "/etc/apt/apt.conf.d";`,
    `Dir::Etc::trustedparts "/etc/apt/trusted.gpg.d";`,
    `Dir::State "${folder}/state";`,
    `Dir::State::lists "${folder}/lists";`,
    `Dir::State::status "${folder}/state/status";`,
    `Dir::Cache "${folder}/cache";`,
    `Acquire::Languages "none";`,
    `Acquire::Check-Valid-Until "false";`,
    `Acquire::Retries "2";`,
    ...(process.getuid?.() === 0 ? [`APT::Sandbox::User "root";`] : []),
    "",
  ].join("\n");
}

/** Access to Debian unstable through the machine's package sources. */
export class Unstable {
  private readonly folder: string;
  private readonly env: Readonly<Record<string, string>>;
  private ready: Promise<void> | undefined;

  constructor(private readonly root: string) {
    this.folder = path.join(root, "apt");
    this.env = { APT_CONFIG: path.join(this.folder, "apt.conf"), LC_ALL: "C" };
  }

  private async prepare(): Promise<void> {
    const sources = releaseField("ID") === "debian" ? unstableSources(sourceFiles(), releaseField("VERSION_CODENAME")) : [];
    if (sources.length === 0) throw new UserError("this machine has no Debian package sources");
    for (const below of ["etc/preferences.d", "etc/sources.list.d", "state", "lists/partial", "cache/archives/partial"]) {
      await mkdir(path.join(this.folder, below), { recursive: true });
    }
    await writeFile(path.join(this.folder, "state/status"), "");
    await writeWhole(path.join(this.folder, "etc/sources.list.d/unstable.sources"), `${sources.join("\n\n")}\n`);
    await writeWhole(path.join(this.folder, "apt.conf"), settings(this.folder));
    const stamp = path.join(this.folder, "updated");
    if (!existsSync(stamp) || Date.now() - statSync(stamp).mtimeMs > listsKeptHours * 3_600_000) await this.update();
  }

  private async update(): Promise<void> {
    await run("apt-get", ["update", "-qq"], { env: this.env });
    await writeFile(path.join(this.folder, "updated"), "");
  }

  private async open(): Promise<void> {
    this.ready ??= withLock(path.join(this.root, "locks", "apt"), () => this.prepare());
    await this.ready;
  }

  /** The available version of each package. Packages that do not exist are left out. */
  async versions(packages: readonly string[]): Promise<Map<string, string>> {
    await this.open();
    const output = await run("apt-cache", ["policy", ...packages], { env: this.env });
    const found = [...output.matchAll(/^(\S+):\n(?: {2}.*\n)*? {2}Candidate: (\S+)/gm)].map(
      (match) => [match[1] ?? "", match[2] ?? ""] as const,
    );
    return new Map(found.filter(([, version]) => version !== "(none)"));
  }

  /** Downloads packages and unpacks them into a folder. Does not run their scripts. */
  async unpack(packages: readonly string[], folder: string): Promise<void> {
    await this.open();
    const downloads = await mkdtemp(path.join(this.folder, "download-"));
    const download = (): Promise<string> => run("apt-get", ["download", "-qq", ...packages], { cwd: downloads, env: this.env });
    try {
      // Unstable changes every day. A version in an older list may no longer exist, so update the lists and try again.
      await download().catch(async () => {
        await this.update();
        await download();
      });
      for (const file of await readdir(downloads)) {
        if (file.endsWith(".deb")) await run("dpkg-deb", ["-x", path.join(downloads, file), folder]);
      }
    } finally {
      await rm(downloads, { recursive: true, force: true });
    }
  }
}

const opened = new Map<string, Unstable>();
/** Returns one instance per cache folder, so that the package lists are prepared only once. */
export function unstable(root: string): Unstable {
  const known = opened.get(root) ?? new Unstable(root);
  opened.set(root, known);
  return known;
}

/** Copies a tool's binaries from its Debian package. Throws UserError when Debian unstable does not have the pinned version. */
export async function makeFromDebian(source: DebianSource, version: string, folder: string, { root }: SourceContext): Promise<void> {
  const archive = unstable(root);
  const found = (await archive.versions([source.package])).get(source.package);
  if (found === undefined) throw new UserError(`Debian has no package ${source.package}`);
  if (!carries(found, version)) throw new UserError(`Debian has ${source.package} ${found}, not ${version}`);
  const unpacked = path.join(folder, ".unpacked");
  await archive.unpack([source.package], unpacked);
  await mkdir(path.join(folder, "bin"));
  for (const [binary, inPackage] of Object.entries(source.files)) {
    await rename(path.join(unpacked, inPackage), path.join(folder, "bin", binary));
    await chmod(path.join(folder, "bin", binary), 0o755);
  }
  await rm(unpacked, { recursive: true, force: true });
}
