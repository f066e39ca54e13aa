import { z } from "zod";
import { clientOf, read, withId } from "../client";
import { startSentry } from "../fakes/sentry";
import { describeWithSpecs } from "../fakes/specs";

const projectPath = "/api/0/projects/acme/shop/";

/** Starts a simulated Sentry with the team `shop` and the project `shop`. */
async function prepared(options: Parameters<typeof startSentry>[0] = {}) {
  const sentry = await startSentry(options);
  const send = clientOf(sentry);
  await send("POST", "/api/0/organizations/acme/teams/", { slug: "shop" });
  await send("POST", "/api/0/teams/acme/shop/projects/", { name: "shop", slug: "shop", platform: "node", default_rules: false });
  return { sentry, send };
}

describeWithSpecs("the simulated Sentry (teams, projects and keys)", () => {
  it("creates, reads, updates and removes a team", async () => {
    const sentry = await startSentry();
    const send = clientOf(sentry);
    const made = await send("POST", "/api/0/organizations/acme/teams/", { slug: "shop" });
    expect([made.status, made.body]).toEqual([201, expect.objectContaining({ slug: "shop", name: "shop" })]);
    expect((await send("GET", "/api/0/teams/acme/shop/")).body).toEqual(made.body);
    expect((await send("PUT", "/api/0/teams/acme/shop/", { slug: "store", name: "The store" })).status).toBe(200);
    expect(sentry.objects.teams).toEqual([expect.objectContaining({ slug: "store", name: "The store" })]);
    expect((await send("GET", "/api/0/teams/acme/shop/")).status).toBe(404);
    expect((await send("DELETE", "/api/0/teams/acme/store/")).status).toBe(204);
    expect((await send("DELETE", "/api/0/teams/acme/store/")).status).toBe(404);
    expect(sentry.objects.teams).toEqual([]);
    await sentry.stop();
  });

  it("answers 409 if the slug is in use, and creates a second project if the request has no slug", async () => {
    const { sentry, send } = await prepared();
    expect(await send("POST", "/api/0/organizations/acme/teams/", { slug: "shop" })).toMatchObject({
      status: 409,
      body: { detail: "A team with this slug already exists." },
    });
    const path = "/api/0/teams/acme/shop/projects/";
    expect(await send("POST", path, { name: "x", slug: "shop" })).toMatchObject({
      status: 409,
      body: { detail: "A project with this slug already exists." },
    });
    expect((await send("POST", path, { name: "shop" })).status).toBe(201);
    expect(sentry.objects.projects.map(({ slug }) => slug)).toEqual(["shop", expect.stringMatching(/^shop-[0-9a-f]{4}$/)]);
    await sentry.stop();
  });

  it("creates the default key, the issue detectors and, unless declined, one alert for a new project", async () => {
    const { sentry, send } = await prepared();
    expect(sentry.objects.keys.map(({ label }) => label)).toEqual(["Default"]);
    expect(sentry.objects.detectors.map(({ type }) => type)).toEqual(["error", "issue_stream"]);
    expect(sentry.objects.workflows).toEqual([]);
    await send("POST", "/api/0/teams/acme/shop/projects/", { name: "api", slug: "api" });
    expect(sentry.objects.workflows).toHaveLength(1);
    await send("DELETE", "/api/0/projects/acme/api/");
    expect(sentry.objects.keys).toHaveLength(1);
    expect(sentry.objects.detectors).toHaveLength(2);
    expect(sentry.objects.workflows).toEqual([expect.objectContaining({ detectorIds: [] })]);
    await sentry.stop();
  });

  it("accepts the scrubbing fields that the API document omits, and returns values in their stored form", async () => {
    const { sentry, send } = await prepared();
    const changed = await send("PUT", projectPath, {
      dataScrubber: true,
      sensitiveFields: ["iban"],
      scrubIPAddresses: true,
      resolveAge: null,
      allowedDomains: ["shop.example"],
      options: { "filters:releases": " 1.0.0-RC1 \n\n1.0.0-rc2", "filters:error_messages": "TypeError*\n" },
    });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        sensitiveFields: ["iban"],
        scrubIPAddresses: true,
        resolveAge: 0,
        options: { "filters:releases": "1.0.0-rc1\n1.0.0-rc2", "filters:error_messages": "TypeError*" },
      },
    });
    expect((await send("GET", projectPath)).body).toEqual(changed.body);
    await sentry.stop();
  });

  it.each<[string, string, string, unknown, unknown]>([
    ["a numeric slug", "POST", "/api/0/organizations/acme/teams/", { slug: "123" }, { slug: [expect.stringContaining("pattern")] }],
    ["no slug on PUT", "PUT", "/api/0/teams/acme/shop/", { name: "x" }, { slug: ["This field is required."] }],
    ["no name", "POST", "/api/0/teams/acme/shop/projects/", { slug: "x" }, { name: ["This field is required."] }],
    [
      "an unknown platform",
      "POST",
      "/api/0/teams/acme/shop/projects/",
      { name: "x", platform: "cobol" },
      { platform: ["Invalid platform"] },
    ],
    ["a wrong type", "PUT", projectPath, { dataScrubber: "yes" }, { dataScrubber: [expect.stringContaining("boolean")] }],
    ["a typo", "PUT", projectPath, { sensitiveField: [] }, { sensitiveField: [expect.stringContaining("ignores this field")] }],
    ["empty domain lists", "PUT", projectPath, { allowedDomains: [] }, { allowedDomains: [expect.stringContaining("block all requests")] }],
    ["PII rules that are not JSON", "PUT", projectPath, { relayPiiConfig: "{" }, { relayPiiConfig: ["Invalid JSON"] }],
    [
      "a window above a day",
      "POST",
      `${projectPath}keys/`,
      { rateLimit: { count: 1, window: 86401 } },
      { "rateLimit.window": ["must be <= 86400"] },
    ],
    ["a body that is a list", "PUT", projectPath, [], { non_field_errors: ["Invalid data. Expected a dictionary."] }],
  ])("refuses %s and changes nothing", async (_, method, path, body, reason) => {
    const { sentry, send } = await prepared();
    const before = structuredClone(sentry.objects.projects);
    expect(await send(method, path, body)).toMatchObject({ status: 400, body: reason });
    expect(sentry.objects.projects).toEqual(before);
    await sentry.stop();
  });

  it("stores keys, treats a rate limit without count or window as no limit, and returns a DSN with the key's id", async () => {
    const { sentry, send } = await prepared();
    const path = `${projectPath}keys/`;
    const made = await send("POST", path, { name: "browser", rateLimit: { count: 100, window: 60 } });
    const { id } = read(withId, made);
    expect(made).toMatchObject({ status: 201, body: { rateLimit: { count: 100, window: 60 }, isActive: true } });
    expect(read(z.looseObject({ dsn: z.looseObject({ public: z.string() }) }), made).dsn.public).toMatch(new RegExp(`^https://${id}@`));
    expect(await send("PUT", `${path}${id}/`, { isActive: false, rateLimit: { count: 0, window: 0 } })).toMatchObject({
      status: 200,
      body: { isActive: false, rateLimit: null },
    });
    expect((await send("DELETE", `${path}${id}/`)).status).toBe(204);
    expect((await send("GET", `${path}${id}/`)).status).toBe(404);
    await sentry.stop();
  });

  it("requires the right token, organisation and scope", async () => {
    const { sentry } = await prepared();
    const path = "/api/0/organizations/acme/teams/";
    expect((await clientOf(sentry, "Bearer wrong")("GET", path)).status).toBe(401);
    expect((await clientOf(sentry, "")("GET", path)).status).toBe(401);
    expect((await clientOf(sentry)("GET", "/api/0/organizations/other/teams/")).status).toBe(404);
    const reader = await startSentry({ scopes: ["org:read"] });
    expect((await clientOf(reader)("GET", path)).status).toBe(200);
    expect((await clientOf(reader)("POST", path, { slug: "shop" })).status).toBe(403);
    expect(JSON.stringify([sentry.requests, reader.requests])).not.toContain(sentry.token);
    await Promise.all([sentry.stop(), reader.stop()]);
  });

  it("returns long lists in pages with the Link header", async () => {
    const { sentry, send } = await prepared({ pageSize: 2 });
    for (const slug of ["a", "b"]) await send("POST", "/api/0/organizations/acme/teams/", { slug });
    const first = await send("GET", "/api/0/organizations/acme/teams/");
    expect(first.body).toHaveLength(2);
    const next = /<([^>]+)>; rel="next"; results="true"/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
    const second = await send("GET", next.slice(sentry.url.length));
    expect(second.body).toEqual([expect.objectContaining({ slug: "b" })]);
    expect(second.headers.get("link")).toContain('rel="next"; results="false"');
    await sentry.stop();
  });

  it("answers 410 for the alert endpoints that Sentry withdrew", async () => {
    const { sentry, send } = await prepared();
    for (const path of [`${projectPath}rules/`, "/api/0/organizations/acme/alert-rules/"]) {
      expect((await send("POST", path, {})).status).toBe(410);
    }
    await sentry.stop();
  });
});
