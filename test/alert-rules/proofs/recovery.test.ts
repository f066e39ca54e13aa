import { promClient } from "../../../exporters/instrumentation/http";
import { httpWorld } from "../../../alert-rules/packs/http/world";
import { postgresWorld } from "../../../alert-rules/packs/postgres/world";
import { redisWorld } from "../../../alert-rules/packs/redis/world";
import { proofFacts } from "../../../alert-rules/proofs/facts";
import { hold, type RawSeries } from "../../../alert-rules/proofs/samples";
import { ruleGroups } from "../../../alert-rules/rules";
import { emptyAtEveryStep } from "../../support/every-step";
import { describeWith } from "../../support/tools";

const groups = ruleGroups(proofFacts);
const alertsNamed = (name: RegExp) => groups.flatMap(({ alerts }) => alerts.filter((alert) => name.test(alert.name)));
const before = 1800;
const after = 900;

/** A service that fails all requests while its server is down, and works before and after. */
const dependent = (down: number): RawSeries[] =>
  httpWorld(
    promClient,
    [0.1, 1],
    [
      hold(before, [{ perSecond: 10, seconds: 0.05 }]),
      hold(down, [{ perSecond: 10, seconds: 0.05, failed: true }]),
      hold(after, [{ perSecond: 10, seconds: 0.05 }]),
    ],
  );

const servers = {
  Postgres: (down: number) => postgresWorld([hold(before, {}), hold(down, { up: false }), hold(after, {})]),
  Redis: (down: number) => redisWorld([hold(before, {}), hold(down, { up: false }), hold(after, {})]),
};

/** Critical alerts about the dependent that fire while no alert about its server fires. */
const unexplained = (server: string): string =>
  `group by (alertname) (ALERTS{alertname=~"Http.*",alertstate="firing",severity="critical"}) unless on () ALERTS{alertname=~"${server}.*",alertstate="firing"}`;

describeWith("promtool", "errors of a dependent are explained by its server until they leave the alert's window", (promtool) => {
  const cases = [
    ["Postgres", 30],
    ["Postgres", 120],
    ["Postgres", 600],
    ["Redis", 30],
    ["Redis", 120],
  ] as const;
  it.concurrent.each(cases)("after an outage of %s for %i seconds", async (server, down) => {
    await emptyAtEveryStep(promtool, `recovery-${server}-${down}`, unexplained(server), {
      alerts: alertsNamed(new RegExp(`^(${server}(Down|Unreachable|Recovering)|HttpErrorRatioHigh|HttpErrorBudgetBurning)$`, "u")),
      groups,
      series: [...dependent(down), ...servers[server](down)],
      end: before + down + after,
    });
  });

  it("but not without an alert that fires for minutes after the outage", async () => {
    const world = {
      alerts: alertsNamed(/^(PostgresDown|PostgresUnreachable|HttpErrorRatioHigh)$/u),
      groups,
      series: [...dependent(120), ...servers.Postgres(120)],
      end: before + 120 + after,
    };
    await expect(emptyAtEveryStep(promtool, "recovery-without", unexplained("Postgres"), world)).rejects.toThrow("HttpErrorRatioHigh");
  });
});
