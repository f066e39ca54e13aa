import { text } from "../../../stacks/demo/app/env";

test("the error says whether a variable is empty or not set", () => {
  expect(() => text({}, "URL")).toThrow("URL is not set: this program cannot start without it.");
  expect(() => text({ URL: "" }, "URL")).toThrow("URL is empty: this program cannot start without a value.");
  expect(() => text({ URL: "" }, "URL", "http://localhost")).toThrow("URL is empty");
  expect(text({}, "URL", "http://localhost")).toBe("http://localhost");
});
