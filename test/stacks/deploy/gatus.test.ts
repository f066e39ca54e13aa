import { secretKeysOf, secretText } from "../../../stacks/deploy/workload";
import { workloadNamed } from "../support/samples";

test("Gatus reads its configuration and its tokens from two subfolders, and no argument or environment variable contains a token", () => {
  const workload = workloadNamed("gatus");
  expect(workload.files).toEqual([{ folder: "/run/secrets/gatus", files: { "gatus.yml": "metrics: true\n" } }]);
  expect(workload.env["GATUS_CONFIG_PATH"]).toBe("/run/secrets");
  expect([...secretKeysOf([workload])]).toEqual([["gatus-heartbeat", ["gatus"]]]);
  const content = workload.secretFiles["heartbeats.yml"];
  if (content === undefined) throw new Error("no secret file");
  const text = secretText(content, { "gatus-heartbeat": 'a "token" with $HOME' });
  expect(text).toContain('"token":"a \\"token\\" with $$HOME"');
  expect((JSON.parse(text) as { "external-endpoints": unknown[] })["external-endpoints"]).toMatchObject([
    { name: "heartbeat", group: "monitoring", heartbeat: { interval: "5m" }, alerts: [{ type: "custom" }] },
  ]);
  expect(JSON.stringify([workload.args, workload.env, workload.files])).not.toContain("token");
});

test("a status page's program reads no secrets and is named after its system", () => {
  const workload = workloadNamed("status", {}, "status-demo");
  expect(workload).toMatchObject({ name: "status-demo", secretFiles: {}, env: { GATUS_CONFIG_PATH: "/run/secrets/gatus" } });
});
