import { Cleanup, withCleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { until } from "../support/until";
import { startApplication, type Kind } from "../stacks/vendors/provider/bugsink/application";
import { canaries, foundIn, order } from "../stacks/vendors/provider/bugsink/canaries";
import { startBugsink, type Bugsink } from "../stacks/vendors/provider/bugsink/server";
import { applications, fragmentOf } from "../stacks/vendors/provider/bugsink/settings";

const release = "shop@1.4.0";

describe("an application's error events, as stored by Bugsink", () => {
  const cleanup = new Cleanup();
  let bugsink: Bugsink;

  beforeAll(async () => {
    const names = applications.map(({ project }) => project);
    bugsink = await startBugsink(cleanup, names, (line) => process.stderr.write(`${line}\n`));
  }, 600_000);
  afterAll(() => cleanup.run(), 30_000);

  /**
   * Runs a failing order in an application. Returns the error event, the captured traffic, the canaries that Bugsink stored, and the
   * canaries in the traffic.
   */
  const failingOrder = (kind: Kind, service: string) =>
    withCleanup(async (own) => {
      const application = applications.find((each) => each.service === service);
      if (application === undefined) throw new Error(service);
      const { project } = application;
      const dsn = bugsink.dsns[project] ?? "";
      const before = bugsink.envelopes.length;
      const url = await startApplication(own, kind, bugsink.python, fragmentOf(application, dsn, release));
      const sent = canaries();
      const { status } = await order(url, sent);
      expect(status).toBe(500);
      const event = await until(`an event of ${project}`, async () => (await bugsink.events(project))[0]);
      if (application.tracesSampleRate === 1)
        await until(`a transaction of ${project}`, () =>
          Promise.resolve(
            bugsink.envelopes.slice(before).find((each) => /"type":"(transaction|span)"/.test(each) && each.includes("/orders")),
          ),
        );
      await own.run();
      const wire = bugsink.envelopes.slice(before).join("\n");
      return { event, wire, kept: foundIn(await bugsink.stored(), sent), passed: foundIn(wire, sent) };
    });

  /** The sample rates in the envelopes' headers. */
  const rates = (wire: string): string[] => [...new Set([...wire.matchAll(/"sample_rate":\s*"?([\d.]+)/g)].map(([, rate]) => rate ?? ""))];

  it.each(["node", "python"] as const)(
    "have the configured environment, release and sample rate, and contain no personal data (%s)",
    async (kind) => {
      const { event, wire, kept, passed } = await failingOrder(kind, `${kind}-private`);
      expect(event).toMatchObject({ environment: "production", release });
      expect(rates(wire).map(Number)).toEqual([1]);
      expect({ kept, passed }).toEqual({ kept: [], passed: [] });
    },
    120_000,
  );

  it.each([
    // Both SDKs remove the Authorization header. The Python application also has the header's value in a local variable, which the SDK
    // sends.
    ["node", ["cookie", "email", "ip", "password", "user"]],
    ["python", ["authorization", "cookie", "email", "ip", "password", "user"]],
  ] as const)(
    "contain personal data if the settings allow it (%s)",
    async (kind, expected) => {
      const { event, wire, kept } = await failingOrder(kind, `${kind}-open`);
      expect(event).toMatchObject({ environment: "production", release });
      expect(rates(wire).map(Number)).toEqual([0.5]);
      expect(kept).toEqual(expected);
    },
    120_000,
  );
});
