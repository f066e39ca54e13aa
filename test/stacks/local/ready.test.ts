import type { Server } from "node:http";
import { nothingChanged } from "../../../stacks/local/pulumi";
import { waitUntilProgramsReady, waitUntilReady } from "../../../stacks/local/ready";
import { addressOf, end, programsAt, serveAnswers } from "./support";

describe("whether an update changed nothing", () => {
  it.each([
    ["Resources:\n    88 unchanged\n\nDuration: 5s\n", true],
    ["Resources:\n    + 88 created\n\nDuration: 15s\n", false],
    ["Resources:\n    ~ 1 updated\n    87 unchanged\n\nDuration: 6s\n", false],
    ["Resources:\n    +-2 replaced\n    86 unchanged\n\nDuration: 6s\n", false],
    ["", false],
  ])("is read from %j as %s", (output, unchanged) => {
    expect(nothingChanged(output)).toBe(unchanged);
  });
});

describe("waiting for a stack that has no scrapes and no heartbeat", () => {
  const ready = {
    "/-/ready": [200, "ready"],
    "/api/v1/targets": [200, { data: { activeTargets: [] } }],
    "/health": [200, "ok"],
    "/heartbeat": [200, { lastReceivedAt: null, ageSeconds: null, count: 0 }],
  } as const;
  let server: Server;
  beforeAll(async () => (server = await serveAnswers(ready)));
  afterAll(() => end(server));
  const programs = () => programsAt({ prometheus: addressOf(server), receiver: addressOf(server) });

  it("ends when its programs are ready, if the update changed nothing", async () => {
    const found = await waitUntilProgramsReady(programs(), Date.now(), 60);
    expect(found.programs).toBeGreaterThanOrEqual(0);
    expect([found.firstScrape, found.allUp, found.alertReady]).toEqual([undefined, undefined, undefined]);
  });

  it("continues until the timeout, if the update changed a resource", async () => {
    const found = await waitUntilReady(programs(), Date.now(), 0.5);
    expect(found.programs).toBeGreaterThanOrEqual(0);
    expect(found.alertReady).toBeUndefined();
  });

  it("says at the timeout that a program is not ready", async () => {
    const closed = await serveAnswers({});
    try {
      const found = await waitUntilProgramsReady(programsAt({ prometheus: addressOf(closed) }), Date.now(), 0);
      expect(found.programs).toBeUndefined();
    } finally {
      await end(closed);
    }
  });
});
