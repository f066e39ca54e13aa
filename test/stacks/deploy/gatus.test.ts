import { publicPages } from "../../../exporters/uptime/status-pages";
import { gatusWorkload, statusPageWorkload } from "../../../stacks/deploy/programs/gatus";
import { secretKeysOf, secretText } from "../../../stacks/deploy/workload";
import { image, localView, rendered } from "../support/samples";

const view = localView();

test("Gatus reads its configuration and its tokens from two folders below one, and no token is an argument or in the environment", () => {
  const workload = gatusWorkload({ view, rendered, image });
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

test("a status page has no secrets and is called after its system", () => {
  const [page] = publicPages(view);
  if (page === undefined) throw new Error("no status page");
  const workload = statusPageWorkload({ view, rendered, image, page });
  expect(workload).toMatchObject({ name: "status-demo", secretFiles: {}, env: { GATUS_CONFIG_PATH: "/run/secrets/gatus" } });
});
