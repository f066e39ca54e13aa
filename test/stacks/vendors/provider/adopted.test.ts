import type { Answer, Request } from "../../../../stacks/vendors/provider/client/answer";
import { make, providerWith } from "./steps";

/** Creates a monitor at an UptimeRobot that has `monitors`, and whose responses contain no ID. */
const created = (monitors: readonly object[]) => {
  const sender = ({ method }: Request): Promise<Answer> =>
    Promise.resolve({
      status: method === "GET" ? 200 : 201,
      body: method === "GET" ? { data: monitors, nextLink: null } : { friendlyName: "shop" },
      header: () => undefined,
    });
  const provider = providerWith({ secrets: { "uptimerobot-token": "t-0000" }, sender });
  return make(provider, "uptimerobot:Monitor", "shop", { name: "shop", url: "https://shop.example" });
};

test("the error about a response without an ID says whether the object was created or adopted", async () => {
  await expect(created([])).rejects.toThrow("UptimeRobot: the monitor shop was created, but the response contains no id.");
  await expect(created([{ friendlyName: "shop" }])).rejects.toThrow(
    "UptimeRobot: the monitor shop was adopted, but the response contains no id.",
  );
});
