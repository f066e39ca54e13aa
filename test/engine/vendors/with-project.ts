import { stopVendors, tokens, type Vendors } from "./fakes";
import { Project } from "./project";
import type { Wanted } from "./wanted";

/** Converts minutes to milliseconds. */
export const minutes = (count: number): number => count * 60_000;

/** Runs a test with a new project. Afterwards, removes the project and stops the simulated vendors, even if the test fails. */
export async function withProject(vendors: Vendors, wanted: Wanted, body: (project: Project) => Promise<void>): Promise<void> {
  const project = new Project(wanted);
  try {
    project.tokens(tokens);
    await project.init();
    await body(project);
  } finally {
    project.remove();
    await stopVendors(vendors);
  }
}
