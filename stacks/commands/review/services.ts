import { together, type About, type Change } from "./change";
import { servicesOf, type Compared, type Seen } from "./compared";
import { serviceOf } from "./world";
import { counted, fromTo } from "./words";

const alertsFor = (seen: Seen, service: string): number =>
  seen.side.alerts.filter((alert) => servicesOf(seen, alert).includes(service)).length;

/** Whether an alert for the service takes the label `owner` from its series. If so, a new owner changes the labels of the series. */
const ownerInSeries = ({ world, side }: Seen, name: string): boolean =>
  side.alerts.some(
    (alert) =>
      alert.labels["owner"] === undefined && world.instancesOf(alert).some((labels) => serviceOf(labels) === name && "owner" in labels),
  );

/** Services that are newly monitored, that are no longer monitored, or that have a new owner. */
export function serviceChanges({ before, after }: Compared): Change[] {
  const names = [...new Set([...before.watched.keys(), ...after.watched.keys()])].sort();
  const said = names.flatMap((name): About[] => {
    const [was, is] = [before.watched.get(name), after.watched.get(name)];
    if (was === undefined)
      return [
        { effect: "added", name, what: `is monitored, owner ${is ?? "none"}; ${counted(alertsFor(after, name), "alert")} can fire for it` },
      ];
    if (is === undefined)
      return [
        {
          effect: "removed",
          name,
          what: `is no longer monitored, owner ${was}; ${counted(alertsFor(before, name), "alert")} could fire for it`,
        },
      ];
    if (was === is) return [];
    return [
      {
        effect: "changed",
        name,
        what: `owner ${fromTo(was, is)}${ownerInSeries(after, name) ? "; its series change the label owner at deployment" : ""}`,
      },
    ];
  });
  return together("Services", said);
}
