import { unlistedService } from "../../../exporters/model/name";
import { accountFiles, agentUser, senderStatements, sendersOf } from "../../../exporters/pipeline/senders";
import type { View } from "../../../exporters/model/catalogue";
import { gatewayTokenSecret } from "../../../exporters/model/naming";
import { secretFileText, secretKeysIn } from "../../../exporters/programs/secret-files";
import { viewOf } from "../../fixtures/catalogue";

const withAgent = viewOf("staging");
const { logAgent, ...environment } = withAgent.environment;
const view = { ...withAgent, environment };
const statements = senderStatements(view);

/** The services of a system that the gateway's statements list. */
const known = (system: string): string[] => {
  const found = statements.find((one) => one.includes(`== "${system}"`));
  return /"\^\((.*)\)\$\$"/.exec(found ?? "")?.[1]?.split("|") ?? [];
};

it("the gateway knows exactly the services of each system in the catalogue", () => {
  expect(view.systems.length).toBeGreaterThan(2);
  for (const { id, services } of view.systems) expect(known(id)).toEqual(services.map(({ name }) => name));
});

it("the gateway keeps the names of discovered services only in an environment with discovery", () => {
  const systems = view.systems.map((system) => (system.id === "magazine" ? { ...system, discovered: ["sender"] } : system));
  const ofMagazine = (all: readonly string[]): string => all.find((one) => one.includes('== "magazine"')) ?? "none";
  const pattern = (discovery: View["environment"]["discovery"]): string =>
    ofMagazine(senderStatements({ ...view, systems, environment: { ...environment, discovery } }));
  expect(pattern(["kubernetes"])).toContain("|sender)$$");
  expect(pattern([])).toBe(ofMagazine(statements));
});

it("the service of every record has a value: the catalogue's name, or the name for all others", () => {
  const set = statements.filter((one) => one.startsWith('set(resource.attributes["service"]'));
  expect(set).toHaveLength(view.systems.length + 1);
  expect(set.at(-1)).toBe(`set(resource.attributes["service"], "${unlistedService}") where resource.attributes["service"] == nil`);
});

it("each system has one account, whose password is the system's own secret", () => {
  const [content, ...more] = Object.values(accountFiles(view));
  if (content === undefined) throw new Error("There is no file of accounts.");
  expect(more).toEqual([]);
  const keys = view.systems.map(({ id }) => gatewayTokenSecret(id));
  expect(secretKeysIn(content)).toEqual(keys);
  expect(new Set(keys).size).toBe(keys.length);
  expect(secretFileText(content, (key) => `value of ${key}`)).toBe(view.systems.map(({ id }) => `${id}:value of otlp-${id}\n`).join(""));
});

it("an environment without systems has no account, so the gateway accepts nothing", () => {
  const [content] = Object.values(accountFiles({ ...view, systems: [] }));
  expect(content && secretFileText(content, () => "never")).toBe("");
});

it("the log agent has an account of the stack, and only with it the system is that of the container", () => {
  expect(logAgent).toBe("kubernetes");
  expect(sendersOf(view)).not.toContain(agentUser);
  expect(sendersOf(withAgent)).toEqual([...sendersOf(view), agentUser]);
  const added = senderStatements(withAgent).filter((one) => !statements.includes(one));
  expect(added).toHaveLength(4);
  for (const one of added) expect(one).toContain(`where otelcol.client.auth.attributes["username"] == "${agentUser}"`);
  expect(added[0]).toContain(`set(resource.attributes["system"], "${unlistedService}")`);
  // The name of an unlisted container does not count as a sender's claim to be another system. Such a claim would make an alert fire.
  expect(added[2]).toContain('set(resource.attributes["container_system"], resource.attributes["service.namespace"])');
  const claim = senderStatements(withAgent).findIndex((one) => one.startsWith('set(resource.attributes["claimed_system"]'));
  expect(senderStatements(withAgent).indexOf(added[3] ?? "")).toBeLessThan(claim);
  expect(added[3]).toContain('set(resource.attributes["service.namespace"], resource.attributes["system"])');
  expect(added[1]).toContain(`"^(${withAgent.systems.map(({ id }) => id).join("|")})$$"`);
});
