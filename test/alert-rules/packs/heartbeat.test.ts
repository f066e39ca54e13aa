import { expressionOf } from "../../../alert-rules/condition";
import { proofFacts } from "../../../alert-rules/proofs/facts";
import { heartbeatPack } from "../../../alert-rules/packs/stack/group";
import { deadMansSwitch, heartbeatAlert } from "../../../alert-rules/packs/stack/heartbeat";

it("is tied to fresh samples: a constant would go on beating over a full disk", () => {
  expect(expressionOf(deadMansSwitch()).text).toBe("time() - max by (environment) (timestamp(up)) < 120");
});

it("is alone in its group, so that no slow rule delays it", () => {
  const group = heartbeatPack.group(proofFacts);
  expect(group.recordings).toEqual([]);
  expect(group.alerts.map((alert) => alert.name)).toEqual([heartbeatAlert]);
});

it("is proven over samples that end without a marker, as a full disk leaves them", () => {
  const [scenario] = deadMansSwitch().proofs.quiet;
  const [up] = scenario.series;
  expect(up?.samples).not.toContain("stale");
  expect(up?.samples.at(-1)).toBeUndefined();
});
