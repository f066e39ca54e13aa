import { createServer, type Server } from "node:http";
import { CoreV1Api, KubeConfig } from "@kubernetes/client-node";
import type { KubernetesSettings } from "../../../../stacks/config/kubernetes";
import { ClusterPods } from "../../../../stacks/commands/shell/kubernetes-replicas";

const namespace = "/api/v1/namespaces/shop";
const pod = {
  metadata: { name: "web-1", namespace: "shop" },
  spec: { containers: [{ name: "web" }] },
  status: {
    phase: "Running",
    containerStatuses: [{ name: "web", image: "web", imageID: "", ready: true, restartCount: 2, state: { running: {} } }],
  },
};

let server: Server;
let asked: string[];
let pods: ClusterPods;

/** Responses of the API server, by path. Other paths are not found. */
const answers: Readonly<Record<string, unknown>> = {
  [`${namespace}/services/web`]: { spec: { selector: { app: "web" } } },
  [`${namespace}/services/alias`]: { spec: { type: "ExternalName", externalName: "web.shop.svc.cluster.local" } },
  [`${namespace}/services/vendor`]: { spec: { type: "ExternalName", externalName: "db.example.com" } },
  [`${namespace}/services/loop`]: { spec: { type: "ExternalName", externalName: "loop.shop" } },
  [`${namespace}/pods`]: { items: [pod] },
  [`${namespace}/pods/web-1/log`]: "a line\n",
};

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://cluster");
    asked.push(`${url.pathname}${decodeURIComponent(url.search)}`);
    const answer = answers[url.pathname];
    response.statusCode = answer === undefined ? (url.pathname.includes("forbidden") ? 403 : 404) : 200;
    response.setHeader("content-type", typeof answer === "string" ? "text/plain" : "application/json");
    response.end(typeof answer === "string" ? answer : JSON.stringify(answer ?? { message: "it is not there" }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const config = new KubeConfig();
  config.loadFromClusterAndUser({ name: "test", server: `http://127.0.0.1:${address.port}`, skipTLSVerify: false }, { name: "test" });
  pods = new ClusterPods(config.makeApiClient(CoreV1Api), "live", { namespace: "monitoring" } as KubernetesSettings);
});
afterEach(async () => {
  await new Promise((done) => server.close(done));
});

it("finds the pods of a service through the selector of its Service, or of the Service that it stands for", async () => {
  for (const host of ["web.shop", "alias.shop"]) {
    const [found] = await pods.replicas({ host });
    expect(found).toMatchObject({ name: "shop/web-1", state: "Running", restarts: 2 });
    expect(asked.at(-1)).toBe(`${namespace}/pods?labelSelector=app=web`);
  }
});

it("finds nothing for a host without a Service, at a vendor, or that stands for itself", async () => {
  for (const host of ["gone.shop", "vendor.shop", "loop.shop", "db.eu.example.com"]) expect(await pods.replicas({ host })).toEqual([]);
});

it("passes on that the cluster refuses", async () => {
  await expect(pods.replicas({ host: "forbidden.shop" })).rejects.toThrow(
    "the Service forbidden in the namespace shop: the cluster refused (403): it is not there",
  );
});

it("finds the pods of a program in the namespace of the stack", async () => {
  await expect(pods.replicas({ workload: "gone" })).rejects.toThrow("the pods of monitoring: the cluster refused (404)");
  expect(asked).toEqual(["/api/v1/namespaces/monitoring/pods?labelSelector=app.kubernetes.io/name=gone"]);
});

it("reads the log since a time, or before the last restart", async () => {
  const [found] = await pods.replicas({ host: "web.shop" });
  const since = new Date(Date.now() - 90_000);
  expect(await found?.logs({ since, tail: 10, previous: false })).toEqual({ code: 0, output: "a line\n" });
  const query = new URL(asked.at(-1) ?? "", "http://cluster").searchParams;
  expect(query.get("container")).toBe("web");
  expect(query.get("tailLines")).toBe("10");
  expect(Number(query.get("sinceSeconds"))).toBeGreaterThanOrEqual(90);
  await found?.logs({ tail: 10, previous: true });
  expect(asked.at(-1)).toContain("previous=true");
});
