import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callForHelp, readKept, sendKeptHelp, type HelpPorts, type KeptHelp } from "#app/kiosk/help-call.ts";

type World = {
  online: boolean;
  agent: boolean;
  clock: number;
  kept: readonly KeptHelp[];
  readonly server: Map<string, { agoMs: number; dialled: string | null }>;
  readonly dialled: string[];
};

function world(changes: Partial<World> = {}): World {
  return { online: true, agent: true, clock: 1000, kept: [], server: new Map(), dialled: [], ...changes };
}

/** A server that stores a key once, an agent, a storage. */
function portsOf(here: World): HelpPorts {
  return {
    send: async ({ key, dialled }, agoMs) => {
      if (!here.online) throw new TypeError("no network");
      if (!here.server.has(key)) here.server.set(key, { agoMs, dialled });
      return true;
    },
    dial: async (target) => {
      if (!here.agent) throw new TypeError("no agent");
      here.dialled.push(target);
      return true;
    },
    load: () => here.kept,
    save: (kept) => {
      here.kept = kept;
    },
    now: () => here.clock,
  };
}

describe("a touch on the red button", () => {
  it("is the server's at once where there is a network, and nothing stays on the machine", async () => {
    const here = world();
    expect(await callForHelp(portsOf(here), { key: "a", target: "staff" })).toBe("sent");
    expect([...here.server.keys()]).toEqual(["a"]);
    expect(here.kept).toEqual([]);
    expect(here.dialled).toEqual([]);
  });

  it("dials by the kiosk's own line without a network, and is sent once, with its age, when there is one", async () => {
    const here = world({ online: false });
    expect(await callForHelp(portsOf(here), { key: "a", target: "hotline" })).toBe("dialled");
    expect(here.dialled).toEqual(["hotline"]);
    expect(await sendKeptHelp(portsOf(here))).toBe(0);
    Object.assign(here, { online: true, clock: 61_000 });
    expect(await sendKeptHelp(portsOf(here))).toBe(1);
    expect(await sendKeptHelp(portsOf(here))).toBe(0);
    expect(here.server.get("a")).toEqual({ agoMs: 60_000, dialled: "hotline" });
  });

  it("is kept even where the agent is dead too", async () => {
    const here = world({ online: false, agent: false });
    expect(await callForHelp(portsOf(here), { key: "a", target: "staff" })).toBe("kept");
    expect(here.kept.map(({ key, dialled }) => [key, dialled])).toEqual([["a", null]]);
  });

  it("is kept before anything is tried: a page that dies while it waits loses nothing", async () => {
    const here = world();
    let seen: readonly KeptHelp[] = [];
    const ports = { ...portsOf(here), send: async () => ((seen = here.kept), true) };
    await callForHelp(ports, { key: "a", target: "staff" });
    expect(seen.map(({ key }) => key)).toEqual(["a"]);
  });

  it("reaches the server once and only once, however the network comes and goes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (weather, agent) => {
          const here = world({ agent });
          const ports = portsOf(here);
          for (const [place, online] of weather.entries()) {
            here.online = online;
            here.clock += 1000;
            await callForHelp(ports, { key: `k${place}`, target: "staff" });
            await sendKeptHelp(ports);
          }
          here.online = true;
          await sendKeptHelp(ports);
          expect([...here.server.keys()].sort()).toEqual(weather.map((_, place) => `k${place}`).sort());
          expect(here.kept).toEqual([]);
        },
      ),
    );
  });
});

describe("what lies in the storage", () => {
  it.each([
    [null, []],
    ["", []],
    ["{}", []],
    ['[1,"x",{"key":3}]', []],
    ['[{"key":"a","touchedAt":5,"dialled":"staff"}]', [{ key: "a", touchedAt: 5, dialled: "staff" }]],
    ['[{"key":"a","touchedAt":5,"dialled":"somebody"}]', [{ key: "a", touchedAt: 5, dialled: null }]],
  ])("%s is read as what can be sent", (text, read) => {
    expect(readKept(text)).toEqual(read);
  });
});
