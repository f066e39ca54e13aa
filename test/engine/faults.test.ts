import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { containerOf, docker } from "../../stacks/local/docker";
import { pulumi } from "../../stacks/local/pulumi";
import { localPulumi, localStack } from "../../stacks/local/stack";
import { npm, root } from "./command";
import { succeeded } from "./succeeded";

const minutes = (count: number): number => count * 60_000;
const settings = path.join(root, "Pulumi.local.yaml");

/** The local stack's containers, volumes and networks in Docker. */
async function left(): Promise<readonly string[]> {
  const filter = `label=monitoring.stack=${localStack}`;
  return Promise.all([
    docker("ps", "--all", "--quiet", "--filter", filter),
    docker("volume", "ls", "--quiet", "--filter", filter),
    docker("network", "ls", "--quiet", "--filter", filter),
  ]);
}

describe("npm run up fails and says what to do", () => {
  beforeAll(async () => {
    await npm("down");
  }, minutes(60));

  it(
    "if a port is in use",
    async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(9090, "127.0.0.1", resolve));
      try {
        const { code, output } = await npm("up");
        expect(output).toMatch(/9090/);
        expect(output).toMatch(/monitoring:ports/);
        expect(code).not.toBe(0);
        expect(await left()).toEqual(["", "", ""]);
      } finally {
        await new Promise((resolve) => server.close(resolve));
      }
    },
    minutes(60),
  );

  it(
    "if Docker does not answer",
    async () => {
      const { code, output } = await npm("up", [], { env: { DOCKER_HOST: "unix:///nowhere/docker.sock" } });
      expect(code).not.toBe(0);
      expect(output).toMatch(/Docker/);
      expect(output).not.toMatch(/^\s+at /m);
    },
    minutes(3),
  );

  it(
    "if the passphrase is wrong",
    async () => {
      const { code, output } = await npm("up", [], { env: { PULUMI_CONFIG_PASSPHRASE: "wrong" } });
      expect(code).not.toBe(0);
      expect(output).toMatch(/passphrase/i);
      expect(output).not.toMatch(/^\s+at /m);
    },
    minutes(3),
  );

  it(
    "if the stack's configuration has an error",
    async () => {
      const before = readFileSync(settings, "utf8");
      try {
        writeFileSync(settings, before.replace("prometheus: 9090", "prometeus: 9090"));
        const { code, output } = await npm("up");
        expect(code).not.toBe(0);
        expect(output).toMatch(/prometeus.*did you mean "prometheus"/);
        expect(await left()).toEqual(["", "", ""]);
      } finally {
        writeFileSync(settings, before);
      }
    },
    minutes(3),
  );
});

describe("npm run up that is killed", () => {
  it.each([8, 14, 20])(
    "after %i s is completed by one more run",
    async (seconds) => {
      await npm("up", [], { killAfter: seconds * 1000 });
      const again = await npm("up");
      succeeded(again);
      const call = await localPulumi(root);
      const preview = await pulumi(call, ["preview", "--stack", localStack, "--non-interactive", "--json"]);
      expect(Object.keys((JSON.parse(preview) as { changeSummary: Record<string, number> }).changeSummary)).toEqual(["same"]);
      const down = await npm("down");
      expect({ code: down.code, left: await left() }).toEqual({ code: 0, left: ["", "", ""] });
    },
    minutes(8),
  );
});

describe("containers removed outside Pulumi", () => {
  it(
    "are reported and recreated by the next run",
    async () => {
      expect((await npm("up")).code).toBe(0);
      await docker("rm", "--force", await containerOf(localStack, "loadgen"));
      const one = await npm("up");
      expect(one.output).toMatch(/1 of \d+ containers \(loadgen\) of the last `up` are gone/);
      expect(one.code).toBe(0);
      const all = (await docker("ps", "--all", "--quiet", "--filter", `label=monitoring.stack=${localStack}`)).split("\n");
      await docker("rm", "--force", ...all);
      const again = await npm("up");
      expect(again.output).toMatch(/All \d+ containers of the last `up` are gone/);
      expect(again.code).toBe(0);
      const down = await npm("down");
      expect({ code: down.code, left: await left() }).toEqual({ code: 0, left: ["", "", ""] });
    },
    minutes(10),
  );
});
