import { together, type About, type Change } from "./change";
import type { Compared } from "./compared";
import type { Recording, Side } from "./side";
import { fromTo, wait } from "./words";

/** Matches the names of expectation series. Leaves out scrape targets, owners and checks, which other parts of the review compare. */
const expects = /^expected:(?!scrape_targets:|owner:|owners:|warning_checks:|checks:)/;
/** Label with the times at which a job is due. */
const schedule = "schedule";
/** Labels that do not name the expected item. All other labels, such as `queue`, name the item. */
const place = ["system", "service", "owner", "severity", "heartbeat", schedule];

interface Expectation {
  /** Kind of the expected item: the second part of the series' name, like `queues`. */
  readonly kind: string;
  readonly service: string;
  readonly name: string;
  readonly value: number | undefined;
  readonly isTime: boolean;
  /** When a job is due, and how late and how early its heartbeat may be. */
  readonly schedule: string | undefined;
}

/** Reads an expectation from its recording rule: `expected:queues:info{queue="jobs"}` is the queue `jobs`. */
function expectationOf({ name, labels, expr }: Recording): Expectation | undefined {
  if (labels === undefined || !expects.test(name)) return undefined;
  const [, plural = name, last = ""] = name.split(":");
  const named = Object.entries(labels).filter(([label]) => !place.includes(label));
  return {
    kind: plural,
    service: `${labels["system"] ?? ""}/${labels["service"] ?? ""}`,
    name: named.map(([, value]) => value).join(" "),
    value: expr.type === "number" ? expr.value : undefined,
    isTime: last.endsWith("seconds"),
    schedule: labels[schedule],
  };
}

const id = ({ kind, service, name }: Expectation): string => [kind, service, name].join(" ");

const all = ({ recordings }: Side): Map<string, Expectation> =>
  new Map(recordings.flatMap((recording) => expectationOf(recording) ?? []).map((one) => [id(one), one]));

const singular = (kind: string): string => kind.replace(/_/g, " ").replace(/ies$/, "y").replace(/s$/, "");
const title = ({ kind, name }: Expectation): string => `${singular(kind)}${name === "" ? "" : ` ${name}`}`;
const value = ({ value: number, isTime }: Expectation): string => (number === undefined ? "?" : isTime ? wait(number) : String(number));

/** Changes of expectations, such as a queue or a job, for services that are monitored on both sides. */
export function expectationChanges({ before, after }: Compared): Change[] {
  const [was, is] = [all(before.side), all(after.side)];
  const stays = ({ service }: Expectation): boolean => before.watched.has(service) && after.watched.has(service);
  const said = [...new Set([...was.keys(), ...is.keys()])].flatMap((one): About[] => {
    const [old, now] = [was.get(one), is.get(one)];
    const either = now ?? old;
    if (either === undefined || !stays(either)) return [];
    if (old === undefined)
      return [{ effect: "added", name: either.service, what: `${title(either)} is expected; alerts if it is missing` }];
    if (now === undefined)
      return [{ effect: "removed", name: either.service, what: `${title(either)} is no longer expected; no alert if it is missing` }];
    const due = old.schedule === now.schedule ? "" : `, due ${fromTo(old.schedule ?? "at any time", now.schedule ?? "at any time")}`;
    if (old.value === now.value && due === "") return [];
    const longer = (now.value ?? 0) > (old.value ?? 0);
    const effect = now.isTime && old.value !== now.value ? (longer ? "loosened" : "tightened") : "changed";
    const amount = old.value === now.value ? value(now) : fromTo(value(old), value(now));
    return [{ effect, name: now.service, what: `${title(now)} is expected ${now.isTime ? "within " : ""}${amount}${due}` }];
  });
  return together("Services", said);
}

/** The schedules of all jobs, without duplicates, sorted and joined with `; `. */
export const schedulesOf = ({ recordings }: Side): string =>
  [...new Set(recordings.flatMap(({ labels }) => labels?.[schedule] ?? []))].sort().join("; ");
