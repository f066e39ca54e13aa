import { checkInputs } from "../../../../stacks/vendors/provider/check";
import { difference } from "../../../../stacks/vendors/provider/diff";
import { kinds } from "../../../../stacks/vendors/provider/kinds";
import type { Kind } from "../../../../stacks/vendors/provider/definition";
import { holdsSecret, secret, secretTexts } from "../../../../stacks/vendors/provider/values";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const kind = (type: string): Kind => {
  const found = kinds.find((one) => one.type === `monitoring:${type}`);
  if (found === undefined) throw new Error(type);
  return found;
};
const failures = (type: string, inputs: Readonly<Record<string, unknown>>): string[] =>
  checkInputs(kind(type), inputs).failures.map(({ property, reason }) => `${property}: ${reason}`);

test("every kind of resource has a unique type", () => {
  expect(new Set(kinds.map(({ type }) => type)).size).toBe(kinds.length);
});

test("missing inputs get defaults, so that personal data is scrubbed unless the input allows it", () => {
  expect(checkInputs(kind("sentry:Project"), { organization: "acme", team: "shop", slug: "web" })).toEqual({
    failures: [],
    inputs: {
      baseUrl: "https://sentry.io",
      tokenSecret: "sentry-token",
      organization: "acme",
      team: "shop",
      slug: "web",
      dataScrubber: true,
      dataScrubberDefaults: true,
      sensitiveFields: [],
      safeFields: [],
      scrubIpAddresses: true,
      allowedDomains: ["*"],
      resolveAgeHours: 0,
    },
  });
});

test("an error about an input names its path, its value and the allowed values", () => {
  expect(failures("sentry:Project", { organization: "acme", team: "shop", slug: "Web", sensitivFields: [] })).toEqual([
    "slug: expected a slug: lower-case letters, digits, - and _, and not only digits",
    expect.stringMatching(/^: unknown key: got "sensitivFields"; allowed: .+; did you mean "sensitiveFields"\?$/),
  ]);
  expect(
    failures("sentry:UptimeDetector", {
      organization: "acme",
      project: "web",
      name: "up",
      environment: "production",
      url: "https://shop.example",
      intervalSeconds: 90,
    }),
  ).toEqual(["intervalSeconds: allowed: 60, 300, 600, 1200, 1800, 3600 seconds"]);
  expect(failures("uptimerobot:Monitor", { name: "shop", type: "KEYWORD", url: "https://shop.example" })).toEqual([
    ": keyword: required for the type KEYWORD, and allowed only there; got the type KEYWORD",
  ]);
  const metric = { organization: "acme", project: "web", name: "slow", aggregate: "count()" };
  expect(failures("sentry:MetricDetector", metric)).toEqual([": high: got neither high nor medium; expected at least one of them"]);
  expect(failures("sentry:MetricDetector", { ...metric, medium: 5 })).toEqual([]);
  expect(failures("healthchecks:Check", { name: "x", slug: "x" })).toEqual([": expected exactly one of timeoutSeconds and schedule"]);
});

describe("an input beyond a limit of UptimeRobot is refused", () => {
  const monitor = { name: "shop", url: "https://shop.example" };
  const assertion = { property: "$.status", comparison: "equals", target: "ok" };
  const api = (...checks: readonly object[]) =>
    failures("uptimerobot:Monitor", { ...monitor, type: "API", apiAssertions: { logic: "AND", checks } });

  test("more than five assertions, and a target that its comparison does not use", () => {
    expect(api(...Array.from({ length: 5 }, () => assertion))).toEqual([]);
    expect(api(...Array.from({ length: 6 }, () => assertion))).toEqual([
      "apiAssertions: apiAssertions.checks: expected at most 5 checks, as UptimeRobot allows",
    ]);
    const message =
      "apiAssertions: apiAssertions.checks[0]: expected a target for every comparison except is_null and is_not_null, which have none";
    expect(api({ ...assertion, comparison: "is_null" })).toEqual([message]);
    expect(api({ ...assertion, target: undefined })).toEqual([message]);
    expect(api({ property: "$.status", comparison: "is_not_null" })).toEqual([]);
  });

  test("tags with upper-case letters, which UptimeRobot would store in lower case", () => {
    expect(failures("uptimerobot:Monitor", { ...monitor, tags: ["shop", "Web"] })).toEqual([
      'tags: tags[1]: got "Web"; expected a tag in lower case, as UptimeRobot stores it',
    ]);
    expect(failures("uptimerobot:Monitor", { ...monitor, tags: ["shop-1"] })).toEqual([]);
  });

  test("a grace period of a monitor without heartbeats, and the method HEAD for values in the body", () => {
    expect(failures("uptimerobot:Monitor", { ...monitor, gracePeriodSeconds: 60 })).toEqual([
      ": gracePeriodSeconds: allowed only for the type HEARTBEAT; got the type HTTP",
    ]);
    const inputs = { ...monitor, type: "API", httpMethod: "HEAD", apiAssertions: { logic: "AND", checks: [assertion] } };
    expect(failures("uptimerobot:Monitor", inputs)).toEqual([
      ": httpMethod: got HEAD; the type API requires a method whose response has a body",
    ]);
  });

  test("days of a maintenance window that its interval does not have, which UptimeRobot would ignore", () => {
    const days = (interval: string, ...all: readonly number[]) =>
      failures("uptimerobot:MaintenanceWindow", { name: "night", time: "02:00:00", durationMinutes: 60, interval, days: all });
    expect(days("weekly", 1, 7)).toEqual([]);
    expect(days("monthly", -1, 1, 31)).toEqual([]);
    expect(days("weekly", -1, 0, 7, 8)).toEqual([": days: got -1, 0, 8 for the interval weekly; allowed: 1 (Monday) to 7 (Sunday)"]);
    expect(days("monthly", 0, 32)).toEqual([
      ": days: got 0, 32 for the interval monthly; allowed: 1 to 31, and -1 for the last day of the month",
    ]);
    expect(days("daily", 1)).toEqual([": days: required for the intervals weekly and monthly, and allowed only there; got daily"]);
    expect(days("weekly")).toEqual(["days: expected at least one day"]);
  });
});

test("a slug of a Sentry team has at most 50 characters, and slugs of other objects have at most 100", () => {
  const [long, longest] = ["a".repeat(51), "a".repeat(100)];
  expect(failures("sentry:Team", { organization: longest, slug: "a".repeat(50) })).toEqual([]);
  expect(failures("sentry:Team", { organization: "acme", slug: long })).toEqual(["slug: expected a team's slug of at most 50 characters"]);
  expect(failures("sentry:Project", { organization: "acme", team: long, slug: longest })).toEqual([
    "team: expected a team's slug of at most 50 characters",
  ]);
});

test("an input that is not known yet is accepted, and its siblings are still checked", () => {
  const inputs = { statusPageId: unknown, sectionId: unknown, resourceId: unknown, publicName: "Shop" };
  expect(failures("betterstack:StatusPageResource", inputs)).toEqual([]);
  expect(failures("betterstack:StatusPageResource", { ...inputs, widget: "big" })).toEqual([expect.stringContaining("widget: ")]);
  expect(failures("sentry:Workflow", { organization: "acme", name: "a", detectorIds: [unknown], actions: unknown })).toEqual([]);
});

test("secret inputs are still marked as secret after the check", () => {
  const { inputs } = checkInputs(kind("uptimerobot:Monitor"), {
    name: "shop",
    url: "https://shop.example",
    headers: { authorization: secret("Bearer hush-hush") },
  });
  expect(holdsSecret(inputs["headers"])).toBe(true);
  expect(holdsSecret(inputs["url"])).toBe(false);
  expect(secretTexts(inputs)).toEqual(["Bearer hush-hush"]);
});

describe("the differences between two inputs", () => {
  const team = kind("sentry:Team");
  const inputs = { baseUrl: "https://sentry.io", tokenSecret: "sentry-token", organization: "acme", slug: "shop" };

  test("ignore outputs", () => {
    expect(difference(team, { ...inputs, teamId: "1", vendorId: "shop" }, inputs)).toEqual({
      changes: false,
      replaces: [],
      deleteBeforeReplace: true,
    });
  });

  test("lead to an update for a different token and for a different name, and to a replacement for a different server", () => {
    expect(difference(team, inputs, { ...inputs, tokenSecret: "other" }).replaces).toEqual([]);
    expect(difference(team, inputs, { ...inputs, tokenSecret: "other" }).changes).toBe(true);
    expect(difference(team, inputs, { ...inputs, slug: "web", baseUrl: "https://sentry.example" }).replaces).toEqual(["baseUrl"]);
  });

  test("lead to a replacement for a name that is not known yet, so that dependent resources are also replaced", () => {
    expect(difference(team, inputs, { ...inputs, organization: unknown }).replaces).toEqual(["organization"]);
  });

  test("ignore the order of keys", () => {
    const key = kind("sentry:Key");
    expect(difference(key, { rateLimit: { count: 1, windowSeconds: 60 } }, { rateLimit: { windowSeconds: 60, count: 1 } }).changes).toBe(
      false,
    );
  });
});
