import { heartbeatAlert } from "../../../exporters/model/naming";
import { lists } from "../../../dashboards/viewer/model/lists";

describe("the lists of Prometheus' API", () => {
  it("show targets that are down first, with their error", () => {
    const target = (health: string, lastError: string) => ({
      labels: { job: "orders", instance: `${health}:8080`, system: "demo" },
      scrapeUrl: `http://${health}:8080/metrics`,
      health,
      lastError,
      lastScrape: "2026-11-28T10:00:00.5Z",
      lastScrapeDuration: 0.0042,
    });
    const rows = lists.targets.read({ data: { activeTargets: [target("up", ""), target("unknown", ""), target("down", "refused")] } });
    expect(rows.map(({ mood, state }) => [mood, state])).toEqual([
      ["bad", "down"],
      ["waiting", "unknown"],
      ["good", "up"],
    ]);
    expect(rows[0]?.cells).toEqual([
      "orders",
      'instance="down:8080", system="demo"',
      "http://down:8080/metrics",
      "2026-11-28T10:00:00.5Z",
      "4.2 ms",
      "refused",
    ]);
    expect(rows[0]?.expr).toBe('up{job="orders", instance="down:8080"}');
  });

  it("show rules that fire or fail first, with their expression", () => {
    const rule = (name: string, more: object) => ({ name, query: `${name} > 0`, health: "ok", type: "alerting", ...more });
    const rows = lists.rules.read({
      data: {
        groups: [
          { name: "one", rules: [rule("Quiet", { state: "inactive" }), rule("Pending", { state: "pending" })] },
          {
            name: "two",
            rules: [rule("Firing", { state: "firing" }), rule("wrong", { type: "recording", health: "err", lastError: "bad" })],
          },
        ],
      },
    });
    expect(rows.map(({ mood, state, cells }) => [mood, state, cells[1]])).toEqual([
      ["bad", "firing", "Firing"],
      ["bad", "err", "wrong"],
      ["waiting", "pending", "Pending"],
      ["good", "inactive", "Quiet"],
    ]);
    expect(rows[0]?.expr).toBe("Firing > 0");
  });

  it("show alerts, and the dead man's switch last of those that fire", () => {
    const alert = (alertname: string, state: string) => ({
      labels: { alertname, severity: "critical" },
      annotations: { summary: `${alertname} happened` },
      state,
      activeAt: "2026-11-28T10:00:00Z",
      value: "1e+00",
    });
    const rows = lists.alerts.read({
      data: { alerts: [alert(heartbeatAlert, "firing"), alert("TargetDown", "pending"), alert("HttpErrorRatioHigh", "firing")] },
    });
    expect(rows.map(({ cells }) => cells[0])).toEqual(["HttpErrorRatioHigh", "TargetDown", heartbeatAlert]);
    expect(rows.map(({ mood }) => mood)).toEqual(["bad", "waiting", "none"]);
    expect(rows[0]?.cells[4]).toBe("HttpErrorRatioHigh happened");
    expect(rows[0]?.expr).toBe('ALERTS{alertname="HttpErrorRatioHigh"}');
  });

  it("refuse an answer of another shape", () => {
    expect(() => lists.targets.read({ data: {} })).toThrow("activeTargets");
  });
});
