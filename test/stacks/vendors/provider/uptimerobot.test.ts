import { clientOf, read } from "./client";
import { startUptimeRobot } from "./fakes/uptimerobot";
import { z } from "zod";

const plenty = { requests: 1000, windowMs: 60_000 };
const monitor = { friendlyName: "shop", type: "HTTP", url: "https://shop.example/health", interval: 300 };
const page = {
  friendlyName: "Acme",
  shareAnalyticsConsent: false,
  useSmallCookieConsentModal: false,
  showCookieBar: false,
  noIndex: false,
  hideUrlLinks: true,
};
const numbered = z.looseObject({ id: z.int() });

describe("the simulated UptimeRobot", () => {
  it("creates, reads, updates and removes a monitor, with default values and lower-case tags", async () => {
    const robot = await startUptimeRobot({ rateLimit: plenty });
    const send = clientOf(robot);
    const made = await send("POST", "/v3/monitors", { ...monitor, tagNames: ["Shop"], assignedAlertContacts: [{ alertContactId: "501" }] });
    expect(made).toMatchObject({
      status: 201,
      body: {
        friendlyName: "shop",
        timeout: 30,
        successHttpResponseCodes: ["2xx", "3xx"],
        tags: [{ name: "shop" }],
        assignedAlertContacts: [{ alertContactId: 501, threshold: 0, recurrence: 0 }],
      },
    });
    const path = `/v3/monitors/${read(numbered, made).id}`;
    expect((await send("GET", path)).body).toEqual(made.body);
    expect(await send("PATCH", path, { friendlyName: "store" })).toMatchObject({
      status: 200,
      body: { friendlyName: "store", url: monitor.url },
    });
    expect((await send("POST", `${path}/pause`)).body).toMatchObject({ status: "PAUSED" });
    expect((await send("GET", "/v3/monitors")).body).toMatchObject({ data: [{ friendlyName: "store", status: "PAUSED" }], nextLink: null });
    expect((await send("DELETE", path)).status).toBe(204);
    expect((await send("DELETE", path)).status).toBe(404);
    expect(robot.objects.monitors).toEqual([]);
    await robot.stop();
  });

  it.each<[string, object, number, string]>([
    ["an unknown field", { expectedStatus: 200 }, 400, "property expectedStatus should not exist"],
    ["no name", { friendlyName: "" }, 400, "friendlyName"],
    ["an unknown type", { type: "WEB" }, 400, "type"],
    ["a keyword monitor without a keyword", { type: "KEYWORD" }, 400, "keywordValue"],
    ["an unknown contact", { assignedAlertContacts: [{ alertContactId: "1" }] }, 400, "Alert contact 1"],
    ["an interval below the plan's minimum", { interval: 60 }, 403, "less than 300"],
    ["a delayed alert", { assignedAlertContacts: [{ alertContactId: "501", threshold: 5 }] }, 403, "must be 0"],
    ["a heartbeat", { type: "HEARTBEAT" }, 403, "Heartbeat"],
  ])("refuses %s", async (_, change, status, reason) => {
    const robot = await startUptimeRobot({ rateLimit: plenty });
    const got = await clientOf(robot)("POST", "/v3/monitors", { ...monitor, ...change });
    expect([got.status, JSON.stringify(got.body)]).toEqual([status, expect.stringContaining(reason)]);
    expect(robot.objects.monitors).toEqual([]);
    await robot.stop();
  });

  it("allows 50 monitors on the free plan, and lists them in pages", async () => {
    const robot = await startUptimeRobot({ rateLimit: plenty, pageSize: 30 });
    const send = clientOf(robot);
    for (let count = 0; count < 50; count++) expect((await send("POST", "/v3/monitors", monitor)).status).toBe(201);
    expect(await send("POST", "/v3/monitors", monitor)).toMatchObject({
      status: 403,
      body: { message: "You have reached the limit of 50 monitors of your plan" },
    });
    const first = read(z.looseObject({ data: z.array(numbered), nextLink: z.string() }), await send("GET", "/v3/monitors"));
    expect(first.data).toHaveLength(30);
    expect((await send("GET", first.nextLink.slice(robot.url.length))).body).toMatchObject({ data: { length: 20 }, nextLink: null });
    await robot.stop();
  });

  it("allows 10 requests per minute, reports the remaining number, and then the time to retry", async () => {
    const robot = await startUptimeRobot();
    const send = clientOf(robot);
    const seen = await Promise.all(Array.from({ length: 10 }, () => send("GET", "/v3/monitors")));
    expect(seen.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(seen.map(({ headers }) => headers.get("x-ratelimit-remaining")).sort()).toEqual(
      Array.from({ length: 10 }, (_, left) => String(left)),
    );
    const late = await send("POST", "/v3/monitors", monitor);
    expect([late.status, Number(late.headers.get("retry-after"))]).toEqual([429, expect.any(Number)]);
    expect(Number(late.headers.get("retry-after"))).toBeLessThanOrEqual(60);
    expect(robot.objects.monitors).toEqual([]);
    await robot.stop();
  });

  it("accepts requests again when the rate limit's window is over", async () => {
    const robot = await startUptimeRobot({ rateLimit: { requests: 1, windowMs: 50 } });
    const send = clientOf(robot);
    await send("GET", "/v3/monitors");
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect((await send("GET", "/v3/monitors")).status).toBe(200);
    await robot.stop();
  });

  it("stores status pages and maintenance windows, and drops removed monitors from status pages", async () => {
    const robot = await startUptimeRobot({ rateLimit: plenty });
    const send = clientOf(robot);
    const { id } = read(numbered, await send("POST", "/v3/monitors", monitor));
    const made = await send("POST", "/v3/psps", { ...page, monitorIds: [id], password: "secret" });
    expect(made).toMatchObject({ status: 201, body: { monitorIds: [id], isPasswordSet: true } });
    expect(JSON.stringify(robot.objects)).not.toContain("secret");
    expect((await send("POST", "/v3/psps", { ...page, monitorIds: [1] })).status).toBe(400);
    await send("DELETE", `/v3/monitors/${id}`);
    const psp = `/v3/psps/${read(numbered, made).id}`;
    expect((await send("GET", psp)).body).toMatchObject({ monitorIds: [] });
    expect((await send("PATCH", psp, { noIndex: true })).body).toMatchObject({ noIndex: true, hideUrlLinks: true });
    expect((await send("DELETE", psp)).status).toBe(204);

    const windows = "/v3/maintenance-windows";
    const weekly = { name: "weekly", interval: "weekly", time: "02:00:00", duration: 60 };
    expect((await send("POST", windows, weekly)).status).toBe(400);
    const window = await send("POST", windows, { ...weekly, days: [7] });
    expect(window).toMatchObject({ status: 201, body: { days: [7], autoAddMonitors: false, date: null } });
    const one = `${windows}/${read(numbered, window).id}`;
    expect((await send("PATCH", one, { duration: 30 })).body).toMatchObject({ duration: 30, days: [7] });
    expect((await send("DELETE", one)).status).toBe(204);
    expect((await send("GET", "/v3/user/alert-contacts")).body).toMatchObject([{ id: 501, type: "Email" }]);
    await robot.stop();
  });

  it("refuses requests without the right token", async () => {
    const robot = await startUptimeRobot();
    expect((await clientOf(robot, "Bearer wrong")("GET", "/v3/monitors")).status).toBe(401);
    await robot.stop();
  });
});
