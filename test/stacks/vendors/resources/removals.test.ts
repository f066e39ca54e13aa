import { kinds } from "../../../../stacks/vendors/provider/kinds";
import { previousIn, type Previous } from "../../../../stacks/vendors/resources/previous";
import { decideRemovals, plannedNames, removedFrom, type RemovalSettings } from "../../../../stacks/vendors/resources/removals";

const urn = (type: string, name: string): string =>
  `urn:pulumi:production::monitoring::monitoring:stack:Environment$monitoring:vendors:X$${type}::${name}`;
const state = (...all: readonly (readonly [type: string, name: string])[]): Previous[] =>
  previousIn(Object.fromEntries(all.map(([type, name]) => [urn(type, name), { type, outputs: {} }])));
const settings = (change: Partial<RemovalSettings> = {}): RemovalSettings => ({
  stack: "production",
  manage: { sentry: true, uptime: true, deadMansSwitch: true },
  allowDelete: [],
  ...change,
});

test("resources at vendors are removed if neither their name nor a declared former name is in the plan", () => {
  const previous = state(
    ["monitoring:sentry:Project", "shop-web-production"],
    ["monitoring:sentry:Key", "shop-web-production"],
    ["monitoring:sentry:Team", "shop"],
    ["monitoring:vendors:SentryOrganization", "sentry"],
    ["monitoring:stack:Prometheus", "prometheus"],
    ["docker:index/volume:Volume", "prometheus-data"],
  );
  const planned = plannedNames(
    [
      { type: "sentry:Project", name: "shop-storefront-production", formerly: "shop-web-production", inputs: {} },
      { type: "sentry:Team", name: "shop", inputs: {} },
    ],
    previous,
  );
  expect(removedFrom(previous, planned).map(({ type, name }) => [type, name])).toEqual([["monitoring:sentry:Key", "shop-web-production"]]);
});

test("a former name is removed if the state has a resource with the new name too, because the engine continues that one", () => {
  const previous = state(["monitoring:uptimerobot:Monitor", "shop-web"], ["monitoring:uptimerobot:Monitor", "shop-storefront"]);
  const planned = plannedNames([{ type: "uptimerobot:Monitor", name: "shop-storefront", formerly: "shop-web", inputs: {} }], previous);
  expect(removedFrom(previous, planned).map(({ name }) => name)).toEqual(["shop-web"]);
});

test.each([
  ["sentry:project shop-web-production", "sentry:Project shop-web-production"],
  ["sentry:Project shop-wed-production", "sentry:Project shop-web-production"],
  ["All", "all"],
])("the error names the object that a misspelled entry of monitoring:allowDelete resembles (%s)", (entry, meant) => {
  const removed = state(["monitoring:sentry:Project", "shop-web-production"]);
  expect(() => decideRemovals(removed, kinds, settings({ allowDelete: [entry] }))).toThrow(
    `monitoring:allowDelete: got "${entry}"; did you mean "${meant}"?`,
  );
});

test("the error about a Sentry team says how to rename the team of a renamed owner", () => {
  const removed = state(["monitoring:sentry:Team", "shop"]);
  expect(() => decideRemovals(removed, kinds, settings())).toThrow(/If an owner was renamed: .*`pulumi state rename <urn> <new name>`/);
});

test("a name that contains :: is read from a URN as a whole", () => {
  expect(state(["monitoring:betterstack:StatusPageSection", "shop a::b"]).map(({ name }) => name)).toEqual(["shop a::b"]);
});

test("the error names every object whose history would be lost, and all ways to keep or delete it", () => {
  const removed = state(
    ["monitoring:sentry:Project", "shop-web-production"],
    ["monitoring:sentry:Workflow", "shop/web warning (production)"],
    ["monitoring:uptimerobot:Monitor", "shop-web-health"],
  );
  expect(() => decideRemovals(removed, kinds, settings({ allowDelete: ["sentry:Team old"] }))).toThrow(
    [
      "2 objects at vendors would be deleted with their history; nothing was changed.",
      "  sentry:Project shop-web-production: all its issues, events and releases would be deleted; to allow this: `pulumi config set --stack production --path 'monitoring:allowDelete[1]' 'sentry:Project shop-web-production'`",
      "  uptimerobot:Monitor shop-web-health: its uptime history and incidents would be deleted; to allow this: `pulumi config set --stack production --path 'monitoring:allowDelete[2]' 'uptimerobot:Monitor shop-web-health'`",
      "  If a service, check or job was renamed: set `renamedFrom` to its former name in the catalogue, and the objects keep their history.",
      "  To stop managing all objects of monitoring:sentry and keep them at the vendor: `pulumi config set --stack production --path 'monitoring:sentry.manage' false`. For a single one: `pulumi state delete <urn>`.",
      "  To stop managing all objects of monitoring:uptime and keep them at the vendor: `pulumi config set --stack production --path 'monitoring:uptime.manage' false`. For a single one: `pulumi state delete <urn>`.",
    ].join("\n"),
  );
});

test("objects that monitoring:allowDelete names are deleted, and the preview names them", () => {
  const removed = state(["monitoring:sentry:Project", "web"], ["monitoring:sentry:Key", "web"], ["monitoring:sentry:Ownership", "web"]);
  const allowed = ["sentry:Project web", "sentry:Key web"];
  const line = "`up` deletes these objects with their history, as monitoring:allowDelete says: sentry:Key web, sentry:Project web.";
  for (const allowDelete of [allowed, ["all"]])
    expect(decideRemovals(removed, kinds, settings({ allowDelete }))).toEqual({ keptAt: [], lines: [line] });
});

test("if management is switched off, all objects of the vendor are kept, and a line says so", () => {
  const removed = state(
    ["monitoring:uptimerobot:Monitor", "b"],
    ["monitoring:uptimerobot:Monitor", "a"],
    ["monitoring:healthchecks:Check", "c"],
  );
  const manage = { sentry: true, uptime: false, deadMansSwitch: false };
  expect(decideRemovals(removed, kinds, settings({ manage }))).toEqual({
    keptAt: ["healthchecks", "uptimerobot"],
    lines: [
      "Healthchecks: the stack no longer manages 1 object. Nothing changes at the vendor; `up` only removes this from the stack's state: healthchecks:Check c.",
      "UptimeRobot: the stack no longer manages 2 objects. Nothing changes at the vendor; `up` only removes this from the stack's state: uptimerobot:Monitor a, uptimerobot:Monitor b.",
    ],
  });
});

test("a setting that was removed says neither, so the change is refused and both ways are named", () => {
  const removed = state(["monitoring:healthchecks:Check", "dead-mans-switch"]);
  expect(() =>
    decideRemovals(removed, kinds, settings({ manage: { sentry: undefined, uptime: undefined, deadMansSwitch: undefined } })),
  ).toThrow(
    "If the stack should not manage them any more: `pulumi config set --stack production --path 'monitoring:deadMansSwitch.manage' false`. They are then kept at the vendor.",
  );
});
