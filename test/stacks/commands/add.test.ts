import { execFile } from "node:child_process";
import { add, kinds } from "../../../stacks/commands/add/add";
import type { Kind } from "../../../stacks/commands/add/kind";
import type { Answers } from "../../../stacks/commands/ask/fields";
import { repo } from "../../support/sources";
import { clone, type Clone } from "./clone";

let made: Clone;
beforeEach(() => {
  made = clone();
});
afterEach(() => made.remove());

const kind = (name: Kind["name"]): Kind => {
  const found = kinds.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const run = (name: Kind["name"], flags: Answers): Promise<string[]> => add(made.root, kind(name), flags);

const shop: Answers = {
  id: "my-shop",
  owner: "shop",
  hosts: ["staging=shop.example.com"],
  health: "/health",
  public: true,
  buckets: ["0.1", "0.5", "1", "2", "5"],
  threshold: ["latencyP95.warning=1s", "latencyP95.critical=2s"],
};
const added = (before: string, after: string): string[] => after.split("\n").filter((line) => !before.split("\n").includes(line));

test("a new owner is appended to the list, and the rest of the file stays unchanged", async () => {
  const before = made.read("exporters/catalogue/owners.ts");
  const lines = await run("owner", {
    id: "my-team",
    critical: ["pagerduty:my-team", "slack:#my-alerts"],
    warning: ["email:a@example.com"],
  });
  expect(made.read("exporters/catalogue/owners.ts")).toBe(
    before.replace(
      "] as const satisfies",
      `  {
    id: "my-team",
    title: "My team",
    contacts: {
      critical: [
        { via: "pagerduty", service: "my-team" },
        { via: "slack", channel: "my-alerts" },
      ],
      warning: [{ via: "email", to: "a@example.com" }],
      info: [{ via: "slack", channel: "my-team-info" }],
    },
  },
] as const satisfies`,
    ),
  );
  expect(lines).toEqual(expect.arrayContaining(["written: exporters/catalogue/owners.ts", "  warning: a@example.com"]));
});

test("a new owner without a pager says so, because production refuses one that only lacks it", async () => {
  await run("owner", { id: "my-team", critical: ["slack:my-alerts"] });
  expect(made.read("exporters/catalogue/owners.ts")).toMatch(
    /id: "my-team",[^]*channel: "my-team-info" }],\n {4}},\n {4}pager: false,\n {2}},\n\] as const/,
  );
});

test("a new system gets a file, is added to the list, and is monitored in the requested environments", async () => {
  const lines = await run("system", { ...shop, environments: ["local"] });
  expect(made.read("exporters/catalogue/systems/my-shop.ts")).toBe(`import type { SystemInput } from "../../model/schema";

export const myShop = {
  id: "my-shop",
  title: "My shop",
  description: "My shop",
  hosts: { staging: "shop.example.com" },
  services: [
    {
      kind: "http",
      name: "web",
      owner: "shop",
      instrumentation: { profile: "prom-client", port: 9464, buckets: [0.1, 0.5, 1, 2, 5] },
      thresholds: { latencyP95: { warning: "1s", critical: "2s" } },
      uptime: [{ path: "/health", port: 8080, public: true }],
    },
  ],
} as const satisfies SystemInput;
`);
  expect(made.read("exporters/catalogue/systems/index.ts")).toContain('import { myShop } from "./my-shop";');
  const environments = made.read("exporters/catalogue/environments.ts");
  expect(environments).toContain('systems: ["demo", "my-shop"],');
  expect(environments).toContain('systems: { except: ["demo", "my-shop"] },');
  expect(lines[lines.indexOf("Alerts:") + 1]).toMatch(/^ {2}[A-Z]/);
  expect(lines).toEqual(expect.arrayContaining(["my-shop/web is monitored in local; in local:", "  critical: Slack #shop"]));
});

test("a new system adds no line to environments that monitor all systems", async () => {
  const before = made.read("exporters/catalogue/environments.ts");
  const lines = await run("system", shop);
  expect(made.read("exporters/catalogue/environments.ts")).toBe(before);
  expect(lines).toContain("  my-shop/web health (staging): https://shop.example.com/health by blackbox, gatus");
});

test("a new service is appended to its system's file, after the existing services and their comments", async () => {
  const before = made.read("exporters/catalogue/systems/demo.ts");
  const flags = { system: "demo", name: "jobs", kind: "worker", profile: "bullmq", queues: ["mails"], dependsOn: ["postgres"] };
  const lines = await run("service", flags);
  const after = made.read("exporters/catalogue/systems/demo.ts");
  expect(added(before, after)).toEqual([
    "    {",
    '      kind: "worker",',
    '      name: "jobs",',
    '      owner: "shop",',
    '      dependsOn: ["postgres"],',
    '      instrumentation: { profile: "bullmq", port: 9464 },',
    '      queues: ["mails"],',
    "    },",
  ]);
  expect(after).toContain('owner: "shop" }, // never removed');
  expect(lines.filter((line) => line.startsWith("  QueueDepthHigh"))).toHaveLength(1);
});

test("a new environment is a copy of an existing one, with different addresses and a stack file without secrets", async () => {
  const before = made.read("exporters/catalogue/environments.ts");
  await run("environment", { id: "qa" });
  const entry = made.read("exporters/catalogue/environments.ts").slice(before.indexOf("] as const satisfies"));
  expect(entry).toContain('id: "qa",');
  expect(entry).toContain('systems: { except: ["demo"] },');
  expect(entry).toContain('grafana: "https://grafana.qa.example.com",');
  expect(entry).toContain("overrides: [],");
  expect(made.read("Pulumi.qa.yaml").slice(made.read("Pulumi.qa.yaml").indexOf("config:"))).toBe(`config:
  monitoring:environment: qa
  monitoring:target: kubernetes
  monitoring:kubernetes:
    kubeconfig: ~/.kube/config
    context: qa
    namespace: monitoring
    storageClass: standard
    storage:
      prometheus: 50Gi
  monitoring:sentry:
    manage: false
  monitoring:uptime:
    manage: false
`);
});

test("a new environment has the public hosts of the environment that it copies, with its own ID", async () => {
  const lines = await run("environment", { id: "qa" });
  expect(made.read("exporters/catalogue/systems/soulcaster.ts")).toContain(
    'hosts: { staging: "soulcaster.example.com", qa: "soulcaster.qa.example.com" },',
  );
  expect(made.read("exporters/catalogue/systems/demo.ts")).not.toContain("qa");
  expect(lines[lines.indexOf("Public hosts:") + 1]).toBe("  soulcaster=soulcaster.qa.example.com");
});

test("a new environment has the public hosts that --hosts names, of systems and of services", async () => {
  await run("system", shop);
  await run("environment", { id: "qa-2", hosts: ["my-shop=shop.test", "my-shop.web=www.shop.test"] });
  const file = made.read("exporters/catalogue/systems/my-shop.ts");
  expect(file).toContain('hosts: { staging: "shop.example.com", "qa-2": "shop.test" },');
  expect(file).toContain('hosts: { "qa-2": "www.shop.test" },');
});

test("a service that only pushes can be monitored in a new environment, because the environment gets an address for its telemetry", async () => {
  const file = "exporters/catalogue/environments.ts";
  made.write(
    file,
    made
      .read(file)
      .replace('{ except: ["demo"] },', '{ except: ["demo"] },\n    publicOtlp: { url: "https://otlp.example.com", tls: "ingress" },'),
  );
  await run("system", { ...shop, threshold: ["latencyP95.warning=1s", "latencyP95.critical=2.5s"], buckets: ["1", "2.5", "5"] });
  const system = "exporters/catalogue/systems/my-shop.ts";
  made.write(
    system,
    made
      .read(system)
      .replace('name: "web",', 'name: "web",\n      reachedBy: "push",')
      .replace('{ path: "/health", port: 8080, public: true }', '{ path: "/health", public: true }')
      .replace(/profile: "prom-client", port: 9464, buckets: [^}]*/, 'profile: "opentelemetry" '),
  );
  await run("environment", { id: "qa" });
  expect(made.read(file)).toContain('publicOtlp: { url: "https://otlp.qa.example.com", tls: "ingress"');
  expect(made.read(system)).toContain('qa: "shop.qa.example.com"');
});

const refused: readonly [string, Kind["name"], Answers, string][] = [
  [
    "a public host of an unknown system",
    "environment",
    { id: "qa", hosts: ["soulcster=a.example.com"] },
    '--hosts: got "soulcster"; places there: soulcaster',
  ],
  [
    "an existing owner",
    "owner",
    { id: "shop" },
    '--id: got "shop", which already exists and is not overwritten; owners: feedback, platform, shop. Choose another name, or edit the entry by hand',
  ],
  ["an existing system", "system", { ...shop, id: "demo" }, '--id: got "demo", which already exists and is not overwritten'],
  [
    "an existing service",
    "service",
    { system: "demo", name: "postgres", kind: "redis", owner: "shop" },
    '--name: got "postgres", which already exists',
  ],
  ["an existing environment", "environment", { id: "staging" }, '--id: got "staging", which already exists'],
  ["a missing answer without a terminal", "owner", {}, "There is no terminal for questions, so give --id <id>, --title <text>;"],
  [
    "an invalid name",
    "owner",
    { id: "My Team" },
    '--id: got "My Team"; a name has 1 to 40 lower-case letters, digits and hyphens, starts with a letter and does not end with a hyphen',
  ],
  [
    "an unknown owner",
    "system",
    { ...shop, owner: "shpo" },
    '--owner: got "shpo"; allowed: feedback, platform, shop; did you mean "shop"?',
  ],
  ["a contact of an unknown kind", "owner", { id: "a", critical: ["smoke:a"] }, '--critical: got "smoke:a"; expected discord:<channel>'],
  ["an invalid mail address", "owner", { id: "a", info: ["email:a"] }, "--info: "],
  [
    "a flag that does not apply to the kind",
    "service",
    { system: "demo", name: "a", kind: "redis", queues: ["b"] },
    "--queues: a service of kind redis has no queues; supported kinds: worker",
  ],
  ["a threshold in a wrong unit", "system", { ...shop, threshold: ["latencyP95.warning=1"] }, "--threshold: got 1; expected a duration"],
  [
    "a threshold that does not exist for the kind",
    "system",
    { ...shop, threshold: ["queueDepth.warning=1"] },
    '--threshold: got "queueDepth"; thresholds of kind http:',
  ],
  ["a value that the catalogue refuses", "system", { ...shop, threshold: ["latencyP95.critical=7s"] }, "The catalogue has"],
  ["a host in an unknown environment", "system", { ...shop, hosts: ["stagin=a.example.com"] }, 'did you mean "staging"?'],
];

test.each(refused)("%s is refused with a sentence, and nothing is written", async (_, name, flags, sentence) => {
  const before = made.all();
  await expect(run(name, flags)).rejects.toThrow(sentence);
  expect(made.all()).toEqual(before);
});

test("an existing stack file is not overwritten", async () => {
  made.write("Pulumi.qa.yaml", "mine: true\n");
  const before = made.all();
  await expect(run("environment", { id: "qa" })).rejects.toThrow(
    "Pulumi.qa.yaml already exists and is not overwritten; nothing was written.",
  );
  expect(made.all()).toEqual(before);
});

test("an unreadable catalogue is reported with the line, and nothing is written", async () => {
  made.write("exporters/catalogue/owners.ts", "export const owners = [;\n");
  const before = made.all();
  await expect(run("owner", { id: "a" })).rejects.toThrow('exporters/catalogue/owners.ts:1: Unexpected ";"');
  expect(made.all()).toEqual(before);
});

test("npm run add exits with status 1 and prints a sentence if an answer is missing", async () => {
  const { code, said } = await new Promise<{ code: unknown; said: string }>((resolve) =>
    execFile("npm", ["run", "--silent", "add", "--", "owner", "--info", "slack:a"], { cwd: repo }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, said: stdout + stderr }),
    ).stdin?.end(),
  );
  expect({ code, said }).toEqual({
    code: 1,
    said: "npm run add -- owner: nothing was written. There is no terminal for questions, so give --id <id>, --title <text>; `npm run add -- owner --help` lists all flags.\n",
  });
});
