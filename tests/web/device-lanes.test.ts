import { describe, expect, it } from "vitest";
import { Gather, Lane } from "#app/web/device-lanes.server.ts";
import { SharedAnswers } from "#app/web/shared-answers.ts";

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

describe("a lane", () => {
  it("lets some in, some wait in their order, and tells the rest to come later", async () => {
    const lane = new Lane(1, 2);
    const order: string[] = [];
    const ends: (() => void)[] = [];
    const enter = (name: string) =>
      lane.run(async () => {
        order.push(name);
        await new Promise<void>((done) => ends.push(done));
        return name;
      });
    const asked = ["a", "b", "c", "d"].map(enter);
    expect(await asked[3]).toBeNull();
    for (let times = 0; times < 3; times += 1) {
      ends.shift()?.();
      await turn();
    }
    expect(await Promise.all(asked)).toEqual(["a", "b", "c", null]);
    expect(order).toEqual(["a", "b", "c"]);
  });
});

describe("a shared answer", () => {
  it("is asked for once until something changed or it is too old", async () => {
    let [now, asked] = [0, 0];
    const shared = new SharedAnswers(1000, () => now);
    const ask = () => shared.get("key", async () => String((asked += 1)));
    expect(await Promise.all([ask(), ask()])).toEqual(["1", "1"]);
    expect(await shared.get("other", async () => "x")).toBe("x");
    now = 999;
    expect(await ask()).toBe("1");
    now = 1000;
    expect(await ask()).toBe("2");
    shared.forget();
    expect(await ask()).toBe("3");
  });

  it("that was still looked for when something changed serves nobody who asks after that", async () => {
    const shared = new SharedAnswers(1000, () => 0);
    let give: (text: string) => void = () => {};
    const before = shared.get("key", () => new Promise<string>((resolve) => (give = resolve)));
    shared.forget();
    expect(await shared.get("key", async () => "after")).toBe("after");
    give("before");
    expect(await before).toBe("before");
    expect(await shared.get("key", async () => "later")).toBe("after");
  });

  it("that failed is asked for again", async () => {
    const shared = new SharedAnswers(1000, () => 0);
    await expect(shared.get("key", async () => Promise.reject(new Error("away")))).rejects.toThrow("away");
    expect(await shared.get("key", async () => "there")).toBe("there");
  });
});
