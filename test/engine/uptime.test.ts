import { until, text } from "../../stacks/contracts/harness/process";
import { describeWith } from "../support/tools";
import type { Mode } from "./uptime/app";
import { startStage, token, type Stage } from "./uptime/stage";

interface Status {
  readonly name: string;
  readonly group: string;
  readonly key: string;
  readonly results: readonly { readonly success: boolean; readonly hostname?: string; readonly errors?: readonly string[] }[];
}

describeWith("gatus", "Gatus and blackbox_exporter before a real app", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  }, 60_000);
  afterAll(() => (stage as Stage | undefined)?.stop());

  const statuses = async (url: string): Promise<Status[]> => JSON.parse(await text(`${url}/api/v1/endpoints/statuses`)) as Status[];
  /** Everybody who looks at it says so: Gatus, blackbox_exporter, and the outside monitor where it may look. */
  const all = (check: string, up: boolean): Promise<true> =>
    until(
      `${check} being ${up ? "up" : "down"} for all`,
      async () => {
        const outside = stage.outside.says(`shop-web-${check}`) ?? up;
        if (outside !== up || (await stage.gatusSays(`shop_web-${check}`)) !== up) return undefined;
        return (await stage.probe(check)).success === up ? (true as const) : undefined;
      },
      20,
    );
  const downAndUp = async (breakIt: () => Promise<void> | void, mendIt: () => Promise<void> | void): Promise<void> => {
    await all("health", true);
    await breakIt();
    await all("health", false);
    await mendIt();
    await all("health", true);
  };
  const mode = (wanted: Mode) => () => stage.app.behave(wanted);

  it(
    "see a stopped app",
    () =>
      downAndUp(
        () => stage.app.stop(),
        () => stage.app.listen(),
      ),
    60_000,
  );
  it("see a slow app", () => downAndUp(mode("slow"), mode("ok")), 60_000);
  it("see a 200 that says degraded", () => downAndUp(mode("degraded"), mode("ok")), 60_000);
  it("see a redirect to a login, and judge the login page where redirects are followed", async () => {
    await all("followed", true);
    await downAndUp(async () => {
      stage.app.behave("redirect");
      await all("followed", false);
    }, mode("ok"));
    await all("followed", true);
  }, 60_000);

  it("see a certificate that ends in two days, and its renewal", async () => {
    await all("secure", true);
    stage.tls.serve("expiring");
    await until("Gatus calling it down", async () => ((await stage.gatusSays("shop_web-secure")) === false ? true : undefined), 20);
    const expiring = await stage.probe("secure");
    expect(expiring.success).toBe(true);
    // The limit of CertificateExpiresSoon, critical.
    expect(expiring.certificateDays).toBeLessThan(3);
    stage.tls.serve("renewed");
    await all("secure", true);
    expect((await stage.probe("secure")).certificateDays).toBeGreaterThan(14);
  }, 60_000);

  it("Gatus tells on-call through Alertmanager, past Prometheus, and tells the end", async () => {
    const summary = "shop/web: check health of ";
    await all("health", true);
    await until("the last end", async () => Promise.resolve(stage.told("resolved", summary) > 0 ? true : undefined), 20);
    const before = { firing: stage.told("firing", summary), resolved: stage.told("resolved", summary) };
    stage.app.behave("degraded");
    await until("a page", () => Promise.resolve(stage.told("firing", summary) > before.firing ? true : undefined), 20);
    const active = JSON.parse(await text(`${stage.alertmanager}/api/v2/alerts?active=true`)) as { labels: Record<string, string> }[];
    expect(active.map(({ labels }) => labels)).toContainEqual({
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
    stage.app.behave("ok");
    await until("its end", () => Promise.resolve(stage.told("resolved", summary) > before.resolved ? true : undefined), 20);
  }, 60_000);

  it("the dead man's switch reaches Gatus, which says so when it stops, and takes no beat without the token", async () => {
    const beat = async (bearer: string): Promise<number> =>
      (
        await fetch(`${stage.gatus}/api/v1/endpoints/monitoring_heartbeat/external?success=true`, {
          method: "POST",
          headers: { authorization: `Bearer ${bearer}` },
        })
      ).status;
    expect(await beat("guessed")).toBe(401);
    const heartbeat = (): Promise<boolean | undefined> => stage.gatusSays("monitoring_heartbeat");
    await stage.fire({ alertname: "DeadMansSwitch", severity: "info", symptom: "heartbeat", environment: "production" });
    await until("a beat by Alertmanager", async () => ((await heartbeat()) === true ? true : undefined), 20);
    await stage.fire({ alertname: "Nothing", severity: "info" });
    await until(
      "Gatus missing it",
      () => Promise.resolve(stage.told("firing", "monitoring/prometheus: check heartbeat") > 0 ? true : undefined),
      40,
    );
    expect(await beat(token)).toBe(200);
    expect(await heartbeat()).toBe(true);
  }, 90_000);

  it("Prometheus can read what Gatus found", async () => {
    const metrics = await text(`${stage.gatus}/metrics`);
    expect(metrics).toMatch(/^gatus_results_endpoint_success\{group="shop",key="shop_web-health",name="web health",type="HTTP"\} 1$/m);
    expect(metrics).toMatch(
      /^gatus_results_total\{group="shop",key="shop_web-health",name="web health",success="false",type="HTTP"\} \d+$/m,
    );
  });

  it("the status page shows public checks by their headings, the announcement, and neither addresses nor metrics", async () => {
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
