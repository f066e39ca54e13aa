import { ofType } from "../../exporters/vendor-plan";
import { uptimePlanOf } from "./rendered";

test("production's monitor of Soulcaster's backend notifies no pager, so only the probers of the stack page", () => {
  const monitors = ofType(uptimePlanOf("production")?.resources ?? [], "uptimerobot:Monitor");
  expect(monitors.find(({ name }) => name === "soulcaster-backend-health")).toMatchObject({
    inputs: { alertContacts: [{ id: { $ref: "uptimerobot:getAlertContact slack-feedback-alerts", output: "id" } }] },
  });
});
