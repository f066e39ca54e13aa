import { z } from "zod";
import { clientOf, read, withId } from "../client";
import { startSentry } from "../fakes/sentry";
import { describeWithSpecs } from "../fakes/specs";

/** Starts a simulated Sentry with the team `shop`, the project `shop`, and a Slack and a PagerDuty integration. */
async function prepared(options: Parameters<typeof startSentry>[0] = {}) {
  const sentry = await startSentry({
    integrations: [
      { id: "11", provider: "slack", name: "Acme", configData: {} },
      { id: "12", provider: "pagerduty", name: "Acme", configData: { service_table: [{ id: 5, service: "shop", integration_key: "x" }] } },
    ],
    ...options,
  });
  const send = clientOf(sentry);
  await send("POST", "/api/0/organizations/acme/teams/", { slug: "shop" });
  const project = await send("POST", "/api/0/teams/acme/shop/projects/", { name: "shop", slug: "shop", default_rules: false });
  return { sentry, send, projectId: read(withId, project).id };
}

const create = "/api/0/organizations/acme/projects/shop/detectors/";
const detector = (id: string): string => `/api/0/organizations/acme/detectors/${id}/`;
const workflows = "/api/0/organizations/acme/workflows/";

const uptime = (projectId: string) => ({
  projectId,
  name: "shop is up",
  type: "uptime_domain_failure",
  description: null,
  enabled: true,
  owner: null,
  dataSources: [
    {
      url: "https://shop.example/health",
      method: "GET",
      body: null,
      headers: [["accept", "application/json"]],
      intervalSeconds: 60,
      timeoutMs: 10000,
      traceSampling: false,
      assertion: JSON.stringify({ op: "status_code_check" }),
    },
  ],
  config: { mode: 1, environment: "production", downtimeThreshold: 3, recoveryThreshold: 1 },
});
const cron = (projectId: string) => ({
  projectId,
  name: "nightly invoice",
  type: "monitor_check_in_failure",
  description: null,
  owner: null,
  dataSources: [
    {
      name: "nightly invoice",
      config: {
        schedule_type: "crontab",
        schedule: "0 3 * * *",
        timezone: "UTC",
        checkin_margin: 5,
        max_runtime: 30,
        failure_issue_threshold: 1,
        recovery_threshold: 1,
      },
    },
  ],
});
const metric = (projectId: string) => ({
  projectId,
  name: "errors",
  type: "metric_issue",
  description: "too many errors",
  owner: null,
  dataSources: [
    {
      aggregate: "count()",
      dataset: "events",
      environment: "production",
      eventTypes: ["error"],
      query: "level:error",
      timeWindow: 300,
      extrapolationMode: null,
    },
  ],
  conditionGroup: { logicType: "any", conditions: [{ type: "gt", comparison: 10, conditionResult: 75 }] },
  config: { detectionType: "static" },
});
const workflow = (detectorIds: readonly string[], change: object = {}) => ({
  name: "shop to Slack",
  enabled: true,
  environment: "production",
  config: { frequency: 30 },
  detectorIds,
  triggers: { logicType: "any-short", conditions: [{ type: "first_seen_event", comparison: true, conditionResult: true }] },
  actionFilters: [
    {
      logicType: "all",
      conditions: [{ type: "level", comparison: { match: "gte", level: 40 }, conditionResult: true }],
      actions: [
        {
          type: "slack",
          integrationId: "11",
          data: {},
          config: { targetType: "specific", targetIdentifier: "C1", targetDisplay: "#shop" },
        },
        { type: "email", data: { fallthroughType: "ActiveMembers" }, config: { targetType: "issue_owners" } },
      ],
    },
  ],
  ...change,
});

describeWithSpecs("the simulated Sentry (monitors and alerts)", () => {
  it.each([
    ["uptime", uptime, "uptime_subscription"],
    ["cron", cron, "cron_monitor"],
    ["metric", metric, "snuba_query_subscription"],
  ] as const)("creates, reads, updates and removes a %s monitor", async (_, of, wrapper) => {
    const { sentry, send, projectId } = await prepared();
    const made = await send("POST", create, of(projectId));
    expect(made).toMatchObject({ status: 201, body: { projectId, enabled: true, dataSources: [{ type: wrapper }] } });
    const { id } = read(withId, made);
    expect((await send("GET", detector(id))).body).toEqual(made.body);
    expect(await send("PUT", detector(id), { ...of(projectId), name: "renamed" })).toMatchObject({
      status: 200,
      body: { id, name: "renamed" },
    });
    expect((await send("GET", `/api/0/organizations/acme/detectors/?project=${projectId}`)).body).toHaveLength(3);
    expect((await send("DELETE", detector(id))).status).toBe(204);
    expect((await send("DELETE", detector(id))).status).toBe(404);
    await sentry.stop();
  });

  it("creates a second monitor with the same name, because only ids distinguish monitors", async () => {
    const { sentry, send, projectId } = await prepared();
    for (let times = 0; times < 2; times++) expect((await send("POST", create, metric(projectId))).status).toBe(201);
    expect(sentry.objects.detectors.filter(({ type }) => type === "metric_issue")).toHaveLength(2);
    await sentry.stop();
  });

  it("disables a monitor beyond the plan's limit, and refuses to enable it", async () => {
    const { sentry, send, projectId } = await prepared();
    await send("POST", create, uptime(projectId));
    const second = await send("POST", create, uptime(projectId));
    expect(second).toMatchObject({ status: 201, body: { enabled: false } });
    expect(await send("PUT", detector(read(withId, second).id), uptime(projectId))).toMatchObject({
      status: 400,
      body: { enabled: [expect.stringContaining("quota")] },
    });
    await sentry.stop();
  });

  it.each<[string, (projectId: string) => object, object]>([
    ["no owner", (id) => ({ ...uptime(id), owner: undefined }), { owner: ["This field is required."] }],
    ["an unknown type", (id) => ({ ...uptime(id), type: "ping" }), { type: [expect.stringContaining("uptime_domain_failure")] }],
    ["an unknown field", (id) => ({ ...uptime(id), interval: 60 }), { interval: [expect.stringContaining("ignores this field")] }],
    [
      "an unknown field of the data source",
      (id) => ({ ...uptime(id), dataSources: [{ ...uptime(id).dataSources[0], expectedStatus: 200 }] }),
      { "dataSources[0].expectedStatus": [expect.stringContaining("ignores this field")] },
    ],
    [
      "an unsupported interval",
      (id) => ({ ...uptime(id), dataSources: [{ ...uptime(id).dataSources[0], intervalSeconds: 120 }] }),
      { "dataSources.intervalSeconds": [expect.stringContaining("60, 300")] },
    ],
    [
      "an assertion that is not JSON",
      (id) => ({ ...uptime(id), dataSources: [{ ...uptime(id).dataSources[0], assertion: "{" }] }),
      { "dataSources.0.assertion": [expect.stringContaining("json")] },
    ],
    ["an unknown team", (id) => ({ ...uptime(id), owner: "team:1" }), { owner: ["Team does not exist"] }],
    ["another project", () => uptime("1"), { projectId: [expect.stringContaining("not the project")] }],
    [
      "an invalid schedule",
      (id) => ({ ...cron(id), dataSources: [{ name: "x", config: { ...cron(id).dataSources[0]?.config, schedule: "every day" } }] }),
      { "dataSources.config.schedule": ["Schedule was not parseable"] },
    ],
    ["no condition", (id) => ({ ...metric(id), conditionGroup: undefined }), { conditionGroup: ["This field is required."] }],
  ])("refuses a monitor with %s", async (_, body, reason) => {
    const { sentry, send, projectId } = await prepared();
    expect(await send("POST", create, body(projectId))).toMatchObject({ status: 400, body: reason });
    expect(sentry.objects.detectors).toHaveLength(2);
    await sentry.stop();
  });

  it("stores an alert with its filters and actions, and drops removed monitors from the alert", async () => {
    const { sentry, send, projectId } = await prepared();
    const monitor = read(withId, await send("POST", create, metric(projectId))).id;
    const made = await send("POST", workflows, workflow([monitor]));
    const { id } = read(withId, made);
    expect(made).toMatchObject({
      status: 201,
      body: { detectorIds: [monitor], actionFilters: [{ actions: [{ type: "slack" }, { type: "email" }] }] },
    });
    expect((await send("GET", `${workflows}${id}/`)).body).toEqual(made.body);
    expect((await send("GET", detector(monitor))).body).toMatchObject({ workflowIds: [id] });
    expect((await send("PUT", `${workflows}${id}/`, workflow([monitor], { id, enabled: false }))).body).toMatchObject({ enabled: false });
    await send("DELETE", detector(monitor));
    expect((await send("GET", `${workflows}${id}/`)).body).toMatchObject({ detectorIds: [] });
    expect((await send("DELETE", `${workflows}${id}/`)).status).toBe(204);
    expect(sentry.objects.workflows).toEqual([]);
    await sentry.stop();
  });

  it.each<[string, object, object]>([
    ["an unknown monitor", { detectorIds: ["7"] }, { detectorIds: [expect.stringContaining("7")] }],
    ["no frequency", { config: {} }, { "config.frequency": ["This field is required."] }],
    [
      "an unknown action",
      { actionFilters: [{ logicType: "all", conditions: [], actions: [{ type: "carrier-pigeon" }] }] },
      { "actionFilters.0.actions.0.type": [expect.stringContaining("slack")] },
    ],
    [
      "an integration that is not installed",
      {
        actionFilters: [
          {
            logicType: "all",
            conditions: [],
            actions: [
              {
                type: "discord",
                integrationId: "11",
                data: {},
                config: { targetType: "specific", targetIdentifier: "1", targetDisplay: "#x" },
              },
            ],
          },
        ],
      },
      { actionFilters: [expect.stringContaining("No discord integration has the id 11")] },
    ],
  ])("refuses an alert with %s", async (_, change, reason) => {
    const { sentry, send } = await prepared();
    expect(await send("POST", workflows, workflow([], change))).toMatchObject({ status: 400, body: reason });
    expect(sentry.objects.workflows).toEqual([]);
    await sentry.stop();
  });

  it("lists the installed integrations", async () => {
    const { sentry, send } = await prepared();
    const path = "/api/0/organizations/acme/integrations/";
    expect((await send("GET", path)).body).toHaveLength(2);
    expect((await send("GET", `${path}?providerKey=slack`)).body).toMatchObject([{ id: "11", provider: { key: "slack" } }]);
    const providers = z.looseObject({ providers: z.array(z.looseObject({ key: z.string() })) });
    const offered = read(providers, await send("GET", "/api/0/organizations/acme/config/integrations/"));
    expect(offered.providers.map(({ key }) => key)).toContain("pagerduty");
    await sentry.stop();
  });

  it("stores inbound filters, ownership and spike protection", async () => {
    const { sentry, send } = await prepared();
    const project = "/api/0/projects/acme/shop/";
    expect((await send("PUT", `${project}filters/localhost/`, { active: true })).status).toBe(204);
    expect((await send("PUT", `${project}filters/legacy-browser/`, { subfilters: ["safari", "ie"] })).status).toBe(204);
    expect((await send("PUT", `${project}filters/legacy-browser/`, { subfilters: ["netscape"] })).status).toBe(400);
    expect((await send("PUT", `${project}filters/nothing/`, { active: true })).status).toBe(404);
    expect((await send("GET", `${project}filters/`)).body).toEqual(
      expect.arrayContaining([
        { id: "localhost", active: true },
        { id: "legacy-browser", active: ["ie", "safari"] },
      ]),
    );
    const owned = await send("PUT", `${project}ownership/`, { raw: "path:src/* #shop\n", fallthrough: false });
    expect(owned).toMatchObject({ status: 202, body: { raw: "path:src/* #shop", fallthrough: false } });
    expect((await send("GET", `${project}ownership/`)).body).toEqual(owned.body);
    expect((await send("PUT", `${project}ownership/`, { raw: "path:src/* #unknown" })).body).toEqual({
      raw: ["Invalid rule owners: #unknown"],
    });
    const spikes = "/api/0/organizations/acme/spike-protections/";
    expect((await send("POST", spikes, { projects: ["shop"] })).status).toBe(201);
    expect(sentry.objects.projects[0]?.spikeProtection).toBe(true);
    expect((await send("DELETE", spikes, { projects: ["shop"] })).status).toBe(200);
    expect((await send("POST", spikes, { projects: ["other"] })).status).toBe(400);
    await sentry.stop();
  });
});
