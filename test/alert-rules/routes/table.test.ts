import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { describeWith } from "../../support/tools";
import { renderedOf } from "./configuration";
import { automatedSystems, environment, ownerIds, receiverOf, severities, tenantSystems, type EnvironmentId } from "./expected";

const run = promisify(execFile);
const environmentIds: readonly EnvironmentId[] = ["local", "staging", "production"];

interface Row {
  readonly labels: Readonly<Record<string, string>>;
  readonly receivers: readonly string[];
}

/** Two alerts for every owner and severity, alerts for every special route, and alerts with missing or unknown labels. */
function rowsOf(id: EnvironmentId): Row[] {
  const { platformOwner } = environment(id);
  const service = { alertname: "HttpLatencyHigh", symptom: "latency", system: "any", environment: id, service: "web" };
  const perOwner = ownerIds.flatMap((owner) =>
    severities.flatMap((severity): Row[] => [
      { labels: { ...service, owner, severity }, receivers: [receiverOf(id, owner, severity)] },
      { labels: { ...service, alertname: "TargetDown", symptom: "target", owner, severity }, receivers: [receiverOf(id, owner, severity)] },
    ]),
  );
  const perTenants = tenantSystems(id).flatMap((system) =>
    severities.map((severity): Row => ({
      labels: {
        ...service,
        alertname: "TenantQuotaHigh",
        system: system.id,
        owner: "platform",
        severity,
        audience: "tenant",
        tenant: "t1",
      },
      // An alert about a tenant's quota pages no one.
      receivers: [`${system.id}-tenants`, `platform-${severity === "critical" ? "warning" : severity}`],
    })),
  );
  const perAutomation = automatedSystems(id).flatMap(({ id: system }) =>
    severities.flatMap((severity): Row[] => [
      {
        labels: { ...service, alertname: "QueueDepthHigh", system, owner: "platform", severity, action: "scale" },
        receivers: [`${system}-automation`, `platform-${severity}`],
      },
      { labels: { ...service, system, owner: "platform", severity }, receivers: [`platform-${severity}`] },
    ]),
  );
  return [
    ...perOwner,
    ...perTenants,
    ...perAutomation,
    { labels: { ...service, owner: "platform", severity: "critical", action: "restart" }, receivers: ["platform-critical"] },
    { labels: { alertname: "DeadMansSwitch", severity: "info", symptom: "heartbeat", environment: id }, receivers: ["dead-mans-switch"] },
    // If labels are missing or have unknown values, the alert notifies the platform owner.
    { labels: {}, receivers: [`${platformOwner}-warning`] },
    { labels: { alertname: "Foreign" }, receivers: [`${platformOwner}-warning`] },
    { labels: { alertname: "Foreign", severity: "page" }, receivers: [`${platformOwner}-warning`] },
    ...severities.map((severity): Row => ({ labels: { alertname: "Foreign", severity }, receivers: [`${platformOwner}-${severity}`] })),
    { labels: { alertname: "Foreign", severity: "critical", owner: "gone" }, receivers: [`${platformOwner}-critical`] },
    { labels: { alertname: "Foreign", owner: platformOwner }, receivers: [`${platformOwner}-warning`] },
    {
      labels: { alertname: "Quota", severity: "warning", owner: "gone", audience: "tenant", system: "gone" },
      receivers: [`${platformOwner}-warning`],
    },
  ];
}

describeWith("amtool", "amtool and the rendered routes:", (amtool) => {
  const folder = mkdtempSync(path.join(tmpdir(), "monitoring-routes-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const fileOf = (id: EnvironmentId): string => {
    const file = path.join(folder, `${id}.yml`);
    writeFileSync(file, renderedOf(id));
    return file;
  };

  it.each(environmentIds)("the Alertmanager configuration of %s is valid", async (id) => {
    const { stdout } = await run(amtool, ["check-config", fileOf(id)]);
    expect(stdout).toContain("SUCCESS");
  });

  it.each(environmentIds)(
    "the routes of %s choose the right receiver for every owner, severity and special alert",
    async (id) => {
      const file = fileOf(id);
      const rows = rowsOf(id);
      const wrong: string[] = [];
      const work = [...rows];
      const worker = async (): Promise<void> => {
        for (let row = work.shift(); row !== undefined; row = work.shift()) {
          const labels = Object.entries(row.labels).map(([name, value]) => `${name}=${value}`);
          const verify = `--verify.receivers=${row.receivers.join(",")}`;
          await run(amtool, ["config", "routes", "test", `--config.file=${file}`, verify, ...labels]).catch((error: unknown) => {
            wrong.push(`${labels.join(" ")}: wanted ${row.receivers.join(",")}; ${String((error as { stderr?: string }).stderr ?? error)}`);
          });
        }
      };
      await Promise.all([worker(), worker()]);
      expect(wrong).toEqual([]);
      expect(rows.length).toBeGreaterThanOrEqual(ownerIds.length * severities.length * 2 + 10);
    },
    60_000,
  );

  it("the check fails if a route chooses the wrong receiver", async () => {
    const args = [
      "config",
      "routes",
      "test",
      `--config.file=${fileOf("local")}`,
      "--verify.receivers=shop-info",
      "owner=shop",
      "severity=critical",
    ];
    await expect(run(amtool, args)).rejects.toMatchObject({ code: 1 });
  });
});
