import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { contractFile, contractsFolder, contractText, readContracts, writeContract } from "./recorder/contracts";
import { pinnedPrograms } from "./recorder/programs";
import { allPrograms } from "../../../exporters/programs";
import { temporaryFolder } from "./folder";

it("every program has a contract for its pinned version and no other (after a version change, run `npm run contracts`)", () => {
  const wanted = [...pinnedPrograms()].map(([program, version]) => contractFile(program, version));
  expect(
    readdirSync(contractsFolder)
      .filter((file) => file.endsWith(".json"))
      .sort(),
  ).toEqual(wanted.sort());
});

it("every program with an image has a contract or gives a reason why it has none", () => {
  const silent = allPrograms.filter(({ image, contracts }) => !("of" in image) && "length" in contracts && contracts.length === 0);
  expect(silent.map(({ name }) => name)).toEqual([]);
});

it.each(readContracts().map((contract) => [contract.program, contract] as const))(
  "the contract of %s has the recorder's format and is not empty",
  (_, contract) => {
    const file = path.join(contractsFolder, contractFile(contract.program, contract.version));
    expect(readFileSync(file, "utf8")).toBe(contractText(contract));
    expect(Object.keys(contract.metrics).length).toBeGreaterThan(0);
  },
);

describe("writing a contract", () => {
  const gauge = (...labels: string[]) => ({ type: "gauge", labels });

  it("adds to the contract of the same version and removes contracts of other versions", () => {
    const folder = temporaryFolder();
    writeContract(folder, { program: "p", version: "1", metrics: { old: gauge() } }, false);
    writeContract(folder, { program: "p", version: "2", metrics: { a: gauge("x") } }, false);
    const again = writeContract(folder, { program: "p", version: "2", metrics: { a: gauge("y"), b: gauge() } }, false);
    expect([again, readdirSync(folder)]).toEqual([{ file: "p@2.json", added: 1 }, ["p@2.json"]]);
    expect(readContracts(folder)).toEqual([{ program: "p", version: "2", metrics: { a: gauge("x", "y"), b: gauge() } }]);
  });

  it("replaces the contract of the same version if `fresh` is true", () => {
    const folder = temporaryFolder();
    writeContract(folder, { program: "p", version: "1", metrics: { a: gauge() } }, false);
    writeContract(folder, { program: "p", version: "1", metrics: { b: gauge() } }, true);
    expect(readContracts(folder).map(({ metrics }) => metrics)).toEqual([{ b: gauge() }]);
  });

  it("does not change the contract of a program whose name has the same prefix", () => {
    const folder = temporaryFolder();
    writeContract(folder, { program: "p-series", version: "1", metrics: { a: gauge() } }, false);
    writeContract(folder, { program: "p", version: "1", metrics: { a: gauge() } }, false);
    expect(readdirSync(folder).sort()).toEqual(["p-series@1.json", "p@1.json"]);
  });
});
