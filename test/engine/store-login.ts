import { readFileSync } from "node:fs";
import path from "node:path";
import { storePasswordSecret } from "../../exporters/model/naming";
import { storeUser, type AuthenticatedStore } from "../../exporters/pipeline/store-accounts";
import { basicHeader } from "../../exporters/programs/secret-files";
import type { Programs } from "../../stacks/local/programs";
import { containerOf, docker } from "../../stacks/local/docker";
import { localSecretsFile } from "../../stacks/local/secrets";
import { text, until } from "../support/until";
import type { Stores } from "./panels";

/** Returns the value of the header `Authorization` for each store of the local stack in the repository `root`. */
export function storeAuthorization(root: string): Record<AuthenticatedStore, string> {
  const secrets = JSON.parse(readFileSync(path.join(root, localSecretsFile), "utf8")) as Readonly<Record<string, string>>;
  const login = (store: AuthenticatedStore): string => basicHeader(storeUser, secrets[storePasswordSecret(store)] ?? "");
  return { "victoria-logs": login("victoria-logs"), jaeger: login("jaeger") };
}

/** The addresses of Prometheus and the stores of the local stack in the repository `root`, and the stores' logins. */
export const storesOf = (root: string, programs: Programs): Stores => ({
  prometheus: programs.needed("prometheus"),
  "victoria-logs": programs.needed("victoria-logs"),
  jaeger: programs.needed("jaeger"),
  logins: storeAuthorization(root),
});

/** Requests a path of a store of the local stack with the store's password, and returns the response's body. */
export const storeText = (root: string, programs: Programs, store: AuthenticatedStore, where: string): Promise<string> =>
  text(`${programs.needed(store)}${where}`, { headers: { authorization: storeAuthorization(root)[store] } });

/** Waits for the log line of a request, and returns the line's fields. */
export const lineOf = (root: string, programs: Programs, requestId: string): Promise<Readonly<Record<string, string>>> =>
  until(
    "the line",
    async () => {
      const asked = encodeURIComponent(`_time:10m request_id:="${requestId}"`);
      const found = await storeText(root, programs, "victoria-logs", `/select/logsql/query?query=${asked}`);
      return found === "" ? undefined : (JSON.parse(found.split("\n")[0] ?? "") as Readonly<Record<string, string>>);
    },
    90,
  );

/** The statuses with which VictoriaLogs and Jaeger answer requests without a password at their published ports. */
export const withoutLogin = (programs: Programs): Promise<number[]> =>
  Promise.all(
    [`${programs.needed("victoria-logs")}/select/logsql/query?query=*`, `${programs.needed("jaeger")}/api/services`].map(
      async (url) => (await fetch(url)).status,
    ),
  );

/** Whether VictoriaLogs answers a health check from the network of a program of the stack. */
export async function reachesLogs(stack: string, program: string): Promise<boolean> {
  const [own, image] = await Promise.all(
    [program, "blackbox-exporter"].map(async (name) => docker("inspect", "--format", "{{.Id}} {{.Image}}", await containerOf(stack, name))),
  ).then((found) => [found[0]?.split(" ")[0] ?? "", found[1]?.trim().split(" ")[1] ?? ""] as const);
  const probe = ["--entrypoint", "wget", image, "-q", "-T", "3", "-O", "-", "http://victoria-logs:9428/health"];
  return docker("run", "--rm", "--network", `container:${own}`, ...probe).then(
    () => true,
    () => false,
  );
}
