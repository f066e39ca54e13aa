import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { docker } from "../../../stacks/local/docker";
import { builtImages } from "../../../stacks/deploy/images";
import { ensurePulumi } from "../../../stacks/supply/ensure";
import { cacheRoot } from "../../../stacks/supply/paths";
import { keep, run, type Ended } from "../../engine/command";
import { copyProject, projectOf, type Project } from "../../engine/kubernetes/project";
import { succeeded } from "../../engine/succeeded";
import { released } from "./released";
import { releasedImages } from "./released-images";

const minutes = (count: number): number => count * 60_000;
jest.setTimeout(minutes(15));

const stack = "upgrade";
const secretsFile = ".state/secrets.json";
let before: Project;
let now: Project;
let cache: string;
let pulumi: (project: Project, args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ended>;

/** Configures a second stack, which can run next to the stack of `npm run up`: its name differs, and it publishes no fixed ports. */
function configure(project: Project, salt?: string): void {
  const text = readFileSync(path.join(project.root, "Pulumi.local.yaml"), "utf8");
  writeFileSync(path.join(project.root, `Pulumi.${stack}.yaml`), text.replace(/^encryptionsalt: .*\n/m, salt ?? ""));
  project.configure(stack, { environment: "local", images: "built", ports: undefined, secretsFile });
}

async function volumes(): Promise<string[]> {
  const filters = [`label=monitoring.stack=${stack}`, "label=monitoring.role=data"].flatMap((filter) => ["--filter", filter]);
  return (await docker("volume", "ls", "--quiet", ...filters)).split("\n").sort();
}

/** Runs a command as root in a container of the demo's image, with the volume at `/data`. */
const onVolume = (volume: string, ...command: readonly [string, ...string[]]): Promise<string> => {
  const image = builtImages(cacheRoot())?.["demo-app"] ?? "";
  const [program, ...args] = command;
  return docker("run", "--rm", "--user=0", "--network=none", `--volume=${volume}:/data`, `--entrypoint=${program}`, image, ...args);
};

const secrets = (project: Project): Record<string, string> =>
  JSON.parse(readFileSync(path.join(project.root, secretsFile), "utf8")) as Record<string, string>;

/** Waits until the demo has written rows to its database. Returns the number of rows. */
async function orders(): Promise<number> {
  const sql = ["psql", "--host=/tmp", "--username=postgres", "--dbname=orders", "--tuples-only", "--command=select count(*) from orders"];
  for (let left = 120; ; left--) {
    // The database server accepts connections only some time after its container has started.
    const count = await docker("exec", `monitoring-${stack}-postgres`, ...sql).then(Number, (error: unknown) => error);
    if (typeof count === "number" && count > 0) return count;
    if (left === 0) throw new Error(`The demo wrote no order: ${String(count)}`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

function keptSuccess(name: string, ended: Ended): void {
  keep(`upgrade-docker-${name}`, ended);
  succeeded(ended);
}

beforeAll(async () => {
  const { bin, env: tools } = await ensurePulumi();
  cache = await releasedImages();
  before = projectOf(released.commit);
  now = copyProject();
  const state = mkdtempSync(path.join(now.root, "state-"));
  const env = { ...tools, PULUMI_BACKEND_URL: `file://${state}?metadata=skip`, PULUMI_CONFIG_PASSPHRASE: "test" };
  pulumi = (project, args, more = {}) =>
    run(bin, [...args, "--stack", stack, "--non-interactive"], { cwd: project.root, env: { ...env, ...more } });
  configure(before);
  writeFileSync(path.join(before.root, "make-secrets.ts"), released.makeSecrets);
  keptSuccess("secrets", await run("npx", ["tsx", "make-secrets.ts"], { cwd: before.root }));
  keptSuccess("init", await pulumi(before, ["stack", "init"]));
  keptSuccess("before", await pulumi(before, ["up", "--yes", "--skip-preview"], { MONITORING_CACHE: cache }));
}, minutes(30));

afterAll(async () => {
  keptSuccess("destroy", await pulumi(now, ["destroy", "--yes", "--skip-preview"]));
  expect(await docker("ps", "--all", "--quiet", "--filter", `label=monitoring.stack=${stack}`)).toBe("");
  before.remove();
  now.remove();
  rmSync(cache, { recursive: true });
}, minutes(5));

it(`an upgrade of the local stack from ${released.commit} keeps every data volume, every password and every row`, async () => {
  const [volumesBefore, ordersBefore, secretsBefore] = [await volumes(), await orders(), secrets(before)];
  expect(volumesBefore).toHaveLength(6);
  // If a volume is recreated, this file is lost.
  for (const volume of volumesBefore) await onVolume(volume, "touch", "/data/before-the-upgrade");
  expect(ordersBefore).toBeGreaterThan(0);
  const salt = /^encryptionsalt: .*\n/m.exec(readFileSync(path.join(before.root, `Pulumi.${stack}.yaml`), "utf8"))?.[0];
  configure(now, salt);
  await run("cp", ["-rp", path.join(before.root, ".state"), now.root]);
  writeFileSync(
    path.join(now.root, "make-secrets.ts"),
    `import { prepareLocalSecrets } from "./stacks/local/secrets";
import { catalogue } from "./exporters/model/user-catalogue";
prepareLocalSecrets(process.cwd(), catalogue().view("local"));
`,
  );
  keptSuccess("secrets-now", await run("npx", ["tsx", "make-secrets.ts"], { cwd: now.root }));
  expect(secrets(now)).toMatchObject(secretsBefore);
  keptSuccess("up", await pulumi(now, ["up", "--yes", "--skip-preview"]));
  expect(await volumes()).toEqual(expect.arrayContaining(volumesBefore));
  for (const volume of volumesBefore) expect(await onVolume(volume, "ls", "/data")).toContain("before-the-upgrade");
  expect(await orders()).toBeGreaterThanOrEqual(ordersBefore);
  keptSuccess("again", await pulumi(now, ["up", "--yes", "--skip-preview", "--expect-no-changes"]));
});
