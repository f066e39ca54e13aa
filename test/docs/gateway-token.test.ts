import { documentedHeader } from "../support/documented-header";

it("the documented command prints a value that an SDK reads as the account and token of the system", () => {
  const token = "0123456789abcdef".repeat(4);
  // The SDKs split at the first `=`, and decode percent signs in the value.
  const [name, ...value] = documentedHeader(token).split("=");
  expect(name).toBe("Authorization");
  const [scheme, account = ""] = decodeURIComponent(value.join("=")).split(" ");
  expect(scheme).toBe("Basic");
  expect(Buffer.from(account, "base64").toString()).toBe(`shop:${token}`);
  // `+` and `/` would be ambiguous in the variable.
  expect(account).toMatch(/^[A-Za-z0-9]+={0,2}$/);
});
