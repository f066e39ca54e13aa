import { setTimeout as sleep } from "node:timers/promises";
import { describeWith } from "../../support/tools";
import { Stage } from "./stage";

type Labels = Readonly<Record<string, string>>;

const critical = { severity: "critical", environment: "production" };
const gateway = { ...critical, system: "gateways", owner: "integrations" };
const site = { ...critical, system: "magazine", owner: "sites" };

const proberDown: Labels = {
  ...critical,
  alertname: "TargetDown",
  symptom: "target",
  system: "monitoring",
  service: "blackbox-exporter",
  owner: "platform",
  job: "stack",
  instance: "blackbox-exporter:9115",
};
const probeNotScraped: Labels = {
  ...gateway,
  alertname: "TargetDown",
  symptom: "target",
  service: "api-gateway",
  job: "probe",
  instance: "http://api-gateway.gateways:7000/health",
};
const frontendFails: Labels = { ...gateway, alertname: "HttpErrorRatioHigh", symptom: "errors", service: "frontend" };
const trackFails: Labels = {
  ...site,
  alertname: "ProbeFailed",
  symptom: "probe",
  action: "restart",
  service: "cms",
  probe: "track",
  instance: "http://cms.magazine:3000/api/analytics/track",
};
const sitesFail: Labels = { ...site, alertname: "HttpErrorRatioHigh", symptom: "errors", service: "sites" };
const redisDown: Labels = { ...gateway, alertname: "RedisDown", symptom: "server", service: "redis" };
const orchestratorFails: Labels = { ...gateway, alertname: "HttpErrorRatioHigh", symptom: "errors", service: "llm-orchestrator" };

describeWith("alertmanager", "inhibition in a running Alertmanager", (binary) => {
  const states = async (alerts: readonly Labels[], silenced?: Labels) => {
    await using stage = await Stage.inHours(binary);
    if (silenced !== undefined) await stage.silence(silenced);
    await stage.fire(alerts);
    await sleep(4000);
    return await stage.states();
  };

  it.concurrent(
    "a prober that is down does not inhibit error alerts of a public service",
    async () => {
      expect(await states([proberDown, probeNotScraped, frontendFails])).toEqual({
        "TargetDown blackbox-exporter": "active",
        "TargetDown api-gateway": "suppressed",
        "HttpErrorRatioHigh frontend": "active",
      });
    },
    60_000,
  );

  it.concurrent(
    "a failed check of an analytics endpoint does not inhibit error alerts of another service",
    async () => {
      expect(await states([trackFails, sitesFail])).toEqual({ "ProbeFailed cms": "active", "HttpErrorRatioHigh sites": "active" });
    },
    60_000,
  );

  // A silenced source still inhibits, because Alertmanager 0.33.1 checks only whether the source fires (inhibit.go, findEqualSourceAlert).
  it.concurrent(
    "a silenced alert still inhibits error alerts of an internal service, but not those of a public service",
    async () => {
      expect(await states([redisDown, frontendFails, orchestratorFails], { alertname: "RedisDown" })).toEqual({
        "RedisDown redis": "suppressed",
        "HttpErrorRatioHigh frontend": "active",
        "HttpErrorRatioHigh llm-orchestrator": "suppressed",
      });
    },
    60_000,
  );
});
