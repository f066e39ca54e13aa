import { longName } from "../../../exporters/pipeline/limits";

const pattern = new RegExp(longName.replace("(?s)", ""), "su");
const characters = ["a", "é", "文", "😀"];

/** Names with each number of characters outside ASCII, at the start, in the middle and at the end. */
const names = characters.flatMap((other) =>
  Array.from({ length: 140 }, (_, length) => length).flatMap((length) =>
    Array.from({ length: length + 1 }, (_, others) => others).flatMap((others) => {
      const [some, rest] = [other.repeat(others), length - others];
      const half = Math.floor(rest / 2);
      return [some + "a".repeat(rest), "a".repeat(rest) + some, "a".repeat(half) + some + "a".repeat(rest - half)];
    }),
  ),
);

test("every name of more than 128 bytes is removed, and no name of up to 128 ASCII characters", () => {
  expect(names.filter((name) => Buffer.byteLength(name) > 128 && !pattern.test(name))).toEqual([]);
  expect(names.filter((name) => /^a{0,128}$/.test(name) && pattern.test(name))).toEqual([]);
});

test("a name of up to 32 characters is kept", () => {
  expect(names.filter((name) => Array.from(name).length <= 32 && pattern.test(name))).toEqual([]);
});
