import { namesSecret, secretInQuery } from "../../../exporters/model/secrets";

test.each([
  ["Authorization"],
  ["X-Api-Key"],
  ["accessToken"],
  ["CSRFToken"],
  ["X-CSRFToken"],
  ["csrftoken"],
  ["XSRF-TOKEN"],
  ["SSOCookie"],
  ["PHPSession"],
  ["DBPassword"],
  ["X-JWT"],
])("the name %s names a secret", (name) => {
  expect(namesSecret(name)).toBe(true);
});

test.each([["Accept-Language"], ["Accept"], ["Host"], ["ETag"], ["X-Request-ID"], ["X-Author"], ["Tokenizer"], ["USERAgent"]])(
  "the name %s names no secret",
  (name) => {
    expect(namesSecret(name)).toBe(false);
  },
);

test("a parameter of a query with words in capital letters names a secret too", () => {
  expect(secretInQuery("verbose=1&SASToken=hunter2")).toBe("SASToken");
});
