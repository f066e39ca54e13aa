import type { UptimePlan } from "../../exporters/uptime/plan-model";
import { keyOf } from "../../exporters/vendor-plan";
import type { Json } from "../../stacks/vendors/provider/json";
import { kinds, lookups } from "../../stacks/vendors/provider/kinds";
import { VendorProvider } from "../../stacks/vendors/provider/provider";
import { plainObject } from "../../stacks/vendors/provider/values";
import { resolved, type Known } from "../../stacks/vendors/resources/resolve";
import { startUptimeRobot } from "../stacks/vendors/provider/fakes/uptimerobot";
import { uptimePlanOf } from "./rendered";

type UptimeRobot = Awaited<ReturnType<typeof startUptimeRobot>>;

const journal = ["db", "health", "qdrant", "ready", "redis"].map((check) => `trading-journal/web ${check} (production)`);

describe("the status page of production at UptimeRobot", () => {
  let robot: UptimeRobot;
  const plan = uptimePlanOf("production") as UptimePlan;
  const contacts = plan.lookups.map(({ name }, index) => ({
    id: String(500 + index),
    friendlyName: name,
    type: "Email",
    value: "a@b.example",
  }));

  beforeAll(async () => {
    robot = await startUptimeRobot({ alertContacts: contacts, rateLimit: { requests: 1000, windowMs: 60_000 } });
  });
  afterAll(() => robot.stop());

  /** Creates every resource of the plan with the provider, in the plan's order. Returns the outputs of resources and lookups, by key. */
  async function created(): Promise<ReadonlyMap<string, Json>> {
    const tokens = { config: { secrets: JSON.stringify({ "uptimerobot-token": robot.token }) }, readSecrets: () => ({}) };
    const provider = new VendorProvider({ version: "0.1.0", kinds, lookups, say: () => undefined, tokens });
    const known = new Map<string, Json>(plan.lookups.map((lookup, index) => [keyOf(lookup), { id: contacts[index]?.id }]));
    for (const resource of plan.resources) {
      const { type, name, inputs } = resource;
      const urn = `urn:pulumi:test::shop::monitoring:${type}::${name}`;
      const args = { baseUrl: robot.baseUrl, ...resolved(inputs, known as Known) };
      const checked = await provider.check(urn, {}, args);
      expect(checked.failures).toEqual([]);
      known.set(keyOf(resource), plainObject((await provider.create(urn, checked.inputs)).outs));
    }
    return known;
  }

  test("TJ-7: the public page is created, shows the five checks of the trading journal, and needs no password", async () => {
    const outputs = await created();
    expect(robot.objects.statusPages.map(({ friendlyName }) => friendlyName)).toEqual(["Service status"]);
    const [page] = robot.objects.statusPages;
    const names = new Map(robot.objects.monitors.map(({ id, friendlyName }) => [Number(id), friendlyName]));
    const shown = (page?.monitorIds ?? []).map((id) => names.get(id) ?? "");
    expect(shown.filter((name) => name.startsWith("trading-journal/")).sort()).toEqual(journal);
    expect(shown.map((name) => name.split("/")[0])).toEqual(
      expect.arrayContaining(["eight-services", "site-builder", "soulcaster", "tenant-ai", "trading-journal"]),
    );
    expect(page).toMatchObject({ isPasswordSet: false, status: "ENABLED", hideUrlLinks: true, sort: 1 });
    expect(outputs.get("uptimerobot:StatusPage service-status")?.["url"]).toBe(`https://stats.uptimerobot.com/${page?.urlKey ?? ""}`);
  });
});
