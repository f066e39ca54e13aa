import { pagesIn, pagesOf } from "../../../stacks/local/pages";
import type { Message } from "../../../stacks/local/receiver";

const message = (alertname: string, service: string, group: string, over: Partial<Message> = {}): Message => ({
  receivedAt: 1000,
  channel: "shop-oncall",
  kind: "pagerduty",
  status: "firing",
  alertname,
  labels: { alertname, service, severity: "critical" },
  summary: "",
  group,
  ...over,
});

const expected = (alertname: string, service: string) => ({ alertname, severity: "critical", labels: { system: "demo", service } });

describe("counting the pages in a list of notifications", () => {
  it("counts a group of alerts once, no matter how many alerts and repeats it has", () => {
    const all = [message("RedisDown", "redis", "a"), message("TargetDown", "redis", "a"), message("RedisDown", "redis", "a")];
    expect(pagesIn(all)).toEqual([["RedisDown of redis", "TargetDown of redis"]]);
  });

  it("counts each group, and counts a page on two channels only once", () => {
    const webhook = { kind: "webhook", channel: "shop" };
    const all = [
      message("RedisDown", "redis", "a"),
      message("HttpErrorRatioHigh", "orders", "b"),
      message("RedisDown", "redis", "a", webhook),
    ];
    expect(pagesIn(all)).toEqual([["RedisDown of redis"], ["HttpErrorRatioHigh of orders"]]);
  });

  it("does not count warnings, resolved alerts, and channels without a group", () => {
    const warning = { labels: { service: "redis", severity: "warning" } };
    const all = [
      message("RedisDown", "redis", "a", warning),
      message("RedisDown", "redis", "b", { status: "resolved" }),
      { ...message("RedisDown", "redis", "c"), group: undefined },
    ];
    expect(pagesIn(all)).toEqual([]);
  });
});

describe("the pages of one fault", () => {
  const pages = [["RedisDown of redis"], ["QuotaHigh of orders"], ["HttpErrorRatioHigh of orders"]];

  it("leave out the page of a fault that ran at the same time, and keep a page that no fault explains", () => {
    expect(pagesOf(pages, expected("RedisDown", "redis"), [expected("QuotaHigh", "orders")])).toEqual([
      ["RedisDown of redis"],
      ["HttpErrorRatioHigh of orders"],
    ]);
  });
});
