import { z } from "zod";
import * as betterStack from "../../../../stacks/vendors/provider/betterstack/monitor";
import { heartbeatBody, heartbeatInputs, heartbeatShape } from "../../../../stacks/vendors/provider/betterstack/heartbeat";
import {
  statusPageResourceBody,
  statusPageResourceInputs,
  statusPageResourceShape,
} from "../../../../stacks/vendors/provider/betterstack/status-page-resource";
import { checkBody, checkId, checkInputs, checkShape } from "../../../../stacks/vendors/provider/healthchecks/check";
import { unwrapped } from "../../../../stacks/vendors/provider/client/lists";
import {
  maintenanceWindowBody,
  maintenanceWindowInputs,
  maintenanceWindowShape,
} from "../../../../stacks/vendors/provider/uptimerobot/maintenance-window";
import { monitorBody, monitorInputs, monitorShape } from "../../../../stacks/vendors/provider/uptimerobot/monitor";
import { statusPageBody, statusPageInputs, statusPageShape } from "../../../../stacks/vendors/provider/uptimerobot/status-page";

test("UptimeRobot: a keyword monitor is converted to the API's fields and back", () => {
  const inputs = z.object(monitorShape).parse({
    name: "shop",
    type: "KEYWORD",
    url: "https://shop.example/health",
    keyword: { value: '"status":"ok"' },
    alertContacts: [{ id: "42" }],
    maintenanceWindowIds: ["7"],
    tags: ["web", "shop"],
  });
  expect(monitorBody(inputs)).toEqual({
    friendlyName: "shop",
    type: "KEYWORD",
    url: "https://shop.example/health",
    interval: 300,
    timeout: 30,
    httpMethodType: "GET",
    customHttpHeaders: {},
    followRedirections: false,
    checkSSLErrors: true,
    sslExpirationReminder: true,
    domainExpirationReminder: false,
    keywordType: "ALERT_NOT_EXISTS",
    keywordValue: '"status":"ok"',
    keywordCaseType: 0,
    assignedAlertContacts: [{ alertContactId: "42", threshold: 0, recurrence: 0 }],
    maintenanceWindowsIds: [7],
    tagNames: ["shop", "web"],
  });
  expect(
    monitorInputs({
      ...monitorBody(inputs),
      port: null,
      assignedAlertContacts: [{ alertContactId: 42, threshold: 0, recurrence: 0 }],
      maintenanceWindows: [{ id: 7 }],
      tags: [{ name: "web" }, { name: "shop" }],
    }),
  ).toMatchObject({
    name: "shop",
    type: "KEYWORD",
    port: null,
    keyword: { value: '"status":"ok"', alertWhen: "missing", caseSensitive: true },
    alertContacts: [{ id: "42", thresholdMinutes: 0, recurrenceMinutes: 0 }],
    maintenanceWindowIds: ["7"],
    tags: ["shop", "web"],
    intervalSeconds: 300,
    httpMethod: "GET",
    headers: {},
    followRedirects: false,
  });
});

test("UptimeRobot: a heartbeat gets no address and no web settings", () => {
  const inputs = z.object(monitorShape).parse({ name: "nightly", type: "HEARTBEAT", intervalSeconds: 3600, gracePeriodSeconds: 600 });
  expect(monitorBody(inputs)).toEqual({
    friendlyName: "nightly",
    type: "HEARTBEAT",
    interval: 3600,
    gracePeriod: 600,
    assignedAlertContacts: [],
    maintenanceWindowsIds: [],
    tagNames: [],
  });
});

test("UptimeRobot: status pages and maintenance windows are converted to the API's fields and back", () => {
  const page = z.object(statusPageShape).parse({ name: "Shop", monitorIds: ["7", "8"], password: "hush" });
  expect(statusPageBody(page)).toMatchObject({
    friendlyName: "Shop",
    monitorIds: [7, 8],
    password: "hush",
    hideUrlLinks: true,
    noIndex: false,
  });
  expect(statusPageInputs({ friendlyName: "Shop", monitorIds: [7, 8], isPasswordSet: false, customDomain: null })).toMatchObject({
    monitorIds: ["7", "8"],
    password: null,
    customDomain: null,
  });
  const window = z
    .object(maintenanceWindowShape)
    .parse({ name: "nightly", interval: "weekly", time: "03:00:00", durationMinutes: 30, days: [1] });
  const body = { name: "nightly", interval: "weekly", time: "03:00:00", duration: 30, days: [1], autoAddMonitors: false };
  expect(maintenanceWindowBody(window)).toEqual(body);
  expect(maintenanceWindowInputs({ ...body, date: null })).toMatchObject({
    durationMinutes: 30,
    days: [1],
    date: null,
    interval: "weekly",
  });
});

test("Better Stack: a monitor is converted to the API's fields and back", () => {
  const inputs = z.object(betterStack.monitorShape).parse({
    name: "shop",
    type: "keyword",
    keyword: "ok",
    url: "https://shop.example",
    headers: { accept: "text/plain" },
    sslExpirationDays: 14,
  });
  const body = betterStack.monitorBody(inputs);
  expect(body).toEqual({
    pronounceable_name: "shop",
    monitor_type: "keyword",
    url: "https://shop.example",
    required_keyword: "ok",
    check_frequency: 180,
    request_timeout: 15,
    confirmation_period: 0,
    recovery_period: 180,
    http_method: "GET",
    request_headers: [{ name: "accept", value: "text/plain" }],
    follow_redirects: false,
    verify_ssl: true,
    ssl_expiration: 14,
    regions: ["us", "eu", "as", "au"],
    call: false,
    sms: false,
    email: true,
    push: true,
    team_wait: null,
    policy_id: null,
    paused: false,
  });
  expect(betterStack.monitorInputs({ ...body, port: null, http_method: "get" })).toMatchObject({
    name: "shop",
    keyword: "ok",
    port: null,
    timeoutSeconds: 15,
    httpMethod: "GET",
    headers: { accept: "text/plain" },
    sslExpirationDays: 14,
    regions: ["us", "eu", "as", "au"],
  });
});

test("Better Stack: heartbeats and status page lines are converted to the API's fields and back, and responses are unwrapped", () => {
  const heartbeat = z.object(heartbeatShape).parse({ name: "nightly", periodSeconds: 86_400, graceSeconds: 60, teamWaitSeconds: 180 });
  const body = {
    name: "nightly",
    period: 86_400,
    grace: 60,
    call: false,
    sms: false,
    email: true,
    push: true,
    team_wait: 180,
    policy_id: null,
    paused: false,
  };
  expect(heartbeatBody(heartbeat)).toEqual(body);
  expect(heartbeatInputs(unwrapped({ data: { id: "1", attributes: body } }))).toMatchObject({
    periodSeconds: 86_400,
    graceSeconds: 60,
    teamWaitSeconds: 180,
  });
  const line = z.object(statusPageResourceShape).parse({ statusPageId: "1", sectionId: "2", resourceId: "3", publicName: "Shop" });
  const lineBody = {
    status_page_section_id: 2,
    resource_id: 3,
    resource_type: "Monitor",
    public_name: "Shop",
    widget_type: "history",
    fixed_position: true,
  };
  expect(statusPageResourceBody(line)).toEqual(lineBody);
  expect(statusPageResourceInputs({ ...lineBody, explanation: "" })).toEqual({
    sectionId: "2",
    resourceType: "Monitor",
    resourceId: "3",
    publicName: "Shop",
    explanation: null,
    widget: "history",
  });
});

test("Healthchecks: a period or a schedule is converted to the API's fields and back", () => {
  const period = z.object(checkShape).parse({ name: "Dead man", slug: "dead-man", timeoutSeconds: 300, tags: ["a", "b"] });
  const schedule = z.object(checkShape).parse({ name: "Nightly", slug: "nightly", schedule: "0 3 * * *", channels: ["x", "y"] });
  const common = { name: "Dead man", slug: "dead-man", desc: "", tags: "a b", grace: 3600, channels: "*" };
  expect(checkBody(period)).toEqual({ ...common, timeout: 300 });
  expect(checkBody(schedule)).toMatchObject({ schedule: "0 3 * * *", tz: "UTC", channels: "x,y", tags: "" });
  expect(checkInputs({ ...common, timeout: 300 })).toEqual({
    name: "Dead man",
    slug: "dead-man",
    description: "",
    tags: ["a", "b"],
    timeoutSeconds: 300,
    schedule: null,
    timezone: undefined,
    graceSeconds: 3600,
  });
  expect(checkId({ ping_url: "https://hc.example/ping/abc-1" })).toBe("abc-1");
});
