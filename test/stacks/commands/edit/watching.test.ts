import { watchedWith, watchedWithout } from "../../../../stacks/commands/edit/watching";

test.each([
  ["all", true, undefined],
  ["all", false, { except: ["shop"] }],
  [{ except: ["demo"] }, true, undefined],
  [{ except: ["demo"] }, false, { except: ["demo", "shop"] }],
  [["demo"], true, ["demo", "shop"]],
  [["demo"], false, undefined],
] as const)("systems: %j, with a new system added (monitored: %s), becomes %j", (systems, watches, expected) => {
  expect(watchedWith(systems as never, "shop", watches)).toEqual(expected);
});

test.each([
  ["all", undefined],
  [["demo", "shop"], ["demo"]],
  [["demo"], undefined],
  [["shop"], { except: ["demo"] }],
  [{ except: ["demo"] }, undefined],
  [{ except: ["demo", "shop"] }, { except: ["demo"] }],
  [{ except: ["shop"] }, "all"],
] as const)("systems: %j, with the system shop removed, becomes %j", (systems, expected) => {
  expect(watchedWithout(systems as never, ["shop"], ["demo"])).toEqual(expected);
});
