import { Api } from "../../../../stacks/vendors/provider/client/api";
import { RequestBudget } from "../../../../stacks/vendors/provider/client/budget";
import { VendorClient } from "../../../../stacks/vendors/provider/client/client";
import type { Request } from "../../../../stacks/vendors/provider/client/answer";
import { vendors } from "../../../../stacks/vendors/provider/vendors";

/** An API whose list has this many pages, each with one object. */
function apiWith(pages: number): Api {
  const page = (url: string): number => Number(new URL(url).searchParams.get("page") ?? "1");
  const sender = ({ url }: Request) =>
    Promise.resolve({
      status: 200,
      body: {
        data: [{ id: page(url) }],
        ...(page(url) < pages ? { nextLink: `https://vendor.example/monitors?page=${page(url) + 1}` } : {}),
      },
      header: () => undefined,
    });
  const budget = new RequestBudget(undefined);
  return new Api(new VendorClient({ vendor: vendors.uptimerobot, baseUrl: "https://vendor.example", token: "t", budget, sender }));
}

test("a list is read page by page, in order", async () => {
  expect((await apiWith(3).list("/monitors")).map(({ id }) => id)).toEqual([1, 2, 3]);
});

test("a list with more pages than allowed is an error, because an object on a later page would be created a second time", async () => {
  expect(await apiWith(100).list("/monitors")).toHaveLength(100);
  await expect(apiWith(101).list("/monitors")).rejects.toThrow("/monitors: the list has more than 100 pages");
});
