import type { Api } from "../../../../../stacks/vendors/provider/client/api";
import type { Json } from "../../../../../stacks/vendors/provider/json";
import { workflow } from "../../../../../stacks/vendors/provider/sentry/workflow";

const inputs = workflow.schema.parse({
  organization: "acme",
  name: "shop/web critical",
  detectorIds: ["1"],
  actions: [{ via: "slack", integrationId: "7", channel: "#shop" }],
}) as Json;
const slack = { type: "slack", integrationId: "7", config: { targetIdentifier: "", targetDisplay: "#shop" }, data: {} };

/** Updates an alert that has these actions in Sentry. Returns the HTTP methods of the requests other than GET. */
async function update(actions: readonly Json[]): Promise<string[]> {
  const sent: string[] = [];
  const api: Pick<Api, "get" | "send"> = {
    get: () => Promise.resolve({ id: "3", name: "shop/web critical", actionFilters: [{ actions }] }),
    send: (method) => {
      sent.push(method);
      return Promise.resolve({ id: "3" });
    },
  };
  await workflow.bind(inputs).update(api as Api, "3", undefined);
  return sent;
}

test("an alert is updated if Sentry has only actions that this project can create", async () => {
  expect(await update([slack])).toEqual(["PUT"]);
});

test("an update that would remove actions which a person added in Sentry is refused, with the types and what to do", async () => {
  await expect(update([slack, { type: "opsgenie", integrationId: "9" }, { type: "webhook", config: {} }])).rejects.toThrow(
    "the alert shop/web critical (organization acme) has actions of the type opsgenie, webhook in Sentry, which the update would remove, because this project creates only slack, discord, pagerduty, email: move them to an alert of your own in Sentry's UI, then run the same command again.",
  );
});
