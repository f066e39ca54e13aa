import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onlyCreated } from "../../../stacks/local/pulumi";
import { readRecord, saveRecord } from "../../../stacks/local/records";

describe("the record of a run", () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), "monitoring-records-"))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const drills = {
    at: "2026-11-21T09:00:00.000Z",
    results: [
      { fault: "redis-down", alertname: "RedisDown", firedAfter: 31.5, resolvedAfter: undefined, channels: ["slack:shop"], pages: [] },
    ],
  };

  it("is read as it was saved, and is undefined if the run did not happen", () => {
    saveRecord(root, "drills", drills);
    expect(readRecord(root, "drills")).toEqual(drills);
    expect(readRecord(root, "last-up")).toBeUndefined();
  });

  it("is undefined if the file cannot be parsed", () => {
    mkdirSync(path.join(root, ".state"));
    writeFileSync(path.join(root, ".state/drills.json"), '{"at": "2026');
    expect(readRecord(root, "drills")).toBeUndefined();
    writeFileSync(path.join(root, ".state/drills.json"), '{"at": 1, "results": []}');
    expect(readRecord(root, "drills")).toBeUndefined();
  });
});

describe("an update that only created resources", () => {
  const summary = (...lines: string[]) => `Outputs:\n\nResources:\n${lines.map((line) => `    ${line}\n`).join("")}\nDuration: 40s\n`;

  it("is recognised by a summary with only created resources", () => {
    expect(onlyCreated(summary("+ 85 created"))).toBe(true);
  });

  it.each([
    [["85 unchanged"]],
    [["+ 2 created", "83 unchanged"]],
    [["+ 2 created", "~ 1 updated"]],
    [["+ 2 created", "+-1 replaced", "4 unchanged"]],
  ])("is not recognised if the CLI prints %j", (lines) => {
    expect(onlyCreated(summary(...lines))).toBe(false);
  });
});
