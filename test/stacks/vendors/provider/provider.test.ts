import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { kinds, lookups } from "../../../../stacks/vendors/provider/kinds";
import type { Json } from "../../../../stacks/vendors/provider/json";
import { VendorProvider } from "../../../../stacks/vendors/provider/provider";
import { secret } from "../../../../stacks/vendors/provider/values";
import { startSentry } from "./fakes/sentry";
import { describeWithSpecs } from "./fakes/specs";

type Sentry = Awaited<ReturnType<typeof startSentry>>;
const token = "canary-token-51c2";
const urn = (type: string, name: string): string => `urn:pulumi:test::shop::monitoring:stack:Environment$monitoring:${type}::${name}`;
const providerWith = (secrets: Readonly<Record<string, string>>): VendorProvider =>
  new VendorProvider({
    version: "0.1.0",
    kinds,
    lookups,
    say: () => undefined,
    tokens: { config: { secrets: JSON.stringify(secrets), allowDelete: '["all"]' }, readSecrets: () => ({}) },
  });

/** Creates a resource as the Pulumi engine does: checks the inputs, then creates the object. */
async function make(provider: VendorProvider, type: string, name: string, args: Json): Promise<{ id: string; state: Json; inputs: Json }> {
  const at = urn(type, name);
  const { inputs, failures } = await provider.check(at, {}, args);
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
  const { id, outs } = await provider.create(at, inputs);
  return { id, state: outs, inputs };
}

describeWithSpecs("the provider with a simulated Sentry", () => {
  let sentry: Sentry;
  let provider: VendorProvider;
  const here = (): Json => ({ baseUrl: sentry.url, organization: "acme" });
  const metric = (name: string): Json => ({ ...here(), project: "web", name, aggregate: "count()", high: 10 });

  beforeEach(async () => {
    sentry = await startSentry({ token, plan: { uptimeMonitors: 9, cronMonitors: 9 } });
    provider = providerWith({ "sentry-token": token });
    await make(provider, "sentry:Team", "team", { ...here(), slug: "shop" });
    await make(provider, "sentry:Project", "project", { ...here(), team: "shop", slug: "web" });
  });

  afterEach(() => sentry.stop());

  test("an alert refers to the project's built-in error detector, and a channel id that Sentry looked up is not a difference", async () => {
    await sentry.stop();
    const integrations = [
      { id: "7", provider: "slack", name: "shop", configData: {} },
      { id: "8", provider: "pagerduty", name: "shop", configData: { service_table: [{ id: 31, service: "shop", integration_key: "k" }] } },
    ];
    sentry = await startSentry({ token, integrations });
    const slack = await provider.invoke("monitoring:sentry:getIntegration", { ...here(), provider: "slack" });
    expect(slack).toEqual({ outputs: { id: "7", name: "shop" } });
    const service = await provider.invoke("monitoring:sentry:getPagerDutyService", { ...here(), integrationId: "8", service: "shop" });
    expect(service).toEqual({ outputs: { id: "31" } });
    await make(provider, "sentry:Team", "team-2", { ...here(), slug: "shop" });
    await make(provider, "sentry:Project", "project-2", { ...here(), team: "shop", slug: "web" });
    const errors = await make(provider, "sentry:ErrorDetector", "errors", { ...here(), project: "web" });
    const own = sentry.objects.detectors.find(({ type }) => type === "error");
    expect(errors.state["vendorId"]).toBe(own?.id);
    const alert = await make(provider, "sentry:Workflow", "alert", {
      ...here(),
      name: "warnings",
      detectorIds: [own?.id],
      belowPriority: "high",
      actions: [
        { via: "slack", integrationId: "7", channel: "#shop" },
        { via: "pagerduty", integrationId: "8", serviceId: "31", service: "shop", priority: "warning" },
      ],
    });
    const [kept] = sentry.objects.workflows;
    expect(kept?.actionFilters.map(({ logicType }) => logicType)).toEqual(["none"]);
    const read = await provider.read(alert.id, urn("sentry:Workflow", "alert"), alert.state);
    expect(read.inputs).toEqual(alert.inputs);
    await provider.delete(errors.id, urn("sentry:ErrorDetector", "errors"), errors.state);
    expect(sentry.objects.detectors.map(({ type }) => type)).toEqual(["error", "issue_stream"]);
  });

  test("a cron monitor keeps the slug that the job uses for check-ins", async () => {
    const args = { ...here(), project: "web", name: "shop/web nightly (test)", checkIn: "shop-web-nightly-test", schedule: "0 3 * * *" };
    const { id, state, inputs } = await make(provider, "sentry:CronDetector", "cron", args);
    expect(state["monitorSlug"]).toBe("shop-web-nightly-test");
    expect((await provider.read(id, urn("sentry:CronDetector", "cron"), state)).inputs).toEqual(inputs);
  });

  test("an object that an interrupted run left behind is adopted and corrected", async () => {
    await make(provider, "sentry:MetricDetector", "one", metric("errors"));
    const [before] = sentry.objects.detectors.filter(({ name }) => name === "errors");
    const next = providerWith({ "sentry-token": token });
    const { id } = await make(next, "sentry:MetricDetector", "one", { ...metric("errors"), description: "newer" });
    expect(id).toBe(`acme/web/${before?.id ?? ""}`);
    expect(sentry.objects.detectors.filter(({ name }) => name === "errors").map(({ description }) => description)).toEqual(["newer"]);
  });

  test("two objects with the same name are refused", async () => {
    const post = {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ name: "server" }),
    };
    await fetch(`${sentry.url}/api/0/projects/acme/web/keys/`, post);
    await fetch(`${sentry.url}/api/0/projects/acme/web/keys/`, post);
    await expect(make(provider, "sentry:Key", "key", { ...here(), project: "web", name: "server" })).rejects.toThrow(
      /^2 objects match the key server of the project web \(organization acme\) \(ids .+\), so none is adopted\. Remove all but one/,
    );
  });

  test("two resources for the same object are refused, and the error says to rename one", async () => {
    await make(provider, "sentry:MetricDetector", "one", metric("errors"));
    await expect(make(provider, "sentry:MetricDetector", "two", metric("errors"))).rejects.toThrow(
      /the monitor errors of the project web \(organization acme\) is also declared by urn:.+::one; give each a different name/,
    );
  });

  test("a renamed resource keeps its object, because deleting the resource with the old name does not remove the object", async () => {
    const { id, state } = await make(provider, "sentry:MetricDetector", "old", metric("errors"));
    const next = providerWith({ "sentry-token": token });
    await make(next, "sentry:MetricDetector", "new", metric("errors"));
    await next.delete(id, urn("sentry:MetricDetector", "old"), state);
    expect(sentry.objects.detectors.filter(({ name }) => name === "errors")).toHaveLength(1);
  });

  test("an object that was deleted at the vendor is read as deleted, and removing it again is no error", async () => {
    const { id, state } = await make(provider, "sentry:Key", "key", { ...here(), project: "web", name: "server" });
    sentry.remove("keys", sentry.objects.keys.find(({ label }) => label === "server")?.id ?? "");
    expect(await provider.read(id, urn("sentry:Key", "key"), state)).toEqual({ id: "", props: {} });
    await provider.delete(id, urn("sentry:Key", "key"), state);
    sentry.remove("projects", sentry.objects.projects[0]?.id ?? "");
    await provider.delete(id, urn("sentry:Key", "key"), state);
    await provider.delete("acme/web/ownership", urn("sentry:Ownership", "o"), { ...here(), project: "web", raw: "" });
    await provider.delete("acme/web", urn("sentry:SpikeProtection", "s"), { ...here(), project: "web" });
    await provider.delete("acme/web/localhost", urn("sentry:InboundFilter", "f"), { ...here(), project: "web", filter: "localhost" });
  });

  test("an import reads all inputs, and its id can start with a custom address", async () => {
    const { inputs, id } = await make(provider, "sentry:MetricDetector", "one", metric("errors"));
    const read = await provider.read(`${sentry.url}#${id}`, urn("sentry:MetricDetector", "one"));
    expect(read.id).toBe(id);
    expect(read.inputs).toEqual({ ...inputs, resolve: 10 });
    await expect(provider.read(`${sentry.url}#acme`, urn("sentry:MetricDetector", "one"))).rejects.toThrow(
      "monitoring:sentry:MetricDetector: got the id acme; expected organization/project/id.",
    );
  });

  test("a project moves to another team and keeps its issues", async () => {
    await make(provider, "sentry:Team", "others", { ...here(), slug: "others" });
    const at = urn("sentry:Project", "project");
    const { inputs: olds } = await provider.check(at, {}, { ...here(), team: "shop", slug: "web" });
    const { inputs: news } = await provider.check(at, {}, { ...here(), team: "others", slug: "web" });
    expect((await provider.diff("acme/web", at, olds, news)).replaces).toEqual([]);
    await provider.update("acme/web", at, olds, news);
    const others = sentry.objects.teams.find(({ slug }) => slug === "others")?.id;
    expect(sentry.objects.projects.map(({ teams }) => teams)).toEqual([[others]]);
  });

  test("the DSN is stored as a secret, and the token is not stored at all", async () => {
    const { state } = await make(provider, "sentry:Key", "key", { ...here(), project: "web", name: "server" });
    expect(state["dsn"]).toEqual(secret(expect.stringMatching(/^https:\/\/[0-9a-f]{32}@/)));
    expect(JSON.stringify(state)).not.toContain(token);
    expect(state["tokenSecret"]).toBe("sentry-token");
  });

  test("no error contains a secret input, even if the vendor's response repeats it", async () => {
    const hushed = secret("hush-hush");
    await expect(make(provider, "sentry:Ownership", "owners", { ...here(), project: "web", raw: hushed })).rejects.toThrow(
      /Sentry: could not create the ownership rules .+: the vendor refused it \(status 400: .*\*\*\*/,
    );
  });
});

describe("the provider without a vendor", () => {
  const monitor = { name: "shop", url: "https://shop.example" };

  test("the error about an invalid token does not show the token", async () => {
    const provider = providerWith({ "uptimerobot-token": "two words" });
    await expect(make(provider, "uptimerobot:Monitor", "m", { ...monitor, baseUrl: "http://127.0.0.1:1" })).rejects.toThrow(
      /^UptimeRobot: could not create the monitor shop: the secret uptimerobot-token is not a token: it contains spaces/,
    );
  });

  test("a redirect is not followed, so that the token is sent only to the configured address", async () => {
    const server = createServer((_, response) => response.writeHead(302, { location: "https://elsewhere.example/" }).end());
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = providerWith({ "uptimerobot-token": token });
    await expect(make(provider, "uptimerobot:Monitor", "m", { ...monitor, baseUrl })).rejects.toThrow(
      "UptimeRobot: could not create the monitor shop: its address redirects (https://elsewhere.example/). Set `baseUrl` to the new address.",
    );
    await new Promise((done) => server.close(done));
  });
});
