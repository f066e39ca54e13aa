import type { Json } from "../../../../stacks/vendors/provider/json";
import type { VendorProvider } from "../../../../stacks/vendors/provider/provider";
import { startBetterStack } from "./fakes/betterstack";
import { change, make, providerWith, remove, type Made } from "./steps";

type BetterStack = Awaited<ReturnType<typeof startBetterStack>>;

describe("the sections of a Better Stack status page, whose names in the program come from their positions", () => {
  let vendor: BetterStack;
  let on: Json;
  const fresh = (): VendorProvider => providerWith({ secrets: { "betterstack-token": vendor.token } });
  const section = (provider: VendorProvider, position: number, name: string): Promise<Made> =>
    make(provider, "betterstack:StatusPageSection", `shop-${position}`, { ...on, name, position });
  const shown = (): string[] => vendor.objects.sections.map(({ id, name }) => `${id} ${String(name)}`);

  beforeEach(async () => {
    vendor = await startBetterStack();
    const at = { baseUrl: vendor.baseUrl };
    const page = { ...at, subdomain: "shop", companyName: "Shop", companyUrl: "https://shop.example" };
    const { outs } = await make(fresh(), "betterstack:StatusPage", "shop", page);
    on = { ...at, statusPageId: outs["vendorId"] };
  });

  afterEach(() => vendor.stop());

  test.each(["one after the other", "side by side"])("keep their ids if one that sorts first is added, %s", async (order) => {
    const first = fresh();
    const before = [await section(first, 0, "Checkout"), await section(first, 1, "Site")];
    const provider = fresh();
    const to = async (position: number, name: string): Promise<Made> => {
      const old = before[position];
      return old === undefined ? section(provider, position, name) : change(provider, old, { ...on, name, position });
    };
    const names = ["Accounts", "Checkout", "Site"];
    const after: Made[] = [];
    if (order === "side by side") after.push(...(await Promise.all(names.map((name, position) => to(position, name)))));
    else for (const [position, name] of names.entries()) after.push(await to(position, name));
    const ids = after.map(({ outs }) => String(outs["vendorId"]));
    expect(new Set(ids).size).toBe(3);
    expect(shown()).toEqual(names.map((name, position) => `${ids[position] ?? ""} ${name}`));
  });

  test("are removed by id: if the first is removed, no orphan is left and later runs are not blocked", async () => {
    const first = fresh();
    const [accounts, checkout, site] = [
      await section(first, 0, "Accounts"),
      await section(first, 1, "Checkout"),
      await section(first, 2, "Site"),
    ];
    let provider = fresh();
    const moved = await Promise.all([
      change(provider, accounts, { ...on, name: "Checkout", position: 0 }),
      change(provider, checkout, { ...on, name: "Site", position: 1 }),
    ]);
    await remove(provider, site);
    const ids = moved.map(({ outs }) => String(outs["vendorId"]));
    expect(shown()).toEqual([`${ids[0] ?? ""} Checkout`, `${ids[1] ?? ""} Site`]);

    provider = fresh();
    const again = [
      await change(provider, moved[0], { ...on, name: "Billing", position: 0 }),
      await change(provider, moved[1], { ...on, name: "Checkout", position: 1 }),
      await section(provider, 2, "Site"),
    ].map(({ outs }) => String(outs["vendorId"]));
    expect(shown()).toEqual([`${again[0] ?? ""} Billing`, `${again[1] ?? ""} Checkout`, `${again[2] ?? ""} Site`]);
  });

  test("are adopted under new names in the program, as by an upgrade to names that come from titles", async () => {
    const first = fresh();
    const before = [await section(first, 0, "Checkout"), await section(first, 1, "Site")];
    const ids = shown();
    const provider = fresh();
    for (const { inputs } of before) await make(provider, "betterstack:StatusPageSection", `shop ${String(inputs["name"])}`, inputs);
    for (const old of before) await remove(provider, old);
    expect(shown()).toEqual(ids);
  });
});
