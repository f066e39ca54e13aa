import { execFile } from "node:child_process";
import { documentsAddress } from "../../../stacks/commands/init/git";
import { init } from "../../../stacks/commands/init/init";
import type { Answers } from "../../../stacks/commands/ask/fields";
import { repo } from "../../support/sources";
import { clone, type Clone } from "./clone";

let made: Clone;
beforeEach(() => {
  made = clone();
});
afterEach(() => made.remove());

const acme: Answers = { organisation: "Acme Corp.", domain: "acme.example" };
/** The removed lines (`-`) and the added lines (`+`), without duplicates. */
const difference = (before: string, after: string): string[] => {
  const [old, now] = [new Set(before.split("\n")), new Set(after.split("\n"))];
  return [
    ...[...old].filter((line) => !now.has(line)).map((line) => `-${line}`),
    ...[...now].filter((line) => !old.has(line)).map((line) => `+${line}`),
  ];
};

test("the organisation's addresses, Sentry organisation and mail server are written, and local addresses stay", async () => {
  const before = made.all();
  const lines = await init(made.root, acme);
  expect(difference(before["exporters/catalogue/environments.ts"] ?? "", made.read("exporters/catalogue/environments.ts"))).toEqual([
    '-      runbooks: "https://example.com/monitoring/docs/OPERATIONS.md",',
    '-    sentry: { organization: "example", monitors: false },',
    '-      grafana: "https://grafana.staging.example.com", // opened by people',
    '-      prometheus: "https://grafana.staging.example.com/prometheus",',
    '-      alertmanager: "https://grafana.staging.example.com/alertmanager",',
    '+      runbooks: "https://git.acme.example/monitoring/docs/OPERATIONS.md",',
    '+    sentry: { organization: "acme-corp", monitors: false },',
    '+      grafana: "https://grafana.staging.acme.example", // opened by people',
    '+      prometheus: "https://prometheus.staging.acme.example",',
    '+      alertmanager: "https://alertmanager.staging.acme.example",',
    '+    delivery: { smtp: { smarthost: "smtp.acme.example:587", from: "monitoring@acme.example", username: "monitoring", requireTls: true } },',
  ]);
  expect(made.read("Pulumi.yaml")).toBe((before["Pulumi.yaml"] ?? "").replace("As it is shipped.", "The monitoring of Acme Corp."));
  expect(made.all()["exporters/catalogue/systems/soulcaster.ts"]).toBe(before["exporters/catalogue/systems/soulcaster.ts"]);
  expect(lines).toContain("written: exporters/catalogue/environments.ts");
  expect(lines.at(-1)).toBe("  read Pulumi.staging.yaml, then pulumi stack init staging; pulumi preview lists each missing secret");
});

test("the first owner replaces the platform's owner, with the given contacts", async () => {
  const before = made.read("exporters/catalogue/owners.ts");
  await init(made.root, { ...acme, ownerTitle: "Operations", critical: ["slack:a"], warning: ["slack:a"], info: ["email:a@acme.example"] });
  expect(difference(before, made.read("exporters/catalogue/owners.ts"))).toEqual([
    '-    title: "Platform",',
    '-      critical: [{ via: "slack", channel: "platform" }],',
    '-      warning: [{ via: "slack", channel: "platform" }],',
    '-      info: [{ via: "email", to: "platform@example.com" }],',
    '+    title: "Operations",',
    '+      critical: [{ via: "slack", channel: "a" }],',
    '+      warning: [{ via: "slack", channel: "a" }],',
    '+      info: [{ via: "email", to: "a@acme.example" }],',
    "+    pager: false,",
  ]);
});

test("--without-reference-systems removes the systems with their owners, overrides and tests, and keeps the demo", async () => {
  const before = made.all();
  await init(made.root, { ...acme, owner: "ops", sentry: "none", withoutReferenceSystems: true });
  const after = made.all();
  expect(Object.keys(before).filter((file) => !(file in after))).toEqual([
    "docs/reference-systems.md",
    "exporters/catalogue/systems/soulcaster.ts",
    "test/reference-systems/soulcaster.test.ts",
  ]);
  expect(JSON.parse(after["package.json"] ?? "")).toEqual({ description: "As it is shipped.", scripts: { up: "tsx up.ts" } });
  const owners = after["exporters/catalogue/owners.ts"] ?? "";
  expect([...owners.matchAll(/\bid: "(\w+)"/g)].map(([, id]) => id)).toEqual(["platform", "shop", "ops"]);
  expect(owners).not.toContain("office");
  expect(owners).not.toContain("They read feedback.");
  expect(owners).toContain("// They made the demo.");
  const environments = after["exporters/catalogue/environments.ts"] ?? "";
  expect(environments).toContain("overrides: [],\n  },\n  // Where the team tries things.");
  expect(environments).not.toMatch(/soulcaster|sentry|axiom/);
  expect(environments.match(/platformOwner: "ops"/g)).toHaveLength(2);
  expect(after["exporters/catalogue/systems/index.ts"]).not.toContain("soulcaster");
});

test("a second run is refused and writes nothing", async () => {
  await init(made.root, acme);
  made.commit();
  const before = made.all();
  await expect(init(made.root, acme)).rejects.toThrow(
    'npm run init has already run: Pulumi.yaml says "The monitoring of Acme Corp."; nothing was written.',
  );
  expect(made.all()).toEqual(before);
});

test("files with uncommitted changes are not overwritten", async () => {
  made.write("exporters/catalogue/owners.ts", `${made.read("exporters/catalogue/owners.ts")}// mine\n`);
  const before = made.all();
  await expect(init(made.root, acme)).rejects.toThrow(
    "Files that would be written have uncommitted changes; nothing was written. Commit or undo them:\n  exporters/catalogue/owners.ts",
  );
  expect(made.all()).toEqual(before);
});

const refused: readonly [string, Answers, string][] = [
  [
    "a missing answer without a terminal",
    {},
    "npm run init: nothing was written. There is no terminal for questions, so give --organisation <name>, --domain <name>",
  ],
  ["an invalid domain", { ...acme, domain: "acme" }, '--domain: got "acme"; expected a domain, like "acme.com"'],
  ["an address without a scheme", { ...acme, grafana: ["staging=grafana.acme.example"] }, "--grafana: "],
  [
    "an address of an unknown environment",
    { ...acme, grafana: ["stagin=https://a.example"] },
    '--grafana: got "stagin"; environments: staging; did you mean "staging"?',
  ],
  [
    "an owner with the id of another team",
    { ...acme, owner: "shop" },
    '--owner: got "shop", which is another existing team and is not overwritten',
  ],
  ["a team with only PagerDuty where pages are off", { ...acme, critical: ["pagerduty:ops"] }, "owners.platform.contacts.critical"],
];

test.each(refused)("%s is refused with a sentence, and nothing is written", async (_, flags, sentence) => {
  const before = made.all();
  await expect(init(made.root, flags)).rejects.toThrow(sentence);
  expect(made.all()).toEqual(before);
});

test.each([
  ["git@github.com:acme/monitoring.git", "https://github.com/acme/monitoring/blob/main/docs/OPERATIONS.md"],
  ["https://user:word@git.acme.example/ops/monitoring.git", "https://git.acme.example/ops/monitoring/blob/main/docs/OPERATIONS.md"],
  ["ssh://git@git.acme.example:2222/ops/monitoring", "https://git.acme.example/ops/monitoring/blob/main/docs/OPERATIONS.md"],
  ["/srv/monitoring.git", undefined],
  [undefined, undefined],
])("in a clone of %s, runbook links start with %s", (remote, address) => {
  expect(documentsAddress(remote, "main")).toBe(address);
});

test("npm run init exits with status 1 and prints a sentence if an answer is wrong", async () => {
  const { code, said } = await new Promise<{ code: unknown; said: string }>((resolve) =>
    execFile("npm", ["run", "--silent", "init", "--", "--domain", "acme"], { cwd: repo }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, said: stdout + stderr }),
    ).stdin?.end(),
  );
  expect(code).toBe(1);
  expect(said).toContain("nothing was written");
});
