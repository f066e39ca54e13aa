import { describe, expect, test } from "@jest/globals";
import { stalePidFiles } from "../../../stacks/supply/docker-pid-files";

const stale = (files: Readonly<Record<string, string>>): string[] => stalePidFiles((file) => files[file]);

describe("pid files of the Docker daemon", () => {
  test("a missing file is not stale", () => {
    expect(stale({})).toEqual([]);
  });

  test("the file of a running daemon is kept", () => {
    expect(stale({ "/var/run/docker.pid": "41", "/proc/41/comm": "dockerd" })).toEqual([]);
  });

  test("the file of an ended process is stale", () => {
    expect(stale({ "/var/run/docker.pid": "41" })).toEqual(["/var/run/docker.pid"]);
  });

  test("the file of a process id that another program reused is stale", () => {
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
