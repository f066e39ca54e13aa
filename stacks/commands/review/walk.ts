import type { LabelSet } from "../../../alert-rules/promql/label-sets";
import { contactsByReceiver, type ContactShape } from "./contacts";
import { matchersOf } from "./matchers";
import type { Alertmanager, RouteShape } from "./shapes";

/** When Alertmanager sends an alert, and how it groups alerts. */
export interface Timing {
  readonly group_by: readonly string[];
  readonly group_wait: string;
  readonly group_interval: string;
  readonly repeat_interval: string;
  /** Description of the hours in which the alert is sent; empty for any hour. */
  readonly hours: string;
}

/** One receiver that an alert reaches. */
export interface Delivery {
  readonly receiver: string;
  readonly contacts: readonly ContactShape[];
  readonly timing: Timing;
}

/** Alertmanager's default timing. */
const usual: Timing = { group_by: [], group_wait: "30s", group_interval: "5m", repeat_interval: "4h", hours: "" };

interface Branch {
  readonly matches: (labels: LabelSet) => boolean;
  readonly goesOn: boolean;
  readonly receiver: string;
  readonly timing: Timing;
  readonly branches: readonly Branch[];
}

type Intervals = Alertmanager["time_intervals"];

interface Range {
  readonly weekdays?: readonly string[];
  readonly times?: readonly { readonly start_time: string; readonly end_time: string }[];
  readonly location?: string;
}

const day = (name: string): string => name.slice(0, 3);

/** The description of a time range, such as `mon, tue 08:00 to 18:00 Europe/Berlin`. */
function rangeText({ weekdays = [], times = [], location = "UTC" }: Range): string {
  const hours = times.map(({ start_time, end_time }) => `${start_time} to ${end_time}`).join(", ");
  return [weekdays.map(day).join(", "), hours, location].filter((part) => part !== "").join(" ");
}

const intervalText = (intervals: Intervals, name: string): string => {
  const found = intervals?.find((interval) => interval.name === name);
  return ((found?.["time_intervals"] ?? []) as readonly Range[]).map(rangeText).join("; ") || name;
};

function hoursOf(route: RouteShape, intervals: Intervals): string {
  const active = (route.active_time_intervals ?? []).map((name) => intervalText(intervals, name));
  const mute = (route.mute_time_intervals ?? []).map((name) => `not ${intervalText(intervals, name)}`);
  return [...active, ...mute].join("; ");
}

function branchOf(route: RouteShape, above: Pick<Branch, "receiver" | "timing">, intervals: Intervals): Branch {
  const receiver = route.receiver ?? above.receiver;
  const timing: Timing = {
    group_by: route.group_by === undefined ? above.timing.group_by : [...route.group_by].sort(),
    group_wait: route.group_wait ?? above.timing.group_wait,
    group_interval: route.group_interval ?? above.timing.group_interval,
    repeat_interval: route.repeat_interval ?? above.timing.repeat_interval,
    // Child routes do not inherit time intervals.
    hours: hoursOf(route, intervals),
  };
  return {
    matches: matchersOf(route.matchers),
    goesOn: route.continue === true,
    receiver,
    timing,
    branches: (route.routes ?? []).map((child) => branchOf(child, { receiver, timing }, intervals)),
  };
}

function reached(branch: Branch, labels: LabelSet): Branch[] {
  if (!branch.matches(labels)) return [];
  const found: Branch[] = [];
  for (const child of branch.branches) {
    const below = reached(child, labels);
    found.push(...below);
    if (below.length > 0 && !child.goesOn) break;
  }
  return found.length === 0 ? [branch] : found;
}

/** Returns a function that finds the receivers for an alert's labels in the routing tree, as Alertmanager does. */
export function walker({ route, receivers, time_intervals }: Alertmanager): (labels: LabelSet) => Delivery[] {
  const contacts = contactsByReceiver(receivers);
  const root = branchOf(route, { receiver: "", timing: usual }, time_intervals);
  return (labels) => reached(root, labels).map(({ receiver, timing }) => ({ receiver, timing, contacts: contacts.get(receiver) ?? [] }));
}
