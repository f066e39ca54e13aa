import type { V1Pod } from "@kubernetes/client-node";
import { hasHost, listed, stateOf, type Inspected } from "../../../../stacks/commands/shell/docker-replicas";
import { behind, mainContainer, serviceOfHost, stateOfPod } from "../../../../stacks/commands/shell/pods";

describe("a container", () => {
  const container = (state: Partial<Inspected["State"]>, restarts = 0): Inspected => ({
    Id: "abc",
    Name: "/monitoring-dev-orders",
    RestartCount: restarts,
    State: {
      Status: "running",
      ExitCode: 0,
      OOMKilled: false,
      StartedAt: "2026-01-31T12:00:00Z",
      FinishedAt: "0001-01-01T00:00:00Z",
      ...state,
    },
    NetworkSettings: { Networks: { ours: { Aliases: ["orders", "orders.demo"] }, other: { Aliases: null } } },
  });

  it("is found by its name in the stack's network, and not by its name in another", () => {
    expect(hasHost(container({}), ["ours"], "orders.demo")).toBe(true);
    expect(hasHost(container({}), ["other", "gone"], "orders.demo")).toBe(false);
    expect(hasHost(container({}), ["ours"], "order.demo")).toBe(false);
    expect(listed("dev", { host: "orders.demo" }, ["ours"])).toEqual(["ps", "--all", "--quiet", "--no-trunc", "--filter", "network=ours"]);
    expect(listed("dev", { workload: "orders" }, [])).toContain("label=monitoring.workload=orders");
  });

  it("shows its state, restarts, and why it ended", () => {
    expect(stateOf(container({ Health: { Status: "unhealthy" } }, 3))).toEqual({
      name: "monitoring-dev-orders",
      state: "running (unhealthy)",
      restarts: 3,
      started: "2026-01-31T12:00:00Z",
      ended: undefined,
    });
    const killed = stateOf(container({ Status: "exited", OOMKilled: true, ExitCode: 137, FinishedAt: "2026-01-31T13:00:00Z" }));
    expect(killed).toMatchObject({ state: "exited", ended: "out of memory, 2026-01-31T13:00:00Z" });
    expect(stateOf(container({ Status: "exited", ExitCode: 1, FinishedAt: "2026-01-31T13:00:00Z" })).ended).toBe(
      "exit code 1, 2026-01-31T13:00:00Z",
    );
  });
});

describe("a Service and its pods", () => {
  it("is the name and the namespace of a host in the cluster, and no other host", () => {
    for (const host of ["web.shop", "web.shop.svc", "web.shop.svc.cluster.local", "web.shop."])
      expect(serviceOfHost(host)).toEqual({ name: "web", namespace: "shop" });
    for (const host of ["db.example.com", "web", "10.0.0.1", "db.eu.rds.example.com", "Web.shop"])
      expect(serviceOfHost(host)).toBeUndefined();
  });

  it("selects its pods, or stands for another host", () => {
    expect(behind({ spec: { selector: { app: "web", tier: "a" } } })).toEqual({ selector: "app=web,tier=a" });
    expect(behind({ spec: { type: "ExternalName", externalName: "web.other" } })).toEqual({ host: "web.other" });
    expect(behind({ spec: {} })).toBeUndefined();
  });

  const pod = (status: V1Pod["status"], annotations: Record<string, string> = {}): V1Pod => ({
    metadata: { name: "web-1", namespace: "shop", annotations },
    spec: { nodeName: "node-a", containers: [{ name: "proxy" }, { name: "web" }] },
    ...(status === undefined ? {} : { status }),
  });

  it("has the log of its default container, or of its first one", () => {
    expect(mainContainer(pod({}, { "kubectl.kubernetes.io/default-container": "web" }))).toBe("web");
    expect(mainContainer(pod({}))).toBe("proxy");
  });

  it("shows why a pod does not run, and why its container ended", () => {
    const crashed = pod({
      phase: "Running",
      containerStatuses: [
        {
          name: "web",
          image: "web",
          imageID: "",
          ready: false,
          restartCount: 7,
          state: { waiting: { reason: "CrashLoopBackOff" } },
          lastState: { terminated: { exitCode: 137, reason: "OOMKilled", finishedAt: new Date("2026-01-31T13:00:00Z") } },
        },
      ],
    });
    expect(stateOfPod(crashed, "web")).toEqual({
      name: "shop/web-1",
      node: "node-a",
      state: "CrashLoopBackOff",
      restarts: 7,
      started: undefined,
      ended: "OOMKilled (exit code 137), 2026-01-31T13:00:00.000Z",
    });
    const pending = pod({ phase: "Pending", conditions: [{ type: "PodScheduled", status: "False", message: "0/3 nodes have room" }] });
    expect(stateOfPod(pending, "web").state).toBe("Pending: 0/3 nodes have room");
  });
});
