import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTls } from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";

/** How the app responds: as a healthy service, or with one kind of fault. */
export type Mode = "ok" | "degraded" | "redirect" | "slow";

/** A small app on loopback. Tests can change its behaviour and stop it. */
export interface App {
  readonly port: number;
  behave(mode: Mode): void;
  /** Stops listening until `listen` is called. */
  stop(): Promise<void>;
  listen(): Promise<void>;
}

/** The numbers in the body of `/numbers`. Go writes most of them with an exponent. */
export const numbers = { build: 20_260_131, share: 0.00001, price: 12_345_678.9, level: 1_000_000, least: 0.0001, below: 999_999 };

/** A delay that is longer than any check's timeout in these tests. */
const slowMs = 4000;

const answer =
  (mode: () => Mode): RequestListener =>
  (request, response) => {
    const json = (body: object) => response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    // A check must not accept the login page, even if it follows redirects.
    if (request.url === "/login") {
      response.end("<html>Log in</html>");
      return;
    }
    if (request.url === "/numbers") {
      json(numbers);
      return;
    }
    switch (mode()) {
      case "ok":
        json({ status: "ok" });
        break;
      case "degraded":
        json({ status: "degraded" });
        break;
      case "redirect":
        response.writeHead(302, { location: "/login" }).end();
        break;
      case "slow":
        setTimeout(() => json({ status: "ok" }), slowMs).unref();
    }
  };

const close = (server: Server): Promise<void> => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
};

/** Starts the app on a free port. The app is healthy until its mode is changed. */
export async function startApp(): Promise<App> {
  let mode: Mode = "ok";
  const make = (): Server => createServer(answer(() => mode));
  const open = (server: Server, port: number): Promise<void> => new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  let server = make();
  await open(server, 0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    behave: (wanted) => void (mode = wanted),
    stop: () => close(server),
    listen: async () => {
      server = make();
      await open(server, port);
    },
  };
}

/** Creates a self-signed certificate that is valid for this many days. */
function certificate(folder: string, days: number): { readonly key: string; readonly cert: string } {
  const [key, cert] = [path.join(folder, `key-${days}.pem`), path.join(folder, `cert-${days}.pem`)];
  const request = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days ${days} -subj /CN=days-${days} -addext subjectAltName=IP:127.0.0.1,IP:0.0.0.0`;
  execFileSync("openssl", [...request.split(" "), "-keyout", key, "-out", cert], { stdio: "ignore" });
  return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
}

/** A TLS server with a certificate that tests can renew. */
export interface TlsApp {
  readonly port: number;
  /** Certificates that clients must trust. */
  readonly authorities: string;
  serve(which: "expiring" | "renewed"): void;
  behave(mode: Mode): void;
  stop(): Promise<void>;
}

/**
 * Starts the server with the certificate `renewed`, which is valid for 90 days. The certificate `expiring` is valid for `expiringDays`
 * days.
 */
export async function startTlsApp(folder: string, expiringDays: number): Promise<TlsApp> {
  const certificates = { expiring: certificate(folder, expiringDays), renewed: certificate(folder, 90) };
  let mode: Mode = "ok";
  const server = createTls(
    certificates.renewed,
    answer(() => mode),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    authorities: certificates.expiring.cert + certificates.renewed.cert,
    serve: (which) => {
      server.setSecureContext(certificates[which]);
      // Open connections would keep using the old certificate.
      server.closeAllConnections();
    },
    behave: (wanted) => void (mode = wanted),
    stop: () => close(server),
  };
}
