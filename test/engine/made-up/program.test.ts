import { parse } from "yaml";
import { madeUpCopy } from "./copy";

const copy = madeUpCopy();
afterAll(() => copy.remove());

/** The file that a user writes to add the Pushgateway. */
const pushgateway = `import type { Program } from "./model";

const version = "1.11.1";

/** Pushgateway 1.11, which stores the metrics that jobs push. */
export const pushgateway = {
  name: "pushgateway",
  component: "monitoring:exporters:Pushgateway",
  version,
  image: { repository: "prom/pushgateway", tag: \`v\${version}\`, probe: "wget" },
  ports: { http: { number: 9091, publish: true, opened: true } },
  health: { port: "http", path: "/-/ready" },
  user: "65534:65534",
  data: { path: "/pushgateway", storage: "1Gi" },
  memoryMiB: 96,
  watched: { metrics: true, health: true },
  contracts: { none: "made up" },
  instances: () => [{ args: ["--persistence.file=/pushgateway/kept"], calls: [{ host: "orders.demo", port: 8080 }] }],
} as const satisfies Program;
`;

interface Seen {
  readonly planned: { component: string; version: string; memory: number; storage: string; published: unknown }[];
  readonly components: string[];
  readonly pins: Record<string, unknown>;
  readonly settings: { ports: unknown; memory: unknown };
  readonly refused: string;
  readonly policy: { ingress: unknown[]; egress: unknown[] };
  readonly row: string;
}

const read = (file: string): unknown => parse(copy.read(file));
let seen: Seen;

beforeAll(async () => {
  copy.write("exporters/programs/pushgateway.ts", pushgateway);
  copy.addLine("exporters/programs/index.ts", "import { prometheus }", 'import { pushgateway } from "./pushgateway";');
  copy.addLine("exporters/programs/index.ts", "const all = [", "  pushgateway,");
  await copy.render();
  await copy.typeCheck();
  seen = (await copy.look("test/engine/made-up/program-look.ts")) as Seen;
}, 900_000);

test("adding a program takes one file and one line in the registry", () => {
  expect(copy.touched()).toEqual(["exporters/programs/index.ts", "exporters/programs/pushgateway.ts"]);
});

test("the plan contains the new program with its memory limit and volume, and Pulumi gets a component of its type", () => {
  expect(seen.planned).toEqual([
    { component: "monitoring:exporters:Pushgateway", version: "1.11.1", memory: 128, storage: "1Gi", published: { http: 19091 } },
  ]);
  expect(seen.components).toContain("monitoring:exporters:Pushgateway pushgateway");
});

test("the new program's image is pinned", () => {
  expect(seen.pins).toMatchObject({
    version: "1.11.1",
    upstream: { repository: "prom/pushgateway", tag: "v1.11.1", probe: "wget" },
    buildable: false,
  });
});

test("the configuration can set the new program's port and size, and an error about a misspelt name suggests it", () => {
  expect(seen.settings).toMatchObject({ ports: { pushgateway: 19091 }, memory: { pushgateway: 128 } });
  expect(seen.refused).toContain('did you mean "pushgateway"?');
});

test("the new program's network policy allows the connections that it opens, and connections from Prometheus and Gatus", () => {
  const pods = (name: string) => ({ podSelector: { matchLabels: { "app.kubernetes.io/name": name } } });
  const ports = [{ protocol: "TCP", port: 9091 }];
  expect(seen.policy.ingress).toEqual([
    { from: [pods("gatus")], ports },
    { from: [pods("prometheus")], ports },
  ]);
  expect(seen.policy.egress).toContainEqual({ to: [pods("orders")], ports: [{ protocol: "TCP", port: 8080 }] });
});

test("npm run status shows a row for the new program and requests its health path", () => {
  expect(seen.row).toMatch(/^pushgateway +127\.0\.0\.1:\d+ +yes +1\.11\.1/);
});

test.each(["local", "staging", "production"])("Prometheus scrapes the new program in %s, and Gatus checks its health", (environment) => {
  expect(read(`exporters/rendered/${environment}/targets/stack.json`)).toContainEqual(
    expect.objectContaining({ targets: ["pushgateway:9091"] }),
  );
  const { endpoints } = read(`exporters/rendered/${environment}/gatus.yml`) as { endpoints: { name: string; url: string }[] };
  expect(endpoints).toContainEqual(expect.objectContaining({ url: "http://pushgateway:9091/-/ready" }));
});
