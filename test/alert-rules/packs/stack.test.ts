import { proofFacts } from "../../../alert-rules/proofs/facts";
import { expressionOf } from "../../../alert-rules/condition";
import { stackPack } from "../../../alert-rules/packs/stack/group";

const { alerts } = stackPack.group(proofFacts);

it("every alert about the monitoring stack names the affected program, so that the platform's owner is notified", () => {
  expect(alerts.length).toBeGreaterThan(15);
  for (const alert of alerts) expect(alert.identity.slice(0, 4)).toEqual(["system", "environment", "service", "owner"]);
});

it("every alert about the monitoring stack leaves missing data to TargetDown, and has a proof of this", () => {
  // SpansLate, SystemClaimed and ServiceUnlisted are about the services that send the data, not about a program of the stack.
  for (const alert of alerts.filter(({ name }) => !["SpansLate", "SystemClaimed", "ServiceUnlisted"].includes(name))) {
    expect(alert.noData).toEqual({ is: "separate alert", alert: "TargetDown" });
    const successors = alert
      .proofs()
      .noData.flatMap(({ checks }) => checks.filter((check) => check.alert === "TargetDown" && check.firing.length === 1));
    expect(successors).toHaveLength(alert.proofs().noData.length);
  }
});

it("every counter that an alert reads has a separate proof, so that a misspelt name is noticed", () => {
  for (const alert of alerts) {
    const read = new Set(
      [...expressionOf(alert).text.matchAll(/\b(?:prometheus|alertmanager|blackbox_exporter|loki|tempo|tempodb)_[a-z_]+/g)].map(
        ([name]) => name,
      ),
    );
    const fed = new Set(alert.proofs().fires.flatMap(({ series }) => series.map((raw) => raw.metric)));
    expect([...read].filter((name) => !fed.has(name))).toEqual([]);
  }
});
