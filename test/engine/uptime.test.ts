import { until, text } from "../support/until";
import { describeWith } from "../support/tools";
import type { Mode } from "./uptime/app";
import { isAbout } from "./uptime/calls";
import { startStage, token, type Stage } from "./uptime/stage";

interface Status {
  readonly name: string;
  readonly group: string;
  readonly key: string;
  readonly results: readonly { readonly success: boolean; readonly hostname?: string; readonly errors?: readonly string[] }[];
}

/** Maximum wait for a change, in seconds. Even a busy machine needs much less time. */
const patience = 60;
jest.setTimeout(240_000);

describeWith("gatus", "Gatus and blackbox_exporter with a real app", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => (stage as Stage | undefined)?.stop());

  const statuses = async (url: string): Promise<Status[]> => JSON.parse(await text(`${url}/api/v1/endpoints/statuses`)) as Status[];
  /** Waits until Gatus, blackbox_exporter and the external monitor (if it has the check) report a success if `up`, else a failure. */
  const all = (check: string, up: boolean): Promise<true> =>
    until(
      `${check} being ${up ? "up" : "down"} for all`,
      async () => {
        const outside = stage.outside.says(`shop-web-${check}`) ?? up;
        if (outside !== up || (await stage.gatusSays(`shop_web-${check}`)) !== up) return undefined;
        return (await stage.probe(check)).success === up ? (true as const) : undefined;
      },
      patience,
    );
  const downAndUp = async (breakIt: () => Promise<void> | void, repairIt: () => Promise<void> | void): Promise<void> => {
    await all("health", true);
    await breakIt();
    await all("health", false);
    await repairIt();
    await all("health", true);
  };
  const mode = (wanted: Mode) => () => stage.app.behave(wanted);

  it("detect a stopped app", () =>
    downAndUp(
      () => stage.app.stop(),
      () => stage.app.listen(),
    ));
  it("detect a slow app", () => downAndUp(mode("slow"), mode("ok")));
  it("detect a response 200 with the status `degraded` in the body", () => downAndUp(mode("degraded"), mode("ok")));
  it("compare large and small numbers in the body", () => all("numbers", true));
  it("detect a redirect to a login page, and check the login page if redirects are followed", async () => {
    await all("followed", true);
    await downAndUp(async () => {
      stage.app.behave("redirect");
      await all("followed", false);
    }, mode("ok"));
    await all("followed", true);
  });

  it("detect a certificate that expires in two days, and its renewal", async () => {
    await all("secure", true);
    stage.tls.serve("expiring");
    await until("Gatus reporting it down", async () => ((await stage.gatusSays("shop_web-secure")) === false ? true : undefined), patience);
    const expiring = await stage.probe("secure");
    expect(expiring.success).toBe(true);
    // 3 days is the critical threshold of CertificateExpiresSoon.
    expect(expiring.certificateDays).toBeLessThan(3);
    stage.tls.serve("renewed");
    await all("secure", true);
    expect((await stage.probe("secure")).certificateDays).toBeGreaterThan(14);
  });

  it("Gatus notifies on-call through Alertmanager when an alert fires and when it resolves, while Prometheus is down", async () => {
    const alert = { alertname: "UptimeCheckFailed", probe: "health", checked_by: "gatus" };
    const notified = async (status: "firing" | "resolved", change: () => void): Promise<void> => {
      const before = stage.called(status, alert);
      change();
      await until(`a ${status} notification`, () => Promise.resolve(stage.called(status, alert) > before ? true : undefined), patience);
    };
    const active = async () =>
      JSON.parse(await text(`${stage.alertmanager}/api/v2/alerts?active=true`)) as readonly { labels: Record<string, string> }[];
    await all("health", true);
    await until(
      "the earlier alert having resolved",
      async () => ((await active()).some((one) => isAbout(one, alert)) ? undefined : true),
      patience,
    );
    await notified("firing", mode("degraded"));
    expect((await active()).map(({ labels }) => labels)).toContainEqual({
      alertname: "UptimeCheckFailed",
      severity: "critical",
      symptom: "probe",
      system: "shop",
      environment: "production",
      service: "web",
      owner: "shop",
      probe: "health",
      instance: `http://127.0.0.1:${stage.app.port}/health`,
      checked_by: "gatus",
    });
    await notified("resolved", mode("ok"));
  });

  it("Gatus receives the dead man's switch, notifies on-call when it stops, and refuses heartbeats without the token", async () => {
    const beat = async (bearer: string): Promise<number> =>
      (
        await fetch(`${stage.gatus}/api/v1/endpoints/monitoring_heartbeat/external?success=true`, {
          method: "POST",
          headers: { authorization: `Bearer ${bearer}` },
        })
      ).status;
    expect(await beat("guessed")).toBe(401);
    const heartbeat = (): Promise<boolean | undefined> => stage.gatusSays("monitoring_heartbeat");
    const missing = { alertname: "UptimeCheckFailed", probe: "heartbeat", checked_by: "gatus" };
    await until("Gatus missing the first heartbeat", async () => ((await heartbeat()) === false ? true : undefined), patience);
    await stage.fire({ alertname: "DeadMansSwitch", severity: "info", symptom: "heartbeat", environment: "production" });
    await until("a heartbeat from Alertmanager", async () => ((await heartbeat()) === true ? true : undefined), patience);
    const before = stage.called("firing", missing);
    await until(
      "Gatus notifying on-call of the missing heartbeat",
      () => Promise.resolve(stage.called("firing", missing) > before ? true : undefined),
      patience,
    );
    expect(await heartbeat()).toBe(false);
    expect(await beat(token)).toBe(200);
    expect(await heartbeat()).toBe(true);
  });

  it("Prometheus can scrape Gatus' results", async () => {
    const metrics = await text(`${stage.gatus}/metrics`);
    expect(metrics).toMatch(/^gatus_results_endpoint_success\{group="shop",key="shop_web-health",name="web health",type="HTTP"\} 1$/m);
    expect(metrics).toMatch(
      /^gatus_results_total\{group="shop",key="shop_web-health",name="web health",success="false",type="HTTP"\} \d+$/m,
    );
  });

  it("the status page shows public checks by group and the announcement, but no addresses and no metrics", async () => {
    const shown = await until("results", async () => {
      const found = await statuses(stage.page);
      return found.length === 2 && found.every(({ results }) => results.length > 0) ? found : undefined;
    });
    expect(shown.map(({ group, name }) => `${group}: ${name}`).sort()).toEqual(["shop: web health", "shop: web secure"]);
    expect(JSON.stringify(shown)).not.toContain("127.0.0.1");
    expect(JSON.parse(await text(`${stage.page}/api/v1/config`))).toMatchObject({
      announcements: [{ type: "outage", message: "Orders fail; $5 vouchers work", timestamp: "2026-01-01T10:00:00Z" }],
    });
    expect((await fetch(`${stage.page}/metrics`)).headers.get("content-type")).not.toContain("version=0.0.4");
    expect(await text(`${stage.page}/`)).toContain("<title>shop</title>");
  });
});
