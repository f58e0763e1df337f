import { describe, expect, it } from "vitest";
import { Lane } from "#app/web/device-lanes.server.ts";
import { SharedAnswers } from "#app/web/shared-answers.ts";

const turn = () => new Promise((done) => setImmediate(done));

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
