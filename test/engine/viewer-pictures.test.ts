import path from "node:path";
import type { Viewer } from "../../stacks/local/viewer/server/main";
import { dashboards, pictures, stage, type Stage } from "./viewer/stage";
import { differences, visit, type Visited } from "./viewer/visits";

jest.setTimeout(900_000);

let on: Stage;
let viewer: Viewer;
let first: Visited[];
let second: Visited[];

const file = (uid: string, run: number): string => path.join(pictures, `run-${run}-${uid}.png`);
const run = (number: number): Promise<Visited[]> =>
  visit(
    on.chromium,
    viewer.url,
    dashboards.map(({ uid }) => ({ path: `/d/${uid}?${on.whole}&refresh=`, now: on.to * 1000, picture: file(uid, number) })),
  );

beforeAll(async () => {
  on = await stage();
  viewer = await on.view();
  [first, second] = [await run(1), await run(2)];
});

afterAll(async () => {
  await viewer[Symbol.asyncDispose]();
  await on[Symbol.asyncDispose]();
});

const states = ({ panels }: Visited) => panels.map(({ id, state }) => [id, state]);

describe("pictures of the viewer", () => {
  it("of every panel are the same in two runs on the same data", async () => {
    const pairs = dashboards.flatMap(({ uid }, index) =>
      (first[index]?.panels ?? []).map(({ title, box }) => ({ name: `${uid}: ${title}`, first: file(uid, 1), second: file(uid, 2), box })),
    );
    expect(pairs.length).toBeGreaterThan(80);
    const found = await differences(pairs);
    expect(pairs.map(({ name }, index) => [name, found[index]]).filter(([, pixels]) => pixels !== 0)).toEqual([]);
    expect(second.map(states)).toEqual(first.map(states));
  });

  it("show a difference if a panel differs", async () => {
    const boxes = first[0]?.panels.map(({ box }) => box) ?? [];
    const [box] = boxes;
    if (box === undefined) throw new Error("the first dashboard has no panel");
    const [uid = "", other = ""] = dashboards.map((each) => each.uid);
    const [pixels] = await differences([{ first: file(uid, 1), second: file(other, 1), box }]);
    expect(pixels).toBeGreaterThan(100);
  });

  it.each([1400, 1920, 390])("of a page %d pixels wide have the same panels in both themes, and nothing beyond its edge", async (width) => {
    const found = await visit(
      on.chromium,
      viewer.url,
      dashboards.map(({ uid }) => ({
        path: `/d/${uid}?${on.whole}&refresh=`,
        width,
        height: width < 769 ? 14_000 : 6000,
        picture: path.join(pictures, `light-${width}-${uid}.png`),
        // The page opens in the dark theme.
        actions: [{ do: "click", selector: ".v-theme" }],
      })),
    );
    expect(found.map(states)).toEqual(first.map(states));
    for (const { theme, contentWidth, messages, failed } of found)
      expect([theme, contentWidth <= width, messages, failed]).toEqual(["light", true, [], []]);
  });
});
