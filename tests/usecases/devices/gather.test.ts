import { describe, expect, it } from "vitest";
import { Gather } from "#app/usecases/devices/gather.ts";

/** Work that ends when the test says so. */
function gated() {
  const batches: string[][] = [];
  const ends: (() => void)[] = [];
  const work = async (all: readonly string[]) => {
    batches.push([...all]);
    await new Promise<void>((done) => ends.push(done));
    if (all.includes("poison")) throw new Error("poison");
    return all.map((one) => one.toUpperCase());
  };
  return { batches, work, end: () => ends.shift()?.() };
}

const turn = () => new Promise((done) => setImmediate(done));

describe("what is gathered", () => {
  it("begins at once, and what comes meanwhile goes together", async () => {
    const { batches, work, end } = gated();
    const gather = new Gather(work, 3);
    const answers = ["a", "b", "c", "d", "e"].map((one) => gather.ask(one));
    expect(batches).toEqual([["a"]]);
    end();
    await turn();
    expect(batches).toEqual([["a"], ["b", "c", "d"]]);
    end();
    await turn();
    end();
    expect(await Promise.all(answers)).toEqual(["A", "B", "C", "D", "E"]);
    expect(batches).toEqual([["a"], ["b", "c", "d"], ["e"]]);
  });

  it("is answered one by one where the work on all failed: one that cannot be stored takes no other with it", async () => {
    const { work, end } = gated();
    const gather = new Gather(work, 9);
    const first = gather.ask("a");
    const others = ["b", "poison", "c"].map((one) =>
      gather.ask(one).then(
        (answer) => answer,
        () => "refused",
      ),
    );
    for (let times = 0; times < 5; times += 1) {
      end();
      await turn();
    }
    expect([await first, ...(await Promise.all(others))]).toEqual(["A", "B", "refused", "C"]);
  });
});
