import { mkdtempSync, rmSync, symlinkSync, mkdirSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { endViewer, runningViewer, startInBackground } from "../../stacks/local/viewer/background";
import { preparePage } from "../../stacks/local/viewer/prepare";
import { repo } from "../support/sources";
import { until } from "../support/until";

jest.setTimeout(300_000);

const args = ["--env", "local", "--port", "0", "--prometheus", "http://127.0.0.1:9"];
let root = "";

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

beforeAll(async () => {
  await preparePage();
  // A separate root folder, so that the test does not end the viewer of a local stack that runs on this machine.
  root = mkdtempSync(path.join(tmpdir(), "viewer-background-"));
  mkdirSync(path.join(root, ".state"));
  for (const name of ["stacks", "node_modules", "package.json"]) symlinkSync(path.join(repo, name), path.join(root, name));
});

afterAll(async () => {
  await endViewer(root, "local");
  rmSync(root, { recursive: true, force: true });
});

describe("the viewer in the background", () => {
  it("shows the dashboards of its environment until it is stopped", async () => {
    const viewer = await startInBackground(root, "local", args);
    expect(viewer.dashboards.map(({ uid }) => uid)).toContain("monitoring-overview");
    expect(await runningViewer(root, "local")).toEqual(viewer);
    expect((await fetch(`${viewer.url}/d/monitoring-overview`)).status).toBe(200);

    await endViewer(root, "local");
    expect(await runningViewer(root, "local")).toBeUndefined();
    await expect(fetch(viewer.url)).rejects.toThrow("fetch failed");
    await until("the process has ended", () => Promise.resolve(isRunning(viewer.pid) ? undefined : true));
    expect(existsSync(path.join(root, ".state/viewer-local.json"))).toBe(false);
  });

  it("that cannot start reports its message", async () => {
    await expect(startInBackground(root, "local", ["--env", "nowhere"])).rejects.toThrow(/^The viewer ended:\n--env: .*"nowhere".*local/su);
    expect(await runningViewer(root, "local")).toBeUndefined();
  });

  it("can be stopped for one stack while it runs for another", async () => {
    const viewer = await startInBackground(root, "local", args);
    const other = await startInBackground(root, "other", args);
    await endViewer(root, "other");
    expect(await runningViewer(root, "other")).toBeUndefined();
    expect(await runningViewer(root, "local")).toEqual(viewer);
    expect(other.pid).not.toBe(viewer.pid);
  });
});
