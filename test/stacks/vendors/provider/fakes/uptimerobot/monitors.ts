import type { z } from "zod";
import type { Answer } from "../http/answer";
import { given, checkedBody, type Route } from "../http/routes";
import { beyondPlan, body, existing, list, refused, type Account } from "./account";
import { answers, changedMonitor, newMonitor, type Monitor } from "./model";

type Asked = z.output<typeof newMonitor>;

/**
 * Refuses a monitor if a field that its type requires is missing, if the pricing plan forbids a value, or if one of its alert contacts or
 * maintenance windows does not exist.
 */
function check(account: Account, asked: Asked): void {
  const { plan, alertContacts, maintenanceWindows } = account;
  const { type } = asked;
  if (type !== "HEARTBEAT" && asked.url === undefined) throw refused(400, "url should not be empty");
  if (type === "KEYWORD" && (asked.keywordType === undefined || asked.keywordValue === undefined)) {
    throw refused(400, "keywordType and keywordValue should not be empty for KEYWORD monitors");
  }
  if ((type === "PORT" || type === "UDP") && asked.port === undefined) throw refused(400, `port should not be empty for ${type} monitors`);
  if (type === "API" && asked.config?.apiAssertions === undefined)
    throw refused(400, "config.apiAssertions should not be empty for API monitors");
  if (type === "HEARTBEAT" && !plan.heartbeats) throw beyondPlan("Heartbeat monitors are not included in your plan");
  if (asked.interval < plan.leastInterval) throw beyondPlan(`interval must not be less than ${plan.leastInterval} on your plan`);
  for (const { alertContactId, threshold, recurrence } of asked.assignedAlertContacts ?? []) {
    if (alertContacts.get(alertContactId) === undefined) throw refused(400, `Alert contact ${alertContactId} does not exist`);
    if (!plan.delayedAlerts && (threshold !== 0 || recurrence !== 0)) throw beyondPlan("threshold and recurrence must be 0 on your plan");
  }
  const missing = (asked.maintenanceWindowsIds ?? []).filter((id) => maintenanceWindows.get(String(id)) === undefined);
  if (missing.length > 0) throw refused(400, `Maintenance windows do not exist: ${missing.join(", ")}`);
}

/** The monitor to store after a request, with the vendor's defaults and tags in lower case. `before` is the monitor before an update. */
function made(account: Account, id: string, asked: Asked, before?: Monitor): Monitor {
  const tag = (name: string): Monitor["tags"][number] =>
    account.monitors
      .list()
      .flatMap(({ tags }) => tags)
      .find((one) => one.name === name) ?? { id: account.ids.next(), name };
  return {
    id,
    friendlyName: asked.friendlyName,
    type: asked.type,
    url: asked.url ?? null,
    interval: asked.interval,
    timeout: asked.timeout ?? 30,
    authType: asked.authType ?? "NONE",
    httpMethodType: asked.httpMethodType ?? "HEAD",
    httpUsername: asked.httpUsername ?? "",
    port: asked.port ?? null,
    keywordType: asked.keywordType ?? null,
    keywordValue: asked.keywordValue ?? null,
    keywordCaseType: asked.keywordCaseType ?? 0,
    assignedAlertContacts: asked.assignedAlertContacts ?? [],
    checkSSLErrors: asked.checkSSLErrors ?? true,
    customHttpHeaders: asked.customHttpHeaders ?? {},
    successHttpResponseCodes: asked.successHttpResponseCodes ?? ["2xx", "3xx"],
    maintenanceWindowsIds: asked.maintenanceWindowsIds ?? [],
    tags: [...new Set((asked.tagNames ?? []).map((name) => name.toLowerCase()))].map(tag),
    gracePeriod: asked.gracePeriod ?? 0,
    sslExpirationReminder: asked.sslExpirationReminder ?? false,
    domainExpirationReminder: asked.domainExpirationReminder ?? false,
    followRedirections: asked.followRedirections ?? true,
    responseTimeThreshold: asked.responseTimeThreshold ?? 0,
    config: asked.config ?? null,
    status: before?.status ?? "STARTED",
    createDateTime: before?.createDateTime ?? new Date().toISOString(),
  };
}

/** Converts a stored monitor to a request body. */
function asBody(monitor: Monitor): Asked {
  const kept = { ...monitor, tagNames: monitor.tags.map(({ name }) => name) };
  const known = Object.entries(kept).filter(([key, value]) => key in newMonitor.shape && value !== null);
  return newMonitor.parse(Object.fromEntries(known));
}

const number = (text: string): number => Number(text);

function answer(
  { maintenanceWindows }: Account,
  { id, maintenanceWindowsIds, assignedAlertContacts, tags, ...rest }: Monitor,
): z.input<typeof answers.monitor> {
  return {
    ...rest,
    id: number(id),
    assignedAlertContacts: assignedAlertContacts.map((one) => ({ ...one, alertContactId: number(one.alertContactId) })),
    tags: tags.map((tag) => ({ id: number(tag.id), name: tag.name, color: "#3bd671" })),
    maintenanceWindows: maintenanceWindowsIds.flatMap((window) => {
      const found = maintenanceWindows.get(String(window));
      return found === undefined ? [] : [{ ...found, id: window }];
    }),
    psps: [],
    lastIncident: null,
    currentStateDuration: 0,
  };
}

export function monitorRoutes(account: Account): Route[] {
  const { monitors, plan, ids } = account;
  const respond = (status: number, monitor: Monitor, what: string): Answer => ({
    status,
    body: checkedBody(answers.monitor, answer(account, monitor), what),
  });
  const one = /^\/v3\/monitors\/(\d+)$/;
  const state = (verb: string, status: Monitor["status"]): Route => ({
    method: "POST",
    path: new RegExp(`^/v3/monitors/(\\d+)/${verb}$`),
    run: (_, id = "") => respond(200, monitors.change(existing(monitors, id, "Monitor").id, { status }), verb),
  });
  return [
    {
      method: "GET",
      path: /^\/v3\/monitors$/,
      run: (call) => {
        const name = call.query.get("name");
        const found = monitors.list().filter(({ friendlyName }) => name === null || friendlyName.includes(name));
        return list(
          account,
          call,
          found.map((monitor) => answer(account, monitor)),
          answers.monitor,
        );
      },
    },
    {
      method: "POST",
      path: /^\/v3\/monitors$/,
      run: (call) => {
        const asked = body(newMonitor, call);
        check(account, asked);
        if (monitors.list().length >= plan.monitors)
          throw beyondPlan(`You have reached the limit of ${plan.monitors} monitors of your plan`);
        return respond(201, monitors.put(made(account, ids.next(), asked)), "POST /monitors");
      },
    },
    { method: "GET", path: one, run: (_, id = "") => respond(200, existing(monitors, id, "Monitor"), "GET /monitors/{id}") },
    {
      method: "PATCH",
      path: one,
      run: (call, id = "") => {
        const before = existing(monitors, id, "Monitor");
        const change = given(body(changedMonitor, call));
        if (change.type !== undefined && change.type !== before.type) throw refused(400, "type of a monitor cannot be changed");
        const asked = { ...asBody(before), ...change };
        check(account, asked);
        return respond(200, monitors.put(made(account, id, asked, before)), "PATCH /monitors/{id}");
      },
    },
    {
      method: "DELETE",
      path: one,
      run: (_, id = "") => {
        monitors.remove(existing(monitors, id, "Monitor").id);
        for (const page of account.statusPages.list()) {
          account.statusPages.change(page.id, { monitorIds: page.monitorIds.filter((monitor) => monitor !== Number(id)) });
        }
        return { status: 204 };
      },
    },
    state("pause", "PAUSED"),
    state("start", "STARTED"),
  ];
}
