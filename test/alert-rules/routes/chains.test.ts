import { inhibitRules } from "../../../alert-rules/routes/inhibition";
import { isPublic } from "../../../exporters/model/public-url";
import { packs } from "../../../alert-rules/packs";
import { proofFacts } from "../../../alert-rules/proofs/facts";
import { catalogue, everyAlert } from "./configuration";
import { suppressedBy, type Labels } from "./matching";

const view = catalogue.view("production");
const rules = inhibitRules(view, everyAlert);

/** Every alert that a service of the catalogue can have. An alert about a failed uptime check appears once for each check. */
const instances: readonly Labels[] = view.systems.flatMap((system) =>
  system.services.flatMap((service) =>
    packs
      .filter(({ about }) => about(service))
      .flatMap(({ group }) => group(proofFacts).alerts)
      .flatMap((alert): Labels[] => {
        const labels = {
          alertname: alert.name,
          severity: alert.severity,
          symptom: alert.symptom,
          system: system.id,
          environment: view.environment.id,
          service: service.name,
          owner: service.owner,
          ...Object.fromEntries(["pool", "queue", "job"].filter((label) => alert.identity.includes(label)).map((label) => [label, "one"])),
        };
        if (!alert.identity.includes("probe")) return [labels];
        const checks = service.uptime.map(({ name }) => ({ ...labels, probe: name }));
        return alert.symptom === "probe"
          ? checks.flatMap((check) => [check, { ...check, alertname: "UptimeCheckFailed", checked_by: "gatus" }])
          : checks;
      }),
  ),
);

/** Alerts about a whole system, which have no service label. */
const whole: readonly Labels[] = view.systems.flatMap((system) =>
  [...new Set(system.services.map(({ owner }) => owner))].map((owner) => ({
    alertname: "SystemDown",
    severity: "critical",
    symptom: "system",
    system: system.id,
    environment: view.environment.id,
    owner,
  })),
);

const name = ({ alertname = "", severity = "", system = "", service = "", probe, pool }: Labels): string =>
  `${alertname} ${severity} of ${system}/${service} ${probe ?? pool ?? ""}`;

const suppressed = suppressedBy(rules, [...whole, ...instances]);

it("some alerts inhibit others, directly and in chains", () => {
  expect(instances.length).toBeGreaterThan(300);
  const steps = [...suppressed].filter(([, targets]) => [...targets].some((target) => (suppressed.get(target)?.size ?? 0) > 0));
  expect(steps.length).toBeGreaterThan(5);
});

// In Alertmanager, an inhibited alert can still inhibit other alerts.
it("every alert at the end of an inhibition chain is also inhibited by the alert at the start", () => {
  const wrong = [...suppressed].flatMap(([first, targets]) =>
    [...targets].flatMap((middle) =>
      [...(suppressed.get(middle) ?? [])]
        .filter((last) => last !== first && !targets.has(last))
        .map((last) => `${name(first)} -> ${name(middle)} -> ${name(last)}`),
    ),
  );
  expect(wrong).toEqual([]);
});

it("an error alert about a public service is inhibited only by the same alert at a higher severity", () => {
  const open = view.systems.flatMap((system) =>
    system.services.filter((service) => isPublic("production", system, service)).map(({ name: service }) => `${system.id}/${service}`),
  );
  expect(open).toContain("trades/web");
  expect(open).not.toContain("gateways/automation");
  const wrong = [...suppressed].flatMap(([source, targets]) =>
    [...targets]
      .filter(({ symptom, system = "", service = "" }) => symptom === "errors" && open.includes(`${system}/${service}`))
      .filter((target) => target["alertname"] !== source["alertname"])
      .map((target) => `${name(source)} -> ${name(target)}`),
  );
  expect(wrong).toEqual([]);
});

it("a failed scrape inhibits no alerts of other services, and a failed health check only if the check means that the service is down", () => {
  const sources = [...suppressed]
    .filter(([source, targets]) => [...targets].some((target) => target["service"] !== source["service"]))
    .map(([{ alertname = "", probe }]) => `${alertname}${probe === undefined ? "" : ` ${probe}`}`);
  expect([...new Set(sources)].sort()).toEqual([
    "PostgresConnectionsHigh",
    "PostgresDown",
    "PostgresRecovering",
    "PostgresUnreachable",
    "ProbeFailed health",
    "RedisConnectionsRejected",
    "RedisDown",
    "RedisOutOfMemory",
    "RedisRecovering",
    "RedisUnreachable",
    "RedisWritesRefused",
    "SystemDown",
  ]);
});
