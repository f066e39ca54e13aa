import { repeated } from "./lists";
import type { Problem } from "./problems";
import { onlyPushes } from "./push-checks";
import type { Service } from "./schema";
import { formatDuration } from "./units";
import { meansDown, type UptimeCheck } from "./uptime-schema";

/** Default check interval in seconds of Gatus and Sentry, and of an external monitor if its plan allows this interval. */
const usualInterval = 60;

/** Whether a pattern matches the empty string. Such a pattern usually matches every body, as `.*` does. */
function acceptsAll(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u").test("");
  } catch {
    return false; // Flags such as (?i) exist only in RE2.
  }
}

/**
 * Returns the mistakes in one check. `field` is the field after a dot, for example `.port`, or empty for a mistake in several fields.
 * `onlyPublic`: whether the service has only a public address.
 */
function mistakesIn(check: UptimeCheck, onlyPublic: boolean): (readonly [field: string, message: string])[] {
  const { path, url, port, method, json, keyword, body, interval, timeout, outside, regions, group } = check;
  const found: (readonly [string, string])[] = [];
  if (path !== undefined && url !== undefined)
    found.push([
      "",
      `got both path ${JSON.stringify(path)} and url ${JSON.stringify(url)}; a check has only one address: remove one of them`,
    ]);
  if (path === undefined && url === undefined) found.push(["", "got neither path nor url; give a path on the service or a full url"]);
  if (method === "HEAD" && (json ?? keyword ?? body) !== undefined)
    found.push([
      "",
      "got method HEAD with an expectation of the body; a response to HEAD has no body: write GET, or remove json, keyword and body",
    ]);
  if (path !== undefined && url === undefined && port === undefined && !onlyPublic)
    found.push([".port", "got nothing; a check with a path needs a port: give the port on which the service serves the path"]);
  if (path === undefined && url !== undefined && port !== undefined)
    found.push([".port", `got ${port} with a url, which contains its own port: remove port`]);
  if (timeout > (interval ?? usualInterval))
    found.push([
      interval === undefined ? ".timeout" : ".interval",
      interval === undefined
        ? `got ${formatDuration(timeout)}, more than the interval of ${formatDuration(usualInterval)}; a check must end before the next one begins: write a shorter timeout, or a longer interval`
        : `got ${formatDuration(interval)}, less than the timeout of ${formatDuration(timeout)}; a check must end before the next one begins: write a longer interval, or a shorter timeout`,
    ]);
  if (!outside && regions.length > 0)
    found.push([
      ".regions",
      `got ${regions.map((region) => JSON.stringify(region)).join(", ")} with outside: false; only external monitors check from regions: remove regions`,
    ]);
  if (!check.public && group !== undefined)
    found.push([
      ".group",
      `got ${JSON.stringify(group)} on a check that the status page does not show: write public: true, or remove group`,
    ]);
  if (body !== undefined && acceptsAll(body))
    found.push([".body", `got ${JSON.stringify(body)}, which matches an empty body: write a text that only a healthy response contains`]);
  if (check.severity !== "critical" && meansDown(check))
    found.push([
      ".severity",
      `got "${check.severity}" on a check whose failure means that the service is down (meansDown${check.meansDown === undefined ? ", the default of the check health" : ""}): write severity: "critical", or meansDown: false`,
    ]);
  return found;
}

/** Reports a service whose checks all have the severity `warning`. */
function checkSomeCritical(where: string, { uptime }: Service): Problem[] {
  if (uptime.length === 0 || uptime.some(({ severity }) => severity === "critical")) return [];
  const names = uptime.map(({ name }) => name).join(", ");
  return [
    {
      where: `${where}.uptime`,
      message: `got severity: "warning" for ${uptime.length === 1 ? `the only check ${names}` : `all checks (${names})`}, so no one would be paged if the service did not respond: write severity: "critical" for one of its checks`,
    },
  ];
}

/**
 * Reports checks and jobs with severity `warning` that Sentry also monitors. Sentry gives the issues of uptime and cron monitors high
 * priority, so they would notify like critical alerts.
 */
const checkSentrySeverity = (where: string, { uptime, jobs }: Service): Problem[] =>
  [
    ...uptime.map(({ name, severity, sentry }) => ({ name: `uptime.${name}`, severity, sentry })),
    ...jobs.map(({ name, severity, sentry }) => ({ name: `jobs.${name}`, severity, sentry })),
  ]
    .filter(({ severity, sentry }) => sentry && severity !== "critical")
    .map(({ name, severity }) => ({
      where: `${where}.${name}.severity`,
      message: `got "${severity}" with sentry: true; Sentry notifies the contacts for critical alerts of every failure: write sentry: false, or severity: "critical"`,
    }));

/** The request and the expectations of a check as text. Two checks with the same text are duplicates. */
const contentOf = ({ path, url, port, method, headers, status, json, keyword, body, redirects }: UptimeCheck): string =>
  JSON.stringify([path, url, port, method, headers, [...status].sort(), json, keyword, body, redirects]);

/** Reports mistakes in a service's checks and jobs that the schema does not find. */
export function checkUptime(where: string, service: Service): Problem[] {
  const { uptime } = service;
  const contents = uptime.map(contentOf);
  const twice = repeated(contents).map((content) => {
    const names = uptime.filter((check) => contentOf(check) === content).map(({ name }) => name);
    return {
      where: `${where}.uptime.${names[1] ?? ""}`,
      message: `its request and expectations are those of the check ${names[0] ?? ""}; an outage would be notified twice: remove one of them`,
    };
  });
  const unique = repeated(uptime.map(({ name }) => name)).length === 0;
  return [
    ...uptime.flatMap((check) =>
      mistakesIn(check, onlyPushes(service)).map(([field, message]) => ({ where: `${where}.uptime.${check.name}${field}`, message })),
    ),
    ...(unique ? twice : []),
    ...checkSomeCritical(where, service),
    ...checkSentrySeverity(where, service),
  ];
}
