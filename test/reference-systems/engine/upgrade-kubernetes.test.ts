import { keep } from "../../engine/command";
import { copyProject, playedImages, projectOf, type Project } from "../../engine/kubernetes/project";
import { makeStack, type Stack } from "../../engine/kubernetes/stack";
import { startCluster, type Cluster } from "../../support/cluster/cluster";
import { released } from "./released";
import { succeeded } from "../../engine/succeeded";

const minutes = (count: number): number => count * 60_000;
jest.setTimeout(minutes(15));

const namespace = "monitoring-upgrade";
let cluster: Cluster;
let now: Project;
let before: Project;
let stack: Stack;

interface Listed<Item> {
  readonly items: readonly (Item & { readonly metadata: { readonly name: string; readonly uid: string } })[];
}

async function listed<Item>(kind: string): Promise<Listed<Item>["items"]> {
  const text = await cluster.kubectl(["get", kind, "--namespace", namespace, "--output=json"]);
  return (JSON.parse(text) as Listed<Item>).items;
}

/** The uid of each volume claim, by name. If a claim is recreated, its uid changes. */
const claims = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await listed("persistentvolumeclaims")).map(({ metadata }) => [metadata.name, metadata.uid]));

/** The key in `secretValues` of Gatus' file of heartbeats. An upgrade may change the texts in the file, but not the tokens. */
const configuration = "gatus/heartbeats.yml";
const tokensIn = (file: string): string =>
  (
    Buffer.from(file, "base64")
      .toString()
      .match(/"token":"[^"]+"/g) ?? []
  ).join();

/**
 * All values of all Secrets, by program and key. Of `configuration`, only the tokens are returned. Pulumi generates the ends of the names
 * of Secrets, so the ends are left out.
 */
async function secretValues(): Promise<Record<string, string>> {
  const secrets = await listed<{ readonly data?: Readonly<Record<string, string>> }>("secrets");
  return Object.fromEntries(
    secrets.flatMap(({ metadata, data = {} }) =>
      Object.entries(data).map(([key, value]) => {
        const name = `${metadata.name.replace(/-secrets.*$/, "")}/${key}`;
        return [name, name === configuration ? tokensIn(value) : value] as const;
      }),
    ),
  );
}

beforeAll(async () => {
  cluster = await startCluster();
  now = copyProject();
  before = projectOf(released.commit);
  const settings = {
    "kubernetes.kubeconfig": cluster.kubeconfig,
    "kubernetes.context": cluster.context,
    "kubernetes.namespace": namespace,
    imageReferences: playedImages(false),
  };
  now.configure("staging", settings);
  stack = await makeStack(now, "staging", "staging");
  before.configure("staging", { ...settings, imageReferences: released.images, secretsFile: now.setting("staging", "secretsFile") });
  const up = await stack.pulumi(["up", "--yes", "--skip-preview"], { cwd: before.root });
  keep("upgrade-kubernetes-before", up);
  if (up.code !== 0) throw new Error(up.output);
}, minutes(60));
afterAll(async () => {
  now.remove();
  before.remove();
  await cluster.stop();
});

describe(`an upgrade of staging from ${released.commit} on Kubernetes`, () => {
  it("neither deletes nor replaces a volume claim, a Secret or the namespace in its preview", async () => {
    const changes = await stack.changes();
    const kept = /:(PersistentVolumeClaim|Namespace|Secret)::(?!gatus-secrets$)/;
    expect(changes.filter((change) => /^(delete|replace)/.test(change) && kept.test(change))).toEqual([]);
  });

  it("keeps every volume claim and every secret value, and ends with every program ready", async () => {
    const [claimsBefore, secretsBefore] = await Promise.all([claims(), secretValues()]);
    expect(Object.keys(claimsBefore).length).toBeGreaterThan(3);
    expect(Object.keys(secretsBefore).length).toBeGreaterThan(10);
    expect(secretsBefore[configuration]).toContain("canary-of-gatus-heartbeat");
    const up = await stack.up();
    keep("upgrade-kubernetes", up);
    succeeded(up);
    expect(await claims()).toMatchObject(claimsBefore);
    expect(await secretValues()).toMatchObject(secretsBefore);
    expect(await stack.changes("--refresh")).toEqual([]);
  });
});
