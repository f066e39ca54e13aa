import { describe, expect, test } from "@jest/globals";
import { stalePidFiles } from "../../../stacks/supply/docker-pid-files";

const stale = (files: Readonly<Record<string, string>>): string[] => stalePidFiles((file) => files[file]);

describe("a stale pid file of the Docker daemon", () => {
  test("is not reported if there is no file", () => {
    expect(stale({})).toEqual([]);
  });

  test("is not reported for a running daemon", () => {
    expect(stale({ "/var/run/docker.pid": "41", "/proc/41/comm": "dockerd" })).toEqual([]);
  });

  test("is reported if the daemon's process has ended", () => {
    expect(stale({ "/var/run/docker.pid": "41" })).toEqual(["/var/run/docker.pid"]);
  });

  test("is reported if another program now has the daemon's process id", () => {
    expect(
      stale({
        "/var/run/docker.pid": "41",
        "/proc/41/comm": "bash",
        "/var/run/docker/containerd/containerd.pid": "42",
        "/proc/42/comm": "dockerd",
      }),
    ).toEqual(["/var/run/docker.pid", "/var/run/docker/containerd/containerd.pid"]);
  });
});
