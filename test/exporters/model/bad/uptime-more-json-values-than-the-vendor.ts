import { shopOutside, type Bad } from "../support";

const six = { a: 1, b: 2, c: 3, d: 4, e: "*", f: true };
export const bad: Bad = {
  input: shopOutside(
    { outside: "uptimerobot" },
    { name: "paths", json: six, meansDown: false },
    { name: "values", json: { status: ["a", "b", "c", "d", "e", "f"] }, meansDown: false },
    { name: "inside", json: { ...six, f: false }, meansDown: false, outside: false },
    { name: "five", json: { a: 1, b: 2, c: 3, d: 4, e: 5, f: ["left", "out"] }, meansDown: false },
  ),
  lines: ["paths", "values"].map(
    (name) =>
      `systems.shop.services.web.uptime.${name}: got 6 expected values in json; UptimeRobot compares at most 5 per check: split the check, remove values, or write outside: false`,
  ),
};
