import type { z } from "zod";
import { given, checkedBody, type Route } from "../http/routes";
import { body, existing, list, refused, type Account } from "./account";
import { answers, changedPage, changedWindow, newPage, newWindow, type MaintenanceWindow, type StatusPage } from "./model";

function checkMonitors({ monitors }: Account, ids: readonly number[] | undefined): void {
  const missing = (ids ?? []).filter((id) => monitors.get(String(id)) === undefined);
  if (missing.length > 0) throw refused(400, `Monitors do not exist: ${missing.join(", ")}`);
}

/** The stored fields that a request sets. The vendor returns only whether a password is set, not the password. */
function pageFields(asked: z.output<typeof changedPage>): Partial<StatusPage> {
  const { password, customDomain, friendlyName, monitorIds, status, noIndex, hideUrlLinks, sort } = asked;
  const { shareAnalyticsConsent, useSmallCookieConsentModal, showCookieBar } = asked;
  const looks = { noIndex, hideUrlLinks, shareAnalyticsConsent, useSmallCookieConsentModal, showCookieBar };
  return {
    ...given({ friendlyName, monitorIds, status, sort, ...looks }),
    ...(password === undefined ? {} : { isPasswordSet: password !== null && password !== "" }),
    ...(customDomain === undefined ? {} : { customDomain: customDomain === "" ? null : customDomain }),
  };
}

const pageBody = ({ id, ...page }: StatusPage): z.input<typeof answers.page> => ({
  ...page,
  id: Number(id),
  monitorIds: [...page.monitorIds],
  monitorsCount: page.monitorIds.length,
});

export function pageRoutes(account: Account): Route[] {
  const { statusPages, ids } = account;
  const one = /^\/v3\/psps\/(\d+)$/;
  const respond = (page: StatusPage): unknown => checkedBody(answers.page, pageBody(page), "psps");
  return [
    { method: "GET", path: /^\/v3\/psps$/, run: (call) => list(account, call, statusPages.list().map(pageBody), answers.page) },
    {
      method: "POST",
      path: /^\/v3\/psps$/,
      run: (call) => {
        const asked = body(newPage, call);
        checkMonitors(account, asked.monitorIds);
        const id = ids.next();
        const none = { customDomain: null, isPasswordSet: false, monitorIds: [], sort: null, status: "ENABLED", urlKey: `key${id}` };
        const { friendlyName, noIndex, hideUrlLinks, shareAnalyticsConsent, useSmallCookieConsentModal, showCookieBar } = asked;
        const looks = { friendlyName, noIndex, hideUrlLinks, shareAnalyticsConsent, useSmallCookieConsentModal, showCookieBar };
        return { status: 201, body: respond(statusPages.put({ id, ...none, ...looks, ...pageFields(asked) })) };
      },
    },
    { method: "GET", path: one, run: (_, id = "") => ({ status: 200, body: respond(existing(statusPages, id, "PSP")) }) },
    {
      method: "PATCH",
      path: one,
      run: (call, id = "") => {
        existing(statusPages, id, "PSP");
        const change = body(changedPage, call);
        checkMonitors(account, change.monitorIds);
        return { status: 200, body: respond(statusPages.change(id, pageFields(change))) };
      },
    },
    {
      method: "DELETE",
      path: one,
      run: (_, id = "") => {
        statusPages.remove(existing(statusPages, id, "PSP").id);
        return { status: 204 };
      },
    },
  ];
}

const windowBody = ({ id, ...window }: MaintenanceWindow): z.input<typeof answers.window> => ({
  ...window,
  id: Number(id),
  days: [...window.days],
});

function checkWindow({ interval, date, days }: Pick<MaintenanceWindow, "interval" | "date" | "days">): void {
  if (interval === "once" && date === null) throw refused(400, "date should not be empty when interval is once");
  if ((interval === "weekly" || interval === "monthly") && days.length === 0)
    throw refused(400, `days should not be empty when interval is ${interval}`);
}

export function windowRoutes(account: Account): Route[] {
  const { maintenanceWindows, ids } = account;
  const one = /^\/v3\/maintenance-windows\/(\d+)$/;
  const respond = (window: MaintenanceWindow): unknown => checkedBody(answers.window, windowBody(window), "maintenance-windows");
  return [
    {
      method: "GET",
      path: /^\/v3\/maintenance-windows$/,
      run: (call) => list(account, call, maintenanceWindows.list().map(windowBody), answers.window),
    },
    {
      method: "POST",
      path: /^\/v3\/maintenance-windows$/,
      run: (call) => {
        const { date, days, ...asked } = body(newWindow, call);
        const window = {
          ...asked,
          id: ids.next(),
          date: date ?? null,
          days: days ?? [],
          status: "ACTIVE",
          created: new Date().toISOString(),
        };
        checkWindow(window);
        return { status: 201, body: respond(maintenanceWindows.put(window)) };
      },
    },
    {
      method: "GET",
      path: one,
      run: (_, id = "") => ({ status: 200, body: respond(existing(maintenanceWindows, id, "Maintenance window")) }),
    },
    {
      method: "PATCH",
      path: one,
      run: (call, id = "") => {
        const changed = { ...existing(maintenanceWindows, id, "Maintenance window"), ...given(body(changedWindow, call)) };
        checkWindow(changed);
        return { status: 200, body: respond(maintenanceWindows.put(changed)) };
      },
    },
    {
      method: "DELETE",
      path: one,
      run: (_, id = "") => {
        maintenanceWindows.remove(existing(maintenanceWindows, id, "Maintenance window").id);
        for (const monitor of account.monitors.list()) {
          account.monitors.change(monitor.id, {
            maintenanceWindowsIds: monitor.maintenanceWindowsIds.filter((window) => window !== Number(id)),
          });
        }
        return { status: 204 };
      },
    },
  ];
}
