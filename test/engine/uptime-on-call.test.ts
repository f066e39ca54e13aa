import { text, until } from "../support/until";
import { describeWith } from "../support/tools";
import { startStage, token, type Stage } from "./uptime/stage";

/** The senders that notify on-call, each with labels that only the sender's notifications have. */
const ways = {
  "Prometheus, by blackbox_exporter": { alertname: "ProbeFailed", probe: "health" },
  "the external monitor's webhook": { monitor: "shop/web health (production)" },
} as const;
type Way = keyof typeof ways;
/**
 * The alert from Gatus about the check `health`. It notifies on-call only if Prometheus sends no alert about the check: see
 * test/engine/uptime.test.ts.
 */
const gatus = { alertname: "UptimeCheckFailed", probe: "health", checked_by: "gatus" };

describeWith("gatus", "notifications to on-call", () => {
  let stage: Stage;
  let prometheus: string;
  beforeAll(async () => {
    stage = await startStage();
    prometheus = await stage.startPrometheus();
  }, 240_000);
  afterAll(() => (stage as Stage | undefined)?.stop());

  const valueOf = async (query: string): Promise<number | undefined> => {
    const answer = JSON.parse(await text(`${prometheus}/api/v1/query?query=${encodeURIComponent(query)}`)) as {
      readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
    };
    const value = answer.data.result[0]?.value[1];
    return value === undefined ? undefined : Number(value);
  };
  const reading = (what: string, query: string, right: (value: number) => boolean, seconds: number): Promise<true> =>
    until(
      what,
      async () => {
        const value = await valueOf(query);
        return value !== undefined && right(value) ? (true as const) : undefined;
      },
      seconds,
    );

  /** Makes a change and waits until every sender has notified on-call. Returns the seconds that each sender needed. */
  async function everyWay(status: "firing" | "resolved", change: () => Promise<void>): Promise<Record<Way, number>> {
    const names = Object.keys(ways) as Way[];
    const calls = (way: Way): number => stage.called(status, ways[way]);
    const before = new Map(names.map((way) => [way, calls(way)]));
    const arrived = new Map<Way, number>();
    const begin = Date.now();
    await change();
    await until(
      `${status} by every way`,
      () => {
        for (const way of names)
          if (!arrived.has(way) && calls(way) > (before.get(way) ?? 0)) arrived.set(way, Math.round((Date.now() - begin) / 100) / 10);
        return Promise.resolve(arrived.size === names.length ? true : undefined);
      },
      60,
    );
    return Object.fromEntries(arrived) as Record<Way, number>;
  }

  it("Prometheus and the external monitor notify on-call when a service goes down and recovers, and Gatus sends no second page", async () => {
    await reading("the check passing in Prometheus", 'probe:success:ratio1m{probe="health"}', (value) => value === 1, 60);
    const down = await everyWay("firing", () => stage.app.stop());
    const suppressed = async (): Promise<boolean> => {
      const answer = await text(
        `${stage.alertmanager}/api/v2/alerts?active=false&inhibited=true&filter=${encodeURIComponent('checked_by="gatus"')}`,
      );
      return (JSON.parse(answer) as readonly unknown[]).length > 0;
    };
    await until("Gatus' inhibited alert", async () => ((await suppressed()) ? (true as const) : undefined), 60);
    const up = await everyWay("resolved", () => stage.app.listen());
    expect([stage.called("firing", gatus), stage.called("resolved", gatus)]).toEqual([0, 0]);
    console.info(`seconds to on-call, with minutes of the rules that last 4 s: down ${JSON.stringify(down)}, up ${JSON.stringify(up)}`);
    // An app that is down must not cause an alert about its certificate.
    expect(stage.called("firing", { alertname: "CertificateExpiresSoon" })).toBe(0);
  }, 240_000);

  it("on-call is notified when only the public URL of a service fails, and again when it recovers", async () => {
    const site = { alertname: "ProbeFailed", probe: "front", service: "site" };
    const success = (job: string) => `min_over_time(probe_success{job="${job}", probe="front"}[4s])`;
    await reading("the public URL passing", success("probe-public"), (value) => value === 1, 60);
    stage.tls.behave("degraded");
    await until("a notification", () => Promise.resolve(stage.called("firing", site) > 0 ? (true as const) : undefined), 60);
    expect(await valueOf(success("probe"))).toBe(1);
    stage.tls.behave("ok");
    await until("the resolved notification", () => Promise.resolve(stage.called("resolved", site) > 0 ? (true as const) : undefined), 60);
  }, 240_000);

  it("on-call is notified when a job does not succeed in time, and again when its next success resolves the alert", async () => {
    const beat = async (): Promise<void> => {
      const answer = await fetch(`${stage.gatus}/api/v1/endpoints/shop_web-backup/external?success=true`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
      });
      expect(answer.status).toBe(200);
    };
    const late = { alertname: "JobLate", job_name: "backup", service: "web", owner: "shop" };
    const age = 'job:age_seconds{job_name="backup"}';
    await beat();
    await reading("Prometheus scraping the heartbeat", age, (value) => value < 8, 60);
    const before = { firing: stage.called("firing", late), resolved: stage.called("resolved", late) };
    const more = (status: "firing" | "resolved") => () => Promise.resolve(stage.called(status, late) > before[status] ? true : undefined);
    await until("a notification about the job", more("firing"), 40);
    await beat();
    await until("the resolved notification", more("resolved"), 40);
  }, 240_000);
});
