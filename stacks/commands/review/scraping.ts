import { probeJob, publicProbeJob } from "../../../exporters/scrape/probes";
import { secondsOf } from "../../../alert-rules/promql/expression";
import { together, type About, type Change, type Effect } from "./change";
import { movedNames, type Compared, type Seen } from "./compared";
import { grouped } from "./instances";
import { leafChanges, leavesOf } from "./leaves";
import type { Target } from "./side";
import { serviceOf } from "./world";
import { describeSet, fromTo, listed } from "./words";

/** The scrape jobs of the checks. The comparison of targets leaves them out, because `uptimeChanges` compares the checks. */
const ofChecks: readonly string[] = [probeJob, publicProbeJob];
/** Labels that other parts of the review compare. */
const elsewhere = ["system", "service", "owner"];

const name = ({ labels }: Target): string => serviceOf(labels) ?? "";
const key = (target: Target): string => JSON.stringify([target.job, name(target)]);

function targets({ before, after }: Compared): About[] {
  const all = ({ side, watched }: Seen, other: Seen): Map<string, Target[]> =>
    grouped(
      side.targets.filter((target) => !ofChecks.includes(target.job) && watched.has(name(target)) && other.watched.has(name(target))),
      key,
    );
  const [was, is] = [all(before, after), all(after, before)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((one): About[] => {
    const [old, now] = [was.get(one) ?? [], is.get(one) ?? []];
    const [target] = [...now, ...old];
    if (target === undefined) return [];
    const about = { name: name(target) };
    const [from, to] = [old, now].map((list) => list.map(({ address }) => address).sort());
    const gone = (from ?? []).filter((address) => !(to ?? []).includes(address));
    const come = (to ?? []).filter((address) => !(from ?? []).includes(address));
    const job = `job ${target.job}`;
    if (gone.length > 0 && come.length > 0)
      return [{ ...about, effect: "changed", what: `${job} scrapes ${fromTo(describeSet(gone), describeSet(come))}` }];
    if (come.length > 0) return [{ ...about, effect: "added", what: `${job} scrapes ${describeSet(come)}` }];
    if (gone.length > 0) return [{ ...about, effect: "removed", what: `${job} no longer scrapes ${describeSet(gone)}` }];
    return now.flatMap((after): About[] => {
      const before = old.find(({ address }) => address === after.address);
      const labels = leafChanges(before?.labels ?? {}, after.labels).filter((text) => !elsewhere.includes(text.split(" ")[0] ?? ""));
      return labels.length === 0
        ? []
        : [
            {
              ...about,
              effect: "changed",
              what: `its series change labels at deployment: ${labels.join(", ")}; comparisons with past data start over`,
            },
          ];
    });
  });
}

/** A longer interval or timeout is `loosened`, a shorter interval or timeout is `tightened`, and every other change is `changed`. */
function intervalEffect(path: string, before: string, after: string): Effect {
  if (!/(interval|timeout)$/.test(path)) return "changed";
  const [was, is] = [secondsOf(before), secondsOf(after)];
  return was === undefined || is === undefined ? "changed" : is > was ? "loosened" : "tightened";
}

function configuration(compared: Compared): About[] {
  const { before, after } = compared;
  const names = movedNames(compared);
  const [was, is] = [before.side.scrape, after.side.scrape];
  if (was === undefined || is === undefined) return [];
  const { scrape_configs: jobsBefore = [], ...globalBefore } = was;
  const { scrape_configs: jobsAfter = [], ...globalAfter } = is;
  const [flatBefore, flatAfter] = [leavesOf(globalBefore), leavesOf(globalAfter)];
  const global = leafChanges(flatBefore, flatAfter, { most: 20 }).map((what): About => {
    const path = what.split(" ")[0] ?? "";
    return {
      name: "Prometheus",
      effect: intervalEffect(path, String(flatBefore[path]), String(flatAfter[path])),
      what: what.replace(/^global\./, ""),
    };
  });
  const jobs = jobsAfter.flatMap((job): About[] => {
    const old = jobsBefore.find(({ job_name }) => job_name === job.job_name);
    const changes = old === undefined ? [] : leafChanges(leavesOf(old), leavesOf(job), { names });
    return changes.length === 0 ? [] : [{ name: `job ${job.job_name}`, effect: "changed", what: listed(changes) }];
  });
  return [...global, ...jobs];
}

/** Changes of scrape settings, and of the scrape targets of services that are monitored on both sides. */
export const scrapeChanges = (compared: Compared): Change[] => together("Scraping", [...targets(compared), ...configuration(compared)]);
