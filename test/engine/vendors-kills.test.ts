import { describeWithSpecs } from "../stacks/vendors/provider/fakes/specs";
import { allOf, everything, made, nothing, slowDown, startVendors, unknownTo, writes, type Vendors } from "./vendors/fakes";
import { minutes, withProject } from "./vendors/with-project";

/** Number of times that `up` is killed. The default is small enough for CI. Before a release, run with `VENDOR_KILLS=100`. */
const kills = Number(process.env["VENDOR_KILLS"] ?? "10");
/** Milliseconds until a simulated vendor answers. */
const latency = 20;

/**
 * A condition that is true `ms` milliseconds after the vendors have answered `count` writes. A kill then comes before or after the next
 * write takes effect.
 */
function after(vendors: Vendors, count: number, ms: number): () => boolean {
  let reached: number | undefined;
  return () => {
    if (writes(vendors) < count) return false;
    reached ??= Date.now();
    return Date.now() - reached >= ms;
  };
}

describeWithSpecs("an up with the real CLI", () => {
  test(
    `that is killed ${kills} times while it replaces all objects leaves no duplicates and no orphans after one more run each`,
    async () => {
      const vendors = await startVendors();
      await withProject(vendors, allOf(vendors), async (project) => {
        // Each round gives all objects new names without declaring a rename, so it deletes the objects of the round before.
        project.configure({ allowDelete: ["all"] });
        const upOf = async (round: number): Promise<void> => {
          project.wanted = { ...project.wanted, round: `-${round}` };
          const { code, output } = await project.up();
          expect({ round, code, output: code === 0 ? "" : output }).toEqual({ round, code: 0, output: "" });
          expect({ round, made: made(vendors) }).toEqual({ round, made: everything(`-${round}`) });
          expect({ round, unknown: unknownTo(project, vendors) }).toEqual({ round, unknown: 0 });
        };
        slowDown(vendors, latency);
        await upOf(-2);
        const before = writes(vendors);
        await upOf(-1);
        // After the final write, there is no write left to interrupt.
        const points = writes(vendors) - before - 1;
        const left: number[] = [];
        for (let kill = 0; kill < kills; kill++) {
          project.wanted = { ...project.wanted, round: `-${kill}` };
          const point = 1 + ((kill * 7) % points);
          const killed = await project.up({ killWhen: after(vendors, writes(vendors) + point, (kill * 13) % (2 * latency)) });
          expect({ kill, point, code: killed.code }).toEqual({ kill, point, code: null });
          await project.cancel();
          left.push(unknownTo(project, vendors));
          await upOf(kill);
        }
        const unknown = left.filter((count) => count > 0).length;
        process.stderr.write(`${kills} kills at ${points} points; after ${unknown} of them vendors held what the state did not know\n`);
        expect((await project.destroy()).code).toBe(0);
        expect(made(vendors)).toEqual(nothing);
      });
    },
    minutes(3) + kills * minutes(1),
  );
});
