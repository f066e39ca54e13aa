import { expressionOf } from "../../../alert-rules/condition";
import { proofFacts } from "../../../alert-rules/proofs/facts";
import { heartbeatPack } from "../../../alert-rules/packs/stack/group";
import { deadMansSwitch } from "../../../alert-rules/packs/stack/heartbeat";
import { heartbeatAlert } from "../../../exporters/model/naming";

it("the heartbeat depends on fresh samples, because a constant would keep firing when the disk is full", () => {
  expect(expressionOf(deadMansSwitch()).text).toBe("time() - max by (environment) (timestamp(up)) < 120");
});

it("the heartbeat is alone in its group, so that no slow rule delays it", () => {
  const group = heartbeatPack.group(proofFacts);
  expect(group.recordings).toEqual([]);
  expect(group.alerts.map((alert) => alert.name)).toEqual([heartbeatAlert]);
});

it("a proof of the heartbeat uses samples that end without a staleness marker, as on a full disk", () => {
  const [scenario] = deadMansSwitch().proofs().quiet;
  const [up] = scenario.series;
  expect(up?.samples).not.toContain("stale");
  expect(up?.samples.at(-1)).toBeUndefined();
});
