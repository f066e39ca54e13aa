import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { planEnvironment } from "../../../stacks/deploy/plan";
import { localSecrets, prepareLocalSecrets } from "../../../stacks/local/secrets";
import { secretKeysOf } from "../../../stacks/deploy/workload";
import { imagesWithout, localView, rendered } from "../support/samples";

const view = localView();

test("local contacts have addresses of the demo receiver, and all other secrets are generated at random", () => {
  let count = 0;
  const secrets = localSecrets(view, {}, () => `random-${++count}`);
  expect(secrets["slack-shop-alerts"]).toBe("http://receiver:8080/slack/shop-alerts");
  expect(secrets["discord-sites"]).toBe("http://receiver:8080/discord/sites");
  expect(secrets["webhook-dead-mans-switch"]).toBe("http://receiver:8080/heartbeat");
  expect(secrets["pagerduty-shop"]).toMatch(/^random-/);
  expect(secrets["monitor-demo-postgres"]).toMatch(/^random-/);
  expect(secrets["monitor-demo-postgres-replica"]).toBeUndefined();
  expect(Object.keys(secrets)).toEqual([...Object.keys(secrets)].sort());
});

test("generated secrets are kept, because databases were created with them, and addresses follow the catalogue", () => {
  const kept = { "demo-redis-app": "old", "slack-shop-alerts": "http://elsewhere", "someone's": "own" };
  expect(localSecrets(view, kept, () => "new")).toMatchObject({
    "demo-redis-app": "old",
    "demo-postgres-app": "new",
    "slack-shop-alerts": "http://receiver:8080/slack/shop-alerts",
    "someone's": "own",
  });
});

test("the local secrets include every secret that the local stack reads", () => {
  const settings = { ports: {}, memory: {}, demo: true };
  const demoFiles = () => ({ postgres: { a: "a" }, redis: { a: "a" } });
  const plan = planEnvironment({ settings, view, rendered, images: imagesWithout(), demoFiles });
  const secrets = localSecrets(view, {}, () => "x");
  expect([...secretKeysOf(plan.parts.map(({ workload }) => workload)).keys()].filter((key) => secrets[key] === undefined)).toEqual([]);
});

test("only the owner can read the secrets file and its folder, and a second run changes nothing", () => {
  const root = mkdtempSync(path.join(tmpdir(), "local-"));
  try {
    const { file, added } = prepareLocalSecrets(root, view);
    expect(added).toBeGreaterThan(10);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    const before = readFileSync(file, "utf8");
    expect(prepareLocalSecrets(root, view)).toEqual({ file, added: 0 });
    expect(readFileSync(file, "utf8")).toBe(before);
  } finally {
    rmSync(root, { recursive: true });
  }
});
