import type { Json } from "../../../../stacks/vendors/provider/json";
import { clientOf } from "./client";
import { startBetterStack } from "./fakes/betterstack";
import { startHealthchecks } from "./fakes/healthchecks";
import { startSentry } from "./fakes/sentry";
import { describeWithSpecs } from "./fakes/specs";
import { startUptimeRobot } from "./fakes/uptimerobot";
import type { VendorProvider } from "../../../../stacks/vendors/provider/provider";
import { change, make, providerWith, refresh, remove, type Made } from "./steps";

/** The state after a refresh. Fails if the object no longer exists. */
async function refreshed(provider: Parameters<typeof refresh>[0], made: Made): Promise<Made> {
  const found = await refresh(provider, made);
  if (found === undefined) throw new Error(`${made.name} no longer exists`);
  return found;
}

describe("a monitor or check that a person has paused at the vendor", () => {
  const monitor = { name: "web", url: "https://web.example", timeoutSeconds: 15 };

  test("UptimeRobot: a refresh finds it, and the next up starts it", async () => {
    const robot = await startUptimeRobot({ rateLimit: { requests: 1000, windowMs: 60_000 } });
    const provider = providerWith({ secrets: { "uptimerobot-token": robot.token } });
    const args: Json = { ...monitor, baseUrl: robot.baseUrl };
    const made = await make(provider, "uptimerobot:Monitor", "web", args);
    await clientOf(robot)("POST", `/v3/monitors/${String(made.outs["vendorId"])}/pause`);
    expect(robot.objects.monitors.map(({ status }) => status)).toEqual(["PAUSED"]);
    const found = await refreshed(provider, made);
    expect(found.inputs["paused"]).toBe(true);
    const repaired = await change(provider, found, args);
    expect(robot.objects.monitors.map(({ status }) => status)).toEqual(["STARTED"]);
    expect((await refreshed(provider, repaired)).inputs).toEqual(made.inputs);
    await robot.stop();
  });

  test("UptimeRobot: a stack that adopts it starts it, and a stack that wants it paused pauses it", async () => {
    const robot = await startUptimeRobot({ rateLimit: { requests: 1000, windowMs: 60_000 } });
    const fresh = () => providerWith({ secrets: { "uptimerobot-token": robot.token } });
    const args: Json = { ...monitor, baseUrl: robot.baseUrl };
    const paused = await make(fresh(), "uptimerobot:Monitor", "web", { ...args, paused: true });
    expect(robot.objects.monitors.map(({ status }) => status)).toEqual(["PAUSED"]);
    expect((await refreshed(fresh(), paused)).inputs).toEqual(paused.inputs);
    await make(fresh(), "uptimerobot:Monitor", "web", args);
    expect(robot.objects.monitors.map(({ status }) => status)).toEqual(["STARTED"]);
    await robot.stop();
  });

  test("Healthchecks: a refresh finds a paused check, and the next up resumes it", async () => {
    const checks = await startHealthchecks();
    const provider = providerWith({ secrets: { "healthchecks-token": checks.token } });
    const args: Json = { baseUrl: checks.baseUrl, name: "switch", slug: "switch", timeoutSeconds: 60 };
    const made = await make(provider, "healthchecks:Check", "switch", args);
    checks.drift("checks", String(made.outs["vendorId"]), { status: "paused" });
    await change(provider, await refreshed(provider, made), args);
    expect(checks.objects.checks.map(({ status }) => status)).toEqual(["new"]);
    await checks.stop();
  });

  test("Better Stack: a refresh finds it, and the next up starts it", async () => {
    const stack = await startBetterStack();
    const provider = providerWith({ secrets: { "betterstack-token": stack.token } });
    const args: Json = { ...monitor, baseUrl: stack.baseUrl };
    const made = await make(provider, "betterstack:Monitor", "web", args);
    stack.drift("monitors", String(made.outs["vendorId"]), { paused: true });
    await change(provider, await refreshed(provider, made), args);
    expect(stack.objects.monitors.map(({ paused }) => paused)).toEqual([false]);
    await stack.stop();
  });
});

describeWithSpecs("a Sentry project that a person has renamed", () => {
  test("keeps its issues: a refresh finds it by its id, the next up restores its slug, and its keys stay", async () => {
    const sentry = await startSentry();
    const provider = providerWith({ secrets: { "sentry-token": sentry.token } });
    const here = { baseUrl: sentry.url, organization: "acme" };
    await make(provider, "sentry:Team", "shop", { ...here, slug: "shop" });
    const project = { ...here, team: "shop", slug: "web" };
    const made = await make(provider, "sentry:Project", "web", project);
    const key = await make(provider, "sentry:Key", "web", { ...here, project: "web", name: "server" });
    const [{ id, slug } = { id: "", slug: "" }] = sentry.objects.projects;
    sentry.drift("projects", id, { slug: "storefront", formerSlugs: [slug] });

    await expect(change(provider, key, { ...here, project: "web", name: "server", isActive: false })).rejects.toThrow(
      "Sentry: could not update the key server of the project web (organization acme): its project was renamed to storefront at Sentry. Run `pulumi refresh`, then `pulumi up`, which restores the slug of the catalogue.",
    );
    const found = await refreshed(provider, made);
    expect(found.inputs["slug"]).toBe("storefront");
    expect((await refreshed(provider, key)).outs).toEqual(key.outs);
    const repaired = await change(provider, found, project);
    expect(sentry.objects.projects.map((one) => [one.id, one.slug])).toEqual([[id, "web"]]);
    expect(repaired.outs["vendorId"]).toBe("web");
    await change(provider, key, { ...here, project: "web", name: "server", isActive: false });
    expect(sentry.objects.keys.map(({ label, isActive }) => [label, isActive])).toEqual([
      ["Default", true],
      ["server", false],
    ]);
    await sentry.stop();
  });
});

describeWithSpecs("a Sentry project and team that a person has deleted, and whose slugs others have now", () => {
  test("are not taken for the others: an update says that they no longer exist, and a deletion changes nothing", async () => {
    const sentry = await startSentry();
    const here = { baseUrl: sentry.url, organization: "acme" };
    const fresh = (config = {}): VendorProvider => providerWith({ secrets: { "sentry-token": sentry.token }, config });
    const provider = fresh();
    const team = await make(provider, "sentry:Team", "shop", { ...here, slug: "shop" });
    const project = await make(provider, "sentry:Project", "web", { ...here, team: "shop", slug: "web" });
    for (const [kind, path] of [
      ["projects", "projects/acme/web/"],
      ["teams", "teams/acme/shop/"],
    ] as const) {
      await fetch(`${sentry.url}/api/0/${path}`, { method: "DELETE", headers: { authorization: `Bearer ${sentry.token}` } });
      expect(sentry.objects[kind]).toEqual([]);
    }
    const byHand = fresh();
    await make(byHand, "sentry:Team", "other", { ...here, slug: "shop" });
    await make(byHand, "sentry:Project", "other", { ...here, team: "shop", slug: "web" });
    const others = (): string[] => [...sentry.objects.teams, ...sentry.objects.projects].map(({ id, slug }) => `${id} ${slug}`);
    const before = others();

    const run = fresh({ allowDelete: ["all"] });
    await expect(change(run, project, { ...here, team: "shop", slug: "web", platform: "node" })).rejects.toThrow(
      /^Sentry: could not update the project web \(organization acme\): it no longer exists .* Run `pulumi refresh`/,
    );
    expect(await refresh(run, project)).toBeUndefined();
    await remove(run, project);
    await remove(run, team);
    expect(others()).toEqual(before);
    await sentry.stop();
  });
});
