import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { contractFile, contractsFolder, contractText, readContracts, writeContract } from "./recorder/contracts";
import { pinnedPrograms } from "./recorder/programs";
import { allPrograms } from "../../../exporters/programs";
import { temporaryFolder } from "./folder";

it("there is a contract of exactly the pinned version of every program; after a change of version run `npm run contracts`", () => {
  const wanted = [...pinnedPrograms()].map(([program, version]) => contractFile(program, version));
  expect(
    readdirSync(contractsFolder)
      .filter((file) => file.endsWith(".json"))
      .sort(),
  ).toEqual(wanted.sort());
});

it("every program that brings an image is recorded, or says why not", () => {
  const silent = allPrograms.filter(({ image, contracts }) => !("of" in image) && "length" in contracts && contracts.length === 0);
  expect(silent.map(({ name }) => name)).toEqual([]);
});

it.each(readContracts().map((contract) => [contract.program, contract] as const))(
  "%s is written as the recorder writes it, and is not empty",
  (_, contract) => {
    const file = path.join(contractsFolder, contractFile(contract.program, contract.version));
    expect(readFileSync(file, "utf8")).toBe(contractText(contract));
    expect(Object.keys(contract.metrics).length).toBeGreaterThan(0);
  },
);

describe("writing a contract", () => {
  const gauge = (...labels: string[]) => ({ type: "gauge", labels });

  it("adds to the record of the same version, and removes those of others", () => {
    const folder = temporaryFolder();
    writeContract(folder, { program: "p", version: "1", metrics: { old: gauge() } }, false);
    writeContract(folder, { program: "p", version: "2", metrics: { a: gauge("x") } }, false);
    const again = writeContract(folder, { program: "p", version: "2", metrics: { a: gauge("y"), b: gauge() } }, false);
    expect([again, readdirSync(folder)]).toEqual([{ file: "p@2.json", added: 1 }, ["p@2.json"]]);
    expect(readContracts(folder)).toEqual([{ program: "p", version: "2", metrics: { a: gauge("x", "y"), b: gauge() } }]);
  });

  it("starts over when it is told to", () => {
    const folder = temporaryFolder();
    writeContract(folder, { program: "p", version: "1", metrics: { a: gauge() } }, false);
    writeContract(folder, { program: "p", version: "1", metrics: { b: gauge() } }, true);
    expect(readContracts(folder).map(({ metrics }) => metrics)).toEqual([{ b: gauge() }]);
  });

  it("leaves programs alone whose names begin alike", () => {
    const folder = temporaryFolder();
    writeContract(folder, { program: "p-series", version: "1", metrics: { a: gauge() } }, false);
    writeContract(folder, { program: "p", version: "1", metrics: { a: gauge() } }, false);
    expect(readdirSync(folder).sort()).toEqual(["p-series@1.json", "p@1.json"]);
  });
});
