import { isRe2 } from "../../../exporters/model/re2";
import { re2Of, secretKeyClues, secretKeys, secretPatterns } from "../../../exporters/pipeline/secrets";
import { expressionOf, masked } from "../../support/pipeline/masked";
import { harmlessTexts, secretTexts } from "../../support/pipeline/secret-texts";

test.each(secretTexts)("masks: $kind", ({ text, secret, masked: expected }) => {
  expect(masked(text)).toBe(expected);
  expect(masked(text)).not.toContain(secret);
});

test("masks nothing again in a masked text", () => {
  // Texts with a Python bytes literal are left out, because the prefix `b` of the literal looks like an unquoted value.
  for (const { masked: text } of secretTexts.filter((one) => !one.text.includes("b'"))) expect(masked(text)).toBe(text);
});

test("changes no harmless text", () => {
  expect(harmlessTexts.length).toBeGreaterThanOrEqual(40);
  expect(harmlessTexts.filter((text) => masked(text) !== text)).toEqual([]);
});

test("each pattern is tried with a text", () => {
  const needed = secretPatterns.filter((pattern) => secretTexts.some(({ text }) => expressionOf(pattern).test(text)));
  expect(needed).toEqual(secretPatterns);
});

test("every text that a pattern matches contains a clue of the pattern", () => {
  for (const pattern of secretPatterns)
    for (const { text } of secretTexts.filter((one) => expressionOf(pattern).test(one.text))) {
      const { clue } = pattern;
      const found = "source" in clue ? new RegExp(clue.source, "u").test(text) : clue.some((one) => text.toLowerCase().includes(one));
      expect({ pattern: pattern.name, text, found }).toEqual({ pattern: pattern.name, text, found: true });
    }
});

test("clues are in lower case, because the gateway compares them with text in lower case", () => {
  const clues = [...secretPatterns.flatMap(({ clue }) => ("source" in clue ? [] : clue)), ...secretKeyClues];
  expect(clues.map((clue) => clue.toLowerCase())).toEqual(clues);
});

test("the patterns are valid in RE2", () => {
  // `isRe2` does not check the names of Unicode classes after \p, because it uses JavaScript's syntax without the flag `u`.
  expect(secretPatterns.map(re2Of).filter((source) => !isRe2(source))).toEqual([]);
});

const secretKey = new RegExp(`${secretKeys}$`, "iu");

test.each([
  "password",
  "userPassword",
  "db.password",
  "X-Api-Key",
  "http.request.header.authorization",
  "cookie",
  "refresh_token",
  "clientSecret",
  "card_number",
  "password_100007",
  "token2",
  "api-key.3",
  "userSecret-1",
])("the attribute %s has a secret value, and a clue", (name) => {
  expect(name).toMatch(secretKey);
  expect(secretKeyClues.some((clue) => name.toLowerCase().includes(clue))).toBe(true);
});

test.each([
  "gen_ai.usage.input_tokens",
  "password_reset",
  "session.id",
  "key",
  "cache.key",
  "trace_id",
  "user.id",
  "code.function",
  "cookie_consent",
  "postcode",
  "password_reset_2",
  "tokens_2",
])("the attribute %s has no secret value", (name) => {
  expect(name).not.toMatch(secretKey);
});
