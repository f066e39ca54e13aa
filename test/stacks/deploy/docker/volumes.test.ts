import { UserError } from "../../../../stacks/config/errors";
import { assertOwnVolumes, programsWithVolume } from "../../../../stacks/deploy/docker/volumes";
import type { AskDocker } from "../../../../stacks/deploy/docker/preflight";
import type { Previous } from "../../../../stacks/vendors/resources/previous";
import { shop } from "../../support/kubernetes";

const volume = (program: string): Previous => ({
  urn: `urn:pulumi:dev::monitoring::docker:index/volume:Volume::${program}-data`,
  type: "docker:index/volume:Volume",
  name: `${program}-data`,
  outputs: {},
});

test("the volume of a former program is found in the state, even if the stack was renamed, or in the daemon", async () => {
  const ask: AskDocker = (path) => Promise.resolve({ status: path === "/volumes/monitoring-dev-tempo-data" ? 200 : 404, body: "{}" });
  expect(await programsWithVolume("dev", ["loki", "tempo", "jaeger"], [volume("loki")], ask)).toEqual(["loki", "tempo"]);
  expect(await programsWithVolume("dev", ["loki", "tempo"], [volume("loki")], undefined)).toEqual(["loki"]);
});

/** A simulated Docker daemon in which a container of `stack` uses the data volume of `shop`. */
const usedBy =
  (stack: string, asked: string[] = []): AskDocker =>
  (path) => {
    asked.push(decodeURIComponent(path));
    const Mounts = [{ Name: "monitoring-dev-shop-data" }, {}];
    return Promise.resolve({
      status: 200,
      body: JSON.stringify([{ Names: ["/monitoring-new-shop"], Labels: { "monitoring.stack": stack }, Mounts }]),
    });
  };

test("a new stack with the former name of a renamed stack is refused, because it would write to the other stack's volumes", async () => {
  const asked: string[] = [];
  await expect(assertOwnVolumes("dev", [shop], [], usedBy("new", asked))).rejects.toThrow(
    [
      "Data volumes belong to another stack; nothing was changed.",
      "  volume monitoring-dev-shop-data is used by the container monitoring-new-shop of the stack new, which was probably renamed from dev: give this stack another name",
    ].join("\n"),
  );
  expect(asked).toEqual(['/containers/json?all=1&filters={"volume":["monitoring-dev-shop-data"]}']);
});

test("volumes of the stack itself are accepted, and the daemon is asked only if a volume is new and the daemon is available", async () => {
  await expect(assertOwnVolumes("dev", [shop], [], usedBy("dev"))).resolves.toBeUndefined();
  const asked: string[] = [];
  await expect(assertOwnVolumes("dev", [shop], [volume("shop")], usedBy("new", asked))).resolves.toBeUndefined();
  expect(asked).toEqual([]);
  await expect(assertOwnVolumes("dev", [shop], [], undefined)).resolves.toBeUndefined();
});

test.each([
  [{ status: 500, body: '{"message":"no database"}\n' }, 'status 500: {"message":"no database"}'],
  [{ status: 0, body: "ECONNRESET" }, "ECONNRESET"],
])("an answer from which nothing can be concluded (%j) is an error, because another stack may use the volumes", async (answer, reason) => {
  const ask: AskDocker = () => Promise.resolve(answer);
  await expect(assertOwnVolumes("dev", [shop], [], ask)).rejects.toThrow(
    new UserError(
      `Docker did not say which containers use the data volumes of this stack (${reason}); nothing was changed. Read the log of the Docker daemon, and run the command again.`,
    ),
  );
  await expect(programsWithVolume("dev", ["loki"], [], ask)).rejects.toThrow(
    new UserError(
      `Docker did not say whether the volume monitoring-dev-loki-data exists (${reason}); nothing was changed. Read the log of the Docker daemon, and run the command again.`,
    ),
  );
});
