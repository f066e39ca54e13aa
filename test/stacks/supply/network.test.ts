import { sentences } from "../../../stacks/supply/network";

test("without image registries, the sentence about the network names every program that is left out", () => {
  expect(sentences.registries).toContain("Programs that are in neither are left out: grafana, loki and tempo.");
});
