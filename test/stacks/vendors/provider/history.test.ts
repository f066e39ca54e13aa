import { kinds } from "../../../../stacks/vendors/provider/kinds";
import type { VendorProvider } from "../../../../stacks/vendors/provider/provider";
import { everyKind, withHistory, type AllVendors, type Shape } from "./every-kind";
import { startBetterStack } from "./fakes/betterstack";
import { startHealthchecks } from "./fakes/healthchecks";
import { startSentry } from "./fakes/sentry";
import { describeWithSpecs } from "./fakes/specs";
import { startUptimeRobot } from "./fakes/uptimerobot";
import { SimulatedEngine, type Declared } from "./simulated-engine";
import { providerWith, urn } from "./steps";

const off = { sentry: { manage: false }, uptime: { manage: false }, deadMansSwitch: { manage: false } };
const start: Shape = { suffix: "", own: "", fixed: 0 };

/** A sequence of numbers below 1 that depends only on the seed. */
function* numbersOf(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

function shuffled<T>(all: readonly T[], next: () => number): T[] {
  const keyed = all.map((one) => ({ one, key: next() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ one }) => one);
}

describeWithSpecs("the history of objects at vendors", () => {
  let vendors: AllVendors;
  let said: string[];
  const fresh =
    (config: Readonly<Record<string, unknown>> = {}) =>
    (): VendorProvider =>
      providerWith({
        secrets: {
          "sentry-token": vendors.sentry.token,
          "uptimerobot-token": vendors.robot.token,
          "betterstack-token": vendors.stack.token,
          "healthchecks-token": vendors.checks.token,
        },
        config,
        said,
      });

  beforeEach(async () => {
    said = [];
    vendors = {
      sentry: await startSentry({ plan: { uptimeMonitors: 99, cronMonitors: 99 } }),
      robot: await startUptimeRobot({ rateLimit: { requests: 100_000, windowMs: 60_000 } }),
      stack: await startBetterStack({ plan: { monitors: 99, statusPages: 99 } }),
      checks: await startHealthchecks(),
    };
  });

  afterEach(async () => {
    for (const vendor of [vendors.sentry, vendors.robot, vendors.stack, vendors.checks]) await vendor.stop();
  });

  const program = (change: Partial<Shape> = {}): Declared[] => everyKind(vendors, { ...start, ...change });

  test("the program of these tests has a resource of every kind, and every kind says what is lost with it", () => {
    expect(new Set(program().map(({ type }) => `monitoring:${type}`))).toEqual(new Set(kinds.map(({ type }) => type)));
    const none = kinds.filter(({ history }) => history === undefined).map(({ type }) => type.replace("monitoring:", ""));
    expect(none.sort()).toEqual([
      "betterstack:StatusPageResource",
      "betterstack:StatusPageSection",
      "sentry:ErrorDetector",
      "sentry:InboundFilter",
      "sentry:Ownership",
      "sentry:SpikeProtection",
      "sentry:Workflow",
      "uptimerobot:MaintenanceWindow",
    ]);
  });

  test("is kept if everything is removed from the program, and the provider names what it kept", async () => {
    const engine = new SimulatedEngine();
    await engine.up(program(), fresh());
    const before = withHistory(vendors);
    await engine.up(program().slice(0, 1), fresh());
    expect(withHistory(vendors)).toEqual(before);
    expect(engine.state).toHaveLength(1);
    expect(said).toContain(
      'Sentry: kept the project web (organization acme), but removed it from the stack\'s state, because its history would be deleted, and monitoring:allowDelete does not contain "sentry:Project project".',
    );
  });

  test("is deleted only for the objects that monitoring:allowDelete names", async () => {
    const engine = new SimulatedEngine();
    await engine.up(program(), fresh());
    const before = withHistory(vendors);
    const allowDelete = ["uptimerobot:Monitor shop", "healthchecks:Check switch"];
    await engine.up(program().slice(0, 1), fresh({ allowDelete }));
    const gone = before.filter((one) => !withHistory(vendors).includes(one)).map((one) => one.split(" ")[0]);
    expect(gone.sort()).toEqual(["healthchecks:Check", "uptimerobot:Monitor"]);
  });

  test("is kept with everything else if management is switched off, and the objects are adopted when it is switched on again", async () => {
    const engine = new SimulatedEngine();
    await engine.up(program(), fresh());
    const before = withHistory(vendors);
    const workflows = vendors.sentry.objects.workflows;
    await engine.up([], fresh(off));
    expect([engine.state, withHistory(vendors), vendors.sentry.objects.workflows]).toEqual([[], before, workflows]);
    await engine.up(program(), fresh());
    expect(withHistory(vendors)).toEqual(before);
  });

  test("is kept if only the program says that a vendor is no longer managed", async () => {
    const engine = new SimulatedEngine();
    await engine.up(program(), fresh());
    const before = withHistory(vendors);
    const provider = fresh()();
    await provider.invoke("monitoring:index:keepObjects", { vendors: ["sentry", "uptimerobot", "betterstack", "healthchecks"] });
    await engine.up([], () => provider);
    expect(withHistory(vendors)).toEqual(before);
  });

  test("is kept by a declared rename of everything: each object has its new name and its old id", async () => {
    const engine = new SimulatedEngine();
    await engine.up(program(), fresh());
    const before = withHistory(vendors);
    await engine.up(program({ suffix: "-2", own: "-2", formerly: "" }), fresh());
    expect(withHistory(vendors)).toEqual(before);
    expect(vendors.sentry.objects.projects.map(({ slug }) => slug)).toEqual(["web-2"]);
    expect(vendors.sentry.objects.keys.map(({ label }) => label)).toEqual(["Default", "server-2"]);
    expect(vendors.robot.objects.monitors.map(({ friendlyName }) => friendlyName)).toEqual(["shop-2"]);
    expect(vendors.stack.objects.statusPages.map(({ subdomain }) => subdomain)).toEqual(["shop-2"]);
    const held = engine.state.map(({ outs }) => outs["vendorId"]);
    await engine.up(program({ suffix: "-2", own: "-2" }), fresh());
    expect(engine.state.map(({ outs }) => outs["vendorId"])).toEqual(held);
  });

  test("each refused replacement names its own index of monitoring:allowDelete, after the entries that exist", async () => {
    const engine = new SimulatedEngine();
    await engine.up(program(), fresh());
    const provider = fresh({ allowDelete: ["sentry:Team old"] })();
    const refusal = async (type: string, name: string): Promise<string> => {
      const made = engine.state.find((one) => one.type === type && one.name === name);
      if (made === undefined) throw new Error(`There is no ${type} ${name}.`);
      const news = { ...made.outs, checkIn: "other", type: "PING" };
      return provider.diff(made.id, urn(type, name), made.outs, news).then(
        () => "",
        (error: unknown) => String(error),
      );
    };
    expect(await refusal("sentry:CronDetector", "nightly")).toContain("'monitoring:allowDelete[1]' 'sentry:CronDetector nightly'");
    expect(await refusal("uptimerobot:Monitor", "shop")).toContain("'monitoring:allowDelete[2]' 'uptimerobot:Monitor shop'");
    expect(await refusal("sentry:CronDetector", "nightly")).toContain("'monitoring:allowDelete[1]' 'sentry:CronDetector nightly'");
  });

  test("is kept if a rename, another order, a forgotten resource and a vendor that is switched off come in one change", async () => {
    const engine = new SimulatedEngine();
    await engine.up(program(), fresh());
    const before = withHistory(vendors);
    engine.forget("web");
    const atUptime = /^(uptimerobot|betterstack):/;
    const [moved, rest] = [program({ suffix: "-2", own: "-2", formerly: "" }), /Team/];
    const roots = moved.filter(({ type }) => rest.test(type) || type === "healthchecks:Check").reverse();
    const declared = [...new Set([...roots, ...moved])].filter(({ type }) => !atUptime.test(type));
    await engine.up(declared, fresh({ uptime: { manage: false } }));
    expect(withHistory(vendors)).toEqual(before);
    expect(vendors.sentry.objects.projects.map(({ slug }) => slug)).toEqual(["web-2"]);
    expect(engine.state.some(({ type }) => atUptime.test(type))).toBe(false);
    expect(vendors.robot.objects.monitors.map(({ friendlyName }) => friendlyName)).toEqual(["shop"]);
  });

  test("is kept by two renames in a row, and by a stack that missed one of them", async () => {
    const engine = new SimulatedEngine();
    await engine.up(program(), fresh());
    const before = withHistory(vendors);
    await engine.up(program({ suffix: "-2", own: "-2", formerly: "" }), fresh());
    await engine.up(program({ suffix: "-3", own: "-3", formerly: "-2" }), fresh());
    expect(withHistory(vendors)).toEqual(before);
    // The names in the state end in -3, because the stack missed the rename to -4. The vendors keep the old objects beside the new ones.
    await engine.up(program({ suffix: "-5", own: "-5", formerly: "-4" }), fresh());
    expect(withHistory(vendors)).toEqual(expect.arrayContaining(before));
  });

  test("is kept if a former name still has a resource: the provider keeps its objects, and says so", async () => {
    const engine = new SimulatedEngine();
    const second = program({ suffix: "-2", own: "-2" });
    await engine.up([...program(), ...second], fresh());
    const before = withHistory(vendors);
    await engine.up(program({ suffix: "-2", own: "-2", formerly: "" }), fresh());
    expect(withHistory(vendors)).toEqual(before);
    expect(said).toContain(
      'UptimeRobot: kept the monitor shop, but removed it from the stack\'s state, because its history would be deleted, and monitoring:allowDelete does not contain "uptimerobot:Monitor shop".',
    );
  });

  test("is not deleted by a misspelled entry of monitoring:allowDelete", async () => {
    const engine = new SimulatedEngine();
    await engine.up(program(), fresh());
    const before = withHistory(vendors);
    const allowDelete = ["uptimerobot:monitor shop", "uptimerobot:Monitor shop ", "monitoring:uptimerobot:Monitor shop", "ALL", "*"];
    await engine.up(program().slice(0, 1), fresh({ allowDelete }));
    expect(withHistory(vendors)).toEqual(before);
  });

  test("is kept if an input that the vendor cannot change has a new value: the preview refuses, and changes nothing", async () => {
    const engine = new SimulatedEngine();
    await engine.up(program(), fresh());
    const requests = vendors.sentry.requests.length;
    await expect(engine.up(program({ fixed: 1 }), fresh())).rejects.toThrow(
      "Sentry: a change of checkIn would replace the monitor nightly of the project web (organization acme). This would delete its check-ins, and the issues that it found. Undo the change, or allow it: `pulumi config set --path 'monitoring:allowDelete[0]' 'sentry:CronDetector nightly'`.",
    );
    expect(vendors.sentry.requests).toHaveLength(requests);
  });

  test.each(Array.from({ length: 12 }, (_, index) => index + 1))(
    "is never lost in a random sequence of changes without permission (%i)",
    async (seed) => {
      const numbers = numbersOf(seed);
      const next = (): number => numbers.next().value;
      const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T;
      const engine = new SimulatedEngine();
      let shape: Shape = start;
      await engine.up(program(), fresh());
      for (let step = 0; step < 6; step++) {
        const before = withHistory(vendors);
        const change = pick([
          "rename",
          "declared rename",
          "rename in the program",
          "remove",
          "replace",
          "reorder",
          "take over",
          "switch off",
        ] as const);
        const suffix = `-${seed}-${step}`;
        let wanted: Shape = { suffix: shape.suffix, own: shape.own, fixed: shape.fixed };
        if (change === "rename") wanted = { ...wanted, suffix };
        if (change === "rename in the program") wanted = { ...wanted, own: suffix };
        if (change === "replace") wanted = { ...wanted, fixed: wanted.fixed === 0 ? 1 : 0 };
        const now: Shape = change === "declared rename" ? { ...wanted, suffix, own: suffix, formerly: wanted.own } : wanted;
        const all = program(now);
        if (change === "take over") for (const { name } of all.filter(() => next() < 0.5)) engine.forget(name);
        const roots = (): Declared[] =>
          shuffled(
            all.filter(({ type }) => /Team|Monitor|Heartbeat|Check$|Window/.test(type)),
            next,
          );
        const declared =
          change === "remove"
            ? roots().filter(() => next() < 0.5)
            : change === "reorder"
              ? [...new Set([...roots(), ...all])]
              : change === "switch off"
                ? []
                : all;
        const refused = await engine.up(declared, fresh(change === "switch off" ? off : {})).then(
          () => false,
          (error: unknown) => {
            // UptimeRobot itself refuses an `up` that adopts a monitor and changes the monitor's type.
            if (/allowDelete|type of a monitor cannot be changed/.test(String(error))) return true;
            throw error;
          },
        );
        if (!refused) shape = now;
        const lost = before.filter((one) => !withHistory(vendors).includes(one));
        expect({ seed, step, change, lost }).toEqual({ seed, step, change, lost: [] });
      }
    },
  );
});
