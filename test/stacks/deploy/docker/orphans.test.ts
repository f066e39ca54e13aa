import type { AskDocker } from "../../../../stacks/deploy/docker/preflight";
import { idsInState, orphansOf, removeOrphans } from "../../../../stacks/deploy/docker/orphans";

const exported = JSON.stringify({
  deployment: {
    resources: [
      { type: "pulumi:pulumi:Stack" },
      { type: "docker:index/container:Container", id: "c1" },
      { type: "docker:index/volume:Volume", id: "v1" },
      { type: "monitoring:stack:Loki", id: "not docker's" },
    ],
  },
});

/** A simulated Docker daemon. It adds the path of every DELETE request to `removed`, and responds to the request with `status`. */
function daemon(removed: string[], status = 204): AskDocker {
  const answers: Record<string, unknown> = {
    "/containers/json": [
      { Id: "c1", Names: ["/known"] },
      { Id: "c2", Names: ["/forgotten"] },
    ],
    "/volumes": { Volumes: [{ Name: "v1" }, { Name: "v2" }, { Name: "data", Labels: { "monitoring.role": "data" } }] },
    "/networks": [{ Id: "n1", Name: "monitoring-dev" }],
  };
  return (path, method) => {
    const [name = "", query = ""] = path.split("?");
    if (method === "DELETE") {
      removed.push(name);
      return Promise.resolve({ status, body: "in use" });
    }
    expect(decodeURIComponent(query)).toContain('{"label":["monitoring.stack=dev"]}');
    return Promise.resolve({ status: 200, body: JSON.stringify(answers[name]) });
  };
}

test("only Docker resources are read from a state", () => {
  expect([...idsInState(exported)]).toEqual(["c1", "v1"]);
  expect([...idsInState('{"deployment":{}}')]).toEqual([]);
});

test("orphaned containers are removed before their volumes and networks", () => {
  const owned = [
    { kind: "network", id: "n", name: "n" },
    { kind: "volume", id: "v", name: "v" },
    { kind: "container", id: "c", name: "c" },
  ] as const;
  expect(orphansOf(owned, new Set()).map(({ kind }) => kind)).toEqual(["container", "volume", "network"]);
  expect(orphansOf(owned, new Set(["c", "v", "n"]))).toEqual([]);
});

test("only the stack's own objects that its state does not contain are removed, and no data volume", async () => {
  const removed: string[] = [];
  const gone = await removeOrphans("dev", exported, daemon(removed));
  expect(removed).toEqual(["/containers/c2", "/volumes/v2", "/networks/n1"]);
  expect(gone.map(({ name }) => name)).toEqual(["forgotten", "v2", "monitoring-dev"]);
});

test("the error names an object that Docker cannot remove", async () => {
  await expect(removeOrphans("dev", exported, daemon([], 409))).rejects.toThrow(
    "Docker could not remove the container forgotten, a leftover of a killed `up`: in use",
  );
});
