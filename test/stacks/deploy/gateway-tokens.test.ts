import { assertGatewayTokens } from "../../../stacks/deploy/gateway-tokens";
import { sendersOf } from "../../../exporters/pipeline/senders";
import { viewOf, withLocalStores } from "../../fixtures/catalogue";

const view = viewOf("staging");
const [first = "", second = ""] = view.systems.map(({ id }) => id);
const good = (own: Readonly<Record<string, string>> = {}) => ({
  ...Object.fromEntries(sendersOf(view).map((id) => [`otlp-${id}`, id.padEnd(32, "-")])),
  ...own,
});

it("accepts one random token for each system, and tokens that are not set yet", () => {
  expect(() => assertGatewayTokens("staging", view, good())).not.toThrow();
  expect(() => assertGatewayTokens("staging", view, {})).not.toThrow();
});

it.each([
  ["short", "a".repeat(31), "has 31 characters; it needs at least 32"],
  ["with a colon", `a:${"b".repeat(40)}`, "contains characters other than letters, digits, - and _"],
  ["with the start of a hash", `{SHA}${"b".repeat(40)}`, "contains characters other than letters, digits, - and _"],
  ["of another system", first.padEnd(32, "-"), `has the same value as otlp-${first}, so who has one also has the other`],
])("refuses a token that is %s, with the command that sets another, and without the token", (_, token, reason) => {
  let message = "";
  try {
    assertGatewayTokens("staging", view, good({ [`otlp-${second}`]: token }));
  } catch (error) {
    message = error instanceof Error ? error.message : "";
  }
  expect(message).toContain(`monitoring:secrets.otlp-${second}: ${reason}`);
  expect(message).toContain(`openssl rand -hex 32 | pulumi config set --stack staging --secret --path 'monitoring:secrets.otlp-${second}'`);
  expect(message).not.toContain(token);
});

it("checks the passwords of the stores in the same way, in an environment whose stores have one", () => {
  const token = first.padEnd(32, "-");
  const bad = good({ "victoria-logs-password": "short", "jaeger-password": token });
  expect(() => assertGatewayTokens("staging", view, bad)).not.toThrow();
  const check = (): void => assertGatewayTokens("staging", withLocalStores(view), bad);
  expect(check).toThrow("monitoring:secrets.victoria-logs-password: has 5 characters; it needs at least 32");
  expect(check).toThrow(`monitoring:secrets.jaeger-password: has the same value as otlp-${first}`);
});
