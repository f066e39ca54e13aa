import { kinds, lookups } from "../../../../stacks/vendors/provider/kinds";
import type { Json } from "../../../../stacks/vendors/provider/json";
import { VendorProvider } from "../../../../stacks/vendors/provider/provider";
import { plainObject } from "../../../../stacks/vendors/provider/values";
import { startBetterStack } from "./fakes/betterstack";
import { startHealthchecks } from "./fakes/healthchecks";
import { startUptimeRobot } from "./fakes/uptimerobot";

type UptimeRobot = Awaited<ReturnType<typeof startUptimeRobot>>;
type BetterStack = Awaited<ReturnType<typeof startBetterStack>>;
type Healthchecks = Awaited<ReturnType<typeof startHealthchecks>>;

const urn = (type: string, name: string): string => `urn:pulumi:test::shop::monitoring:${type}::${name}`;
/** The inputs that an import does not return. */
const hidden = ["password", "position", "channels", "tokenSecret"];

describe("the provider with simulated uptime vendors", () => {
  let robot: UptimeRobot;
  let stack: BetterStack;
  let checks: Healthchecks;
  let provider: VendorProvider;
  let kept: { readonly id: string; readonly at: string; readonly outs: Json }[];
  const at = (): Record<"robot" | "stack" | "checks", Json> => ({
    robot: { baseUrl: `${robot.url}/v3` },
    stack: { baseUrl: `${stack.url}/api/v2` },
    checks: { baseUrl: `${checks.url}/api/v3` },
  });

  beforeEach(async () => {
    robot = await startUptimeRobot({ rateLimit: { requests: 1000, windowMs: 60_000 } });
    stack = await startBetterStack();
    checks = await startHealthchecks();
    kept = [];
    const secrets = { "uptimerobot-token": robot.token, "betterstack-token": stack.token, "healthchecks-token": checks.token };
    const tokens = { config: { secrets: JSON.stringify(secrets), allowDelete: '["all"]' }, readSecrets: () => ({}) };
    provider = new VendorProvider({ version: "0.1.0", kinds, lookups, say: () => undefined, tokens });
  });

  afterEach(async () => {
    await robot.stop();
    await stack.stop();
    await checks.stop();
  });

  /**
   * Creates an object and returns the vendor's ID. Checks that a refresh returns the same inputs and outputs, that an update returns the
   * same outputs, and that an import returns all inputs except `hidden`.
   */
  async function make(type: string, name: string, args: Json): Promise<string> {
    const where = urn(type, name);
    const { inputs, failures } = await provider.check(where, {}, args);
    expect(failures).toEqual([]);
    const { id, outs } = await provider.create(where, inputs);
    const read = await provider.read(id, where, outs);
    expect({ type, ...read }).toEqual({ type, id, inputs, props: outs });
    expect((await provider.update(id, where, outs, inputs)).outs).toEqual(outs);
    const imported = await provider.read(`${String(inputs["baseUrl"])}#${id}`, where);
    const shown = Object.fromEntries(Object.entries(inputs).filter(([key]) => !hidden.includes(key)));
    expect(plainObject(imported.inputs)).toMatchObject(shown);
    kept.push({ id, at: where, outs });
    return String(outs["vendorId"]);
  }

  const removeAll = async (): Promise<void> => {
    for (const one of kept.reverse()) await provider.delete(one.id, one.at, one.outs);
  };

  test("UptimeRobot: objects of every kind are created, read back unchanged, imported and removed", async () => {
    const here = at().robot;
    const found: { readonly outputs?: unknown } = await provider.invoke("monitoring:uptimerobot:getAlertContact", {
      ...here,
      name: "On call",
    });
    const contact = plainObject(found.outputs);
    const window = await make("uptimerobot:MaintenanceWindow", "window", {
      ...here,
      name: "weekly",
      interval: "weekly",
      days: [1],
      time: "03:00:00",
      durationMinutes: 30,
    });
    const monitor = await make("uptimerobot:Monitor", "shop", {
      ...here,
      name: "shop",
      type: "KEYWORD",
      url: "https://shop.example/health",
      keyword: { value: "ok" },
      headers: { accept: "text/plain" },
      alertContacts: [{ id: contact.id }],
      maintenanceWindowIds: [window],
      tags: ["shop", "eu"],
      successStatusCodes: ["200"],
    });
    await make("uptimerobot:Monitor", "port", { ...here, name: "port", type: "PORT", url: "shop.example", port: 443 });
    await make("uptimerobot:Monitor", "values", {
      ...here,
      name: "values",
      type: "API",
      url: "https://shop.example/health",
      apiAssertions: {
        logic: "AND",
        checks: [
          { property: "$.status", comparison: "equals", target: "ok" },
          { property: "$.uptime", comparison: "is_not_null" },
        ],
      },
      sslExpirationDays: [14, 3],
    });
    await make("uptimerobot:StatusPage", "page", { ...here, name: "Shop", monitorIds: [monitor], password: "hush-hush" });
    await removeAll();
    expect([robot.objects.monitors, robot.objects.statusPages, robot.objects.maintenanceWindows].flat()).toEqual([]);
  });

  test("UptimeRobot: a feature that the free plan lacks is reported in a sentence", async () => {
    const heartbeat = { ...at().robot, name: "nightly", type: "HEARTBEAT", intervalSeconds: 3600 };
    await expect(make("uptimerobot:Monitor", "nightly", heartbeat)).rejects.toThrow(
      /^UptimeRobot: could not create the monitor nightly: the limit of the plan is reached \(.+\)\. UptimeRobot's free plan has 50 monitors/,
    );
    const fast = { ...at().robot, name: "fast", url: "https://shop.example", intervalSeconds: 60 };
    await expect(make("uptimerobot:Monitor", "fast", fast)).rejects.toThrow(
      /could not create the monitor fast: the limit of the plan is reached/,
    );
    await expect(provider.invoke("monitoring:uptimerobot:getAlertContact", { ...at().robot, name: "Unknown" })).rejects.toThrow(
      "UptimeRobot: could not look up the alert contact Unknown: there is none. Existing: On call (501); create it in UptimeRobot's UI, or correct the name.",
    );
  });

  test("Better Stack: objects of every kind are created, read back unchanged, imported and removed", async () => {
    const here = at().stack;
    const monitor = await make("betterstack:Monitor", "shop", {
      ...here,
      name: "shop",
      type: "keyword",
      keyword: "ok",
      url: "https://shop.example/health",
      headers: { accept: "text/plain" },
      sslExpirationDays: 14,
    });
    await make("betterstack:Monitor", "tcp", { ...here, name: "tcp", type: "tcp", port: 443, url: "shop.example" });
    const heartbeat = await make("betterstack:Heartbeat", "nightly", { ...here, name: "nightly", periodSeconds: 60, graceSeconds: 10 });
    const page = { ...here, subdomain: "shop", companyName: "Shop", companyUrl: "https://shop.example" };
    const statusPageId = await make("betterstack:StatusPage", "page", page);
    const sectionId = await make("betterstack:StatusPageSection", "section", { ...here, statusPageId, name: "All", position: 0 });
    const line = { ...here, statusPageId, sectionId };
    await make("betterstack:StatusPageResource", "web", { ...line, resourceId: monitor, publicName: "Web" });
    await make("betterstack:StatusPageResource", "job", { ...line, resourceType: "Heartbeat", resourceId: heartbeat, publicName: "Job" });
    await expect(make("betterstack:StatusPage", "second", { ...page, subdomain: "second" })).rejects.toThrow(
      /^Better Stack: could not create the status page second: the limit of the plan is reached/,
    );
    await removeAll();
    const { monitors, heartbeats, statusPages, sections, resources } = stack.objects;
    expect([monitors, heartbeats, statusPages, sections, resources].flat()).toEqual([]);
  });

  test("Better Stack: an escalation policy is found by name", async () => {
    await stack.stop();
    stack = await startBetterStack({ token: stack.token, policies: ["shop", "sites"] });
    const found = await provider.invoke("monitoring:betterstack:getPolicy", { ...at().stack, name: "sites" });
    expect(found).toEqual({ outputs: { id: "90002" } });
    await expect(provider.invoke("monitoring:betterstack:getPolicy", { ...at().stack, name: "unknown" })).rejects.toThrow(
      "Better Stack: could not look up the escalation policy unknown: there is none. Existing: shop (90001), sites (90002); create it in Better Stack's UI, or correct the name.",
    );
  });

  test("Better Stack: changed headers replace the old ones", async () => {
    const args = { ...at().stack, name: "shop", url: "https://shop.example" };
    await make("betterstack:Monitor", "shop", { ...args, headers: { old: "1", both: "1" } });
    const [one] = kept;
    const { inputs } = await provider.check(urn("betterstack:Monitor", "shop"), {}, { ...args, headers: { both: "2", fresh: "2" } });
    await provider.update(one?.id ?? "", one?.at ?? "", one?.outs ?? {}, inputs);
    const headers = stack.objects.monitors[0]?.request_headers.map((header) =>
      "name" in header ? `${header.name}=${header.value}` : "removed",
    );
    expect(headers).toEqual(["both=2", "fresh=2"]);
  });

  test("Healthchecks: checks by period and by schedule are created, read back, imported and removed", async () => {
    await make("healthchecks:Check", "switch", { ...at().checks, name: "switch", slug: "switch", timeoutSeconds: 60, tags: ["x"] });
    await make("healthchecks:Check", "nightly", { ...at().checks, name: "nightly", slug: "nightly", schedule: "0 3 * * *" });
    await removeAll();
    expect(checks.objects.checks).toEqual([]);
  });

  test("a POST request whose response was lost creates only one object", async () => {
    robot.faults.add({ kind: "drop", when: "after" }, { method: "POST", times: 2 });
    stack.faults.add({ kind: "status", status: 502, when: "after" }, { method: "POST" });
    checks.faults.add({ kind: "status", status: 429, retryAfter: 1 }, { method: "POST" });
    await make("uptimerobot:Monitor", "shop", { ...at().robot, name: "shop", url: "https://shop.example" });
    await make("betterstack:Monitor", "shop", { ...at().stack, name: "shop", url: "https://shop.example" });
    await make("healthchecks:Check", "shop", { ...at().checks, name: "shop", slug: "shop", timeoutSeconds: 60 });
    const counts = [robot.objects.monitors, stack.objects.monitors, checks.objects.checks].map((objects) => objects.length);
    expect(counts).toEqual([1, 1, 1]);
  });
});
