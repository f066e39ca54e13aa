import { httpRouteArgs, ingressArgs } from "../../../../stacks/deploy/kubernetes/access";
import { defaultDenyArgs, networkPolicyArgs } from "../../../../stacks/deploy/kubernetes/network";
import type { Access } from "../../../../stacks/deploy/kubernetes/place";
import { onKubernetes, type Workload } from "../../../../stacks/deploy/workload";
import { place, shop } from "../../support/kubernetes";

const plain: Workload = { ...shop, aliases: [], ports: { http: 8080 }, kubernetes: onKubernetes() };
const pods = (name: string) => ({ podSelector: { matchLabels: { "app.kubernetes.io/name": name } } });
const namespace = (name: string) => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } });
const tcp = (...ports: number[]) => ports.map((port) => ({ protocol: "TCP", port }));
const dns = {
  to: [{ ...namespace("kube-system"), podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }],
  ports: [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ],
};
const publicAddresses = [
  { ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"] } },
  { ipBlock: { cidr: "::/0", except: ["fc00::/7", "fe80::/10"] } },
];
const specOf = (workload: Workload, all: readonly Workload[] = [workload], where = place) => networkPolicyArgs(workload, where, all).spec;

test("the default policy denies all connections to and from the namespace's pods", () => {
  expect(defaultDenyArgs(place)).toMatchObject({
    metadata: { name: "default-deny", namespace: "watch" },
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  });
});

test("a program without declared connections cannot connect to any address, not even to DNS", () => {
  expect(specOf(plain)).toEqual({ ...pods("shop"), policyTypes: ["Ingress", "Egress"], ingress: [], egress: [] });
});

test("a declared connection is allowed for both pods, by program name and by alias", () => {
  const orders: Workload = { ...plain, name: "orders", aliases: ["orders.demo"], ports: { http: 8080, metrics: 9464 } };
  const caller: Workload = {
    ...plain,
    name: "caller",
    calls: [
      { host: "orders.demo", port: 9464 },
      { host: "orders", port: 8080 },
    ],
  };
  const all = [orders, caller];
  expect(specOf(caller, all).egress).toEqual([{ to: [pods("orders")], ports: tcp(8080, 9464) }, dns]);
  expect(specOf(orders, all).ingress).toEqual([{ from: [pods("caller")], ports: tcp(8080, 9464) }]);
  expect(specOf(orders, all).egress).toEqual([]);
});

test("a monitored system's service is in the system's namespace, and other host names are outside the cluster", () => {
  const calls = [
    { host: "api.far", port: 8000 },
    { host: "db.team.svc", port: 5432 },
    { host: "example.com", port: 443 },
    { host: "10.1.2.3", port: 9100 },
    { port: 443 },
  ];
  expect(specOf({ ...plain, calls }).egress).toEqual([
    { to: publicAddresses, ports: tcp(443) },
    { to: [{ ipBlock: { cidr: "10.1.2.3/32" } }], ports: tcp(9100) },
    { to: [namespace("far")], ports: tcp(8000) },
    { to: [namespace("team")], ports: tcp(5432) },
    dns,
  ]);
});

test("connections to the outside include private networks only if the configuration names them", () => {
  const where = { ...place, privateNetworks: ["10.20.0.0/16"] };
  const [rule] = specOf({ ...plain, calls: [{ host: "db.example.com", port: 5432 }] }, [], where).egress;
  expect(rule).toEqual({ to: [...publicAddresses, { ipBlock: { cidr: "10.20.0.0/16" } }], ports: tcp(5432) });
});

test("applications of systems that push telemetry can connect only to the push port", () => {
  expect(specOf({ ...plain, ports: { http: 3200, otlp: 4318 }, callers: { otlp: ["demo", "far"] } }).ingress).toEqual([
    { from: [namespace("demo")], ports: tcp(4318) },
    { from: [namespace("far")], ports: tcp(4318) },
  ]);
});

test("with discovery, Prometheus may connect to the cluster's API at any address", () => {
  expect(specOf({ ...plain, kubernetes: onKubernetes({ discovery: true }) }).egress).toEqual([
    { ports: tcp(443, 6443) },
    // Discovered targets can be in any namespace and on any port.
    { to: [{ namespaceSelector: {} }] },
    dns,
  ]);
});

test("with metrics of kubelets, Prometheus may connect to their port at any address, because the addresses of nodes are unknown", () => {
  const { egress } = specOf({ ...plain, kubernetes: onKubernetes({ discovery: true, kubelets: true }) });
  expect(egress).toContainEqual({ ports: tcp(10_250) });
  expect(specOf({ ...plain, kubernetes: onKubernetes({ discovery: true }) }).egress).not.toContainEqual({ ports: tcp(10_250) });
});

const hosts = { shop: "shop.example.com", grafana: "grafana.example.com" };
const ingress = { className: "nginx", tlsSecret: "tls", annotations: { issuer: "x" }, authentication: { "auth-url": "https://login" } };
const access: Access = { hosts, namespace: "ingress-nginx", by: { ingress } };

test("programs that are opened to people accept requests only from the Ingress or Gateway controller", () => {
  expect(specOf({ ...plain, ports: { metrics: 1, http: 8080 } }, [], { ...place, access }).ingress).toEqual([
    { from: [namespace("ingress-nginx")], ports: tcp(8080) },
  ]);
  expect(specOf({ ...plain, name: "loki" }, [], { ...place, access }).ingress).toEqual([]);
});

test("an Ingress has a certificate, and requires a login for programs that have no login", () => {
  const annotations = { issuer: "x", "pulumi.com/patchForce": "true", "pulumi.com/skipAwait": "true" };
  const args = ingressArgs(plain, { ...place, access }, "shop.example.com", ingress);
  expect(args.metadata.annotations).toEqual({ ...annotations, "auth-url": "https://login" });
  expect(args.spec).toEqual({
    ingressClassName: "nginx",
    tls: [{ hosts: ["shop.example.com"], secretName: "tls" }],
    rules: [
      {
        host: "shop.example.com",
        http: { paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "shop", port: { name: "http" } } } }] },
      },
    ],
  });
  expect(ingressArgs({ ...plain, name: "grafana" }, { ...place, access }, "g", ingress).metadata.annotations).toEqual(annotations);
});

test("a Gateway route has the login filter for programs that have no login", () => {
  const authentication = { group: "gateway.example.com", kind: "Login", name: "login" };
  const gateway = { name: "public", sectionName: "https", authentication };
  const { kind, spec } = httpRouteArgs(plain, { ...place, access }, "shop.example.com", gateway);
  expect({ kind, spec }).toEqual({
    kind: "HTTPRoute",
    spec: {
      parentRefs: [{ name: "public", namespace: "ingress-nginx", sectionName: "https" }],
      hostnames: ["shop.example.com"],
      rules: [{ filters: [{ type: "ExtensionRef", extensionRef: authentication }], backendRefs: [{ name: "shop", port: 8080 }] }],
    },
  });
  const { spec: open } = httpRouteArgs({ ...plain, name: "grafana" }, { ...place, access }, "g", gateway);
  expect(open.rules).toEqual([{ backendRefs: [{ name: "grafana", port: 8080 }] }]);
});
