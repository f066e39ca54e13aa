import { together, type About, type Change } from "./change";
import type { Compared, Seen } from "./compared";
import { leafChanges, leavesOf, type Leaves } from "./leaves";
import type { Side } from "./side";
import { resourceChanges, unplaced } from "./vendor-resources";
import { fromTo, listed } from "./words";

/** The compared settings of one check, by path. */
type Check = Leaves;

/**
 * Settings that are not compared here: names, owners, settings of Gatus' UI, texts of notifications, and the severity, which `severities`
 * compares.
 */
const leftOut = /^(key|name|system|service|environment|owner|group|severity|ui\..*|alerts)$/;

const kept = (settings: Leaves): Check => Object.fromEntries(Object.entries(settings).filter(([path]) => !leftOut.test(path)));

/** Gatus' checks by group and name, such as `demo/orders health`. The `-threshold` settings come from the check's first alert. */
function gatusChecks({ gatus }: Side): Map<string, Check> {
  const endpoints = [...(gatus?.endpoints ?? []), ...(gatus?.["external-endpoints"] ?? [])];
  return new Map(
    endpoints.map((endpoint) => {
      const { alerts, ...settings } = endpoint;
      const [alert] = Array.isArray(alerts) ? (alerts as Record<string, unknown>[]) : [];
      const thresholds = Object.fromEntries(Object.entries(alert ?? {}).filter(([name]) => name.endsWith("-threshold")));
      return [`${endpoint.group ?? ""}/${endpoint.name}`, kept(leavesOf({ ...settings, ...thresholds }))];
    }),
  );
}

/** blackbox_exporter's modules by name. The name of a module is the key of its check. */
function modules({ others }: Side): Record<string, Check> {
  const file = others.get("blackbox.yml");
  const found = typeof file === "object" && file !== null && "modules" in file ? file.modules : undefined;
  return Object.fromEntries(Object.entries((found ?? {}) as Record<string, object>).map(([name, module]) => [name, leavesOf(module)]));
}

/** All checks by name, each with its settings from `uptime.json`, Gatus and blackbox_exporter. */
function checksOf(side: Side): Map<string, Check> {
  const all = gatusChecks(side);
  const probes = modules(side);
  for (const check of side.uptime?.checks ?? []) {
    const name = unplaced(check.name, side.environment);
    const probe = Object.entries(probes[check.key] ?? {}).map(([path, text]) => [`blackbox.${path}`, text] as const);
    all.set(name, { ...all.get(name), ...kept(leavesOf(check)), ...Object.fromEntries(probe) });
  }
  return all;
}

const serviceOfCheck = (name: string): string => name.split(" ")[0] ?? name;

function checks(before: Seen, after: Seen): About[] {
  const [was, is] = [checksOf(before.side), checksOf(after.side)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((name): About[] => {
    const [old, now] = [was.get(name), is.get(name)];
    const url = (check: Check): string => String(check["url"] ?? check["insideUrl"] ?? "a heartbeat");
    if (old === undefined && now !== undefined) return [{ name, effect: "added", what: `check of ${url(now)}` }];
    if (now === undefined && old !== undefined) return [{ name, effect: "removed", what: `check of ${url(old)}` }];
    const changes = leafChanges(old ?? {}, now ?? {});
    return changes.length === 0 ? [] : [{ name, effect: "changed", what: `check: ${listed(changes)}` }];
  });
}

/** Changes of the severity of checks. Checks in older files have no severity and count as critical. */
function severities(before: Seen, after: Seen): About[] {
  const of = ({ side }: Seen) =>
    new Map((side.uptime?.checks ?? []).map((check) => [unplaced(check.name, side.environment), check.severity ?? "critical"]));
  const was = of(before);
  return [...of(after)].flatMap(([name, now]): About[] => {
    const old = was.get(name);
    if (old === undefined || old === now) return [];
    return [
      now === "critical"
        ? { name, effect: "tightened", what: `check: a failure is ${fromTo(old, now)}, and pages` }
        : { name, effect: "loosened", what: `check: a failure is ${fromTo(old, now)}, and no longer pages` },
    ];
  });
}

function statusPages(before: Seen, after: Seen): About[] {
  const pages = ({ side }: Seen) => new Map((side.uptime?.statusPages ?? []).map((page) => [page.system, page]));
  const [was, is] = [pages(before), pages(after)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((system): About[] => {
    const [old, now] = [was.get(system), is.get(system)];
    if (old === undefined) return [{ name: system, effect: "added", what: "status page" }];
    if (now === undefined) return [{ name: system, effect: "removed", what: "status page" }];
    const changes = leafChanges(leavesOf(old), leavesOf(now));
    return changes.length === 0 ? [] : [{ name: system, effect: "changed", what: `status page: ${listed(changes)}` }];
  });
}

function deadMansSwitch(before: Seen, after: Seen): About[] {
  const [was, is] = [before, after].map(({ side }) => side.uptime?.deadMansSwitch);
  const name = "dead man's switch";
  if (was === undefined && is === undefined) return [];
  if (was === undefined) return [{ name, effect: "tightened", what: "is added: it notifies when monitoring itself fails" }];
  if (is === undefined) return [{ name, effect: "loosened", what: "is removed: nothing notifies when monitoring itself fails" }];
  const changes = leafChanges(leavesOf(was ?? {}), leavesOf(is ?? {}));
  return changes.length === 0 ? [] : [{ name, effect: "changed", what: listed(changes) }];
}

/**
 * Changes of checks, of monitors at vendors, of status pages and of the dead man's switch. Checks of services that were added or removed
 * are left out, because `serviceChanges` reports the services.
 */
export function uptimeChanges({ before, after }: Compared): Change[] {
  const [was, is] = [before.side.uptime, after.side.uptime];
  if (was === undefined || is === undefined) return [];
  const { environment } = after.side;
  const stays = (name: string): boolean => {
    const service = serviceOfCheck(unplaced(name, environment));
    return !service.includes("/") || before.watched.has(service) === after.watched.has(service);
  };
  const said = [...severities(before, after), ...checks(before, after)].filter(({ name }) => stays(name));
  // The name of a vendor's monitor is the key of its check. A change of the monitor is left out if a change of the check is listed and the
  // monitor's history is not affected.
  const names = new Map([...was.checks, ...is.checks].map(({ key, name }) => [key, unplaced(name, environment)]));
  const copies = ({ name }: { readonly name: string }): boolean => said.some((one) => one.name === names.get(unplaced(name, environment)));
  const moved = (name: string): boolean => stays(names.get(unplaced(name, environment)) ?? name);
  return together("Uptime", [
    ...deadMansSwitch(before, after),
    ...said,
    ...resourceChanges(was.resources, is.resources, environment, moved).filter((one) => one.aboutHistory || !copies(one)),
    ...statusPages(before, after),
  ]);
}
