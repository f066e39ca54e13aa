import { unlistedService } from "../../../exporters/model/name";
import { accountFiles, senderStatements } from "../../../exporters/pipeline/senders";
import { gatewayTokenSecret } from "../../../exporters/model/naming";
import { secretFileText, secretKeysIn } from "../../../exporters/programs/secret-files";
import { viewOf } from "../../fixtures/catalogue";

const view = viewOf("staging");
const statements = senderStatements(view);

/** The services of a system that the gateway knows, from its statements. */
const known = (system: string): string[] => {
  const found = statements.find((one) => one.includes(`== "${system}"`));
  return /"\^\((.*)\)\$\$"/.exec(found ?? "")?.[1]?.split("|") ?? [];
};

it("the gateway knows exactly the services of each system in the catalogue", () => {
  expect(view.systems.length).toBeGreaterThan(2);
  for (const { id, services } of view.systems) expect(known(id)).toEqual(services.map(({ name }) => name));
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
