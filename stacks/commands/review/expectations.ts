import { together, type About, type Change } from "./change";
import type { Compared } from "./compared";
import type { Recording, Side } from "./side";
import { fromTo, wait } from "./words";

/** Matches the names of expectation series. Skips those for scrape targets and owners, because other parts of the review compare them. */
const expects = /^expected:(?!scrape_targets:|owner:|owners:)/;
/** Labels that identify the service, the severity or the heartbeat. All other labels name the expected thing, such as a queue. */
const place = ["system", "service", "owner", "severity", "heartbeat"];

interface Expectation {
  /** Name of the catalogue's list, like `queues`. */
  readonly kind: string;
  readonly service: string;
  readonly name: string;
  readonly value: number | undefined;
  readonly isTime: boolean;
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
  };
}

const id = ({ kind, service, name }: Expectation): string => [kind, service, name].join(" ");

const all = ({ recordings }: Side): Map<string, Expectation> =>
  new Map(recordings.flatMap((recording) => expectationOf(recording) ?? []).map((one) => [id(one), one]));

const singular = (kind: string): string => kind.replace(/_/g, " ").replace(/ies$/, "y").replace(/s$/, "");
const title = ({ kind, name }: Expectation): string => `${singular(kind)}${name === "" ? "" : ` ${name}`}`;
const value = ({ value: number, isTime }: Expectation): string => (number === undefined ? "?" : isTime ? wait(number) : String(number));

/** Changes of expected queues, pools, quotas, jobs and standbys, for services that exist on both sides. */
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
    if (old.value === now.value) return [];
    const longer = (now.value ?? 0) > (old.value ?? 0);
    const effect = now.isTime ? (longer ? "loosened" : "tightened") : "changed";
    return [
      { effect, name: now.service, what: `${title(now)} is expected ${now.isTime ? "within " : ""}${fromTo(value(old), value(now))}` },
    ];
  });
  return together("Services", said);
}
