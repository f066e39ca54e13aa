import { documentedHeader } from "../support/documented-header";

it("the documented command prints a value that an SDK reads as the account and token of the system", () => {
  const token = "0123456789abcdef".repeat(4);
  // SDKs split a header in OTEL_EXPORTER_OTLP_HEADERS at the first `=`, and percent-decode the header's value.
  const [name, ...value] = documentedHeader(token).split("=");
  expect(name).toBe("Authorization");
  const [scheme, account = ""] = decodeURIComponent(value.join("=")).split(" ");
  expect(scheme).toBe("Basic");
  expect(Buffer.from(account, "base64").toString()).toBe(`shop:${token}`);
  // The base64 text must not contain `+` or `/`, which SDKs could decode differently.
  expect(account).toMatch(/^[A-Za-z0-9]+={0,2}$/);
});
