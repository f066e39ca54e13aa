import { spawnSync } from "node:child_process";
import { UserError } from "../config/errors";

/** Validity of the certificate in days. Only this machine's OTLP proxy uses the certificate, so a long validity does no harm. */
const days = 3650;

/**
 * Returns a new private key and a self-signed certificate for this machine, in PEM, made by openssl. Throws UserError if openssl is missing
 * or fails.
 */
export function localCertificate(): string {
  const names = "subjectAltName=DNS:localhost,DNS:otlp-proxy,IP:127.0.0.1";
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "-"];
  const args = ["req", "-x509", ...key, "-days", String(days), "-subj", "/CN=otlp-proxy", "-addext", names];
  const { error, status, stdout, stderr } = spawnSync("openssl", args, { encoding: "utf8" });
  if (error !== undefined || status !== 0)
    throw new UserError(
      `openssl could not make a certificate for the OTLP proxy: ${error?.message ?? stderr.trim()}. Install openssl, and run this again.`,
    );
  return stdout;
}
