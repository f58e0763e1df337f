import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  FAMILY_SCOPES,
  inviteNow,
  linkAllows,
  linkStands,
  linkUntil,
  readScopes,
  SCOPE_SWITCHES,
  scopesAnswered,
} from "#app/domain/family/family-link.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";

const from = plainDate("2026-11-15");
const link = { fromOn: from, toOn: linkUntil(from), revokedAt: null, scopes: ["schedule"] };

describe("a family link", () => {
  it("stands for twelve months, first and last day included", () => {
    expect(link.toOn).toBe("2027-11-15");
    expect([addDays(from, -1), from, link.toOn, addDays(link.toOn, 1)].map((on) => linkStands(link, on))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("ends at once when it is revoked", () => {
    expect(linkStands({ ...link, revokedAt: new Date() }, from)).toBe(false);
  });

  it("allows what was agreed and nothing else", () => {
    expect(FAMILY_SCOPES.filter((scope) => linkAllows(link, scope, from))).toEqual(["schedule"]);
    expect(linkAllows({ ...link, revokedAt: new Date() }, "schedule", from)).toBe(false);
  });

  it("asks for no scope twice, and suggests only seeing and booking", () => {
    expect(new Set(SCOPE_SWITCHES.map(({ scope }) => scope)).size).toBe(SCOPE_SWITCHES.length);
    expect(SCOPE_SWITCHES.filter(({ suggested }) => suggested).map(({ scope }) => scope)).toEqual(["schedule", "book"]);
  });

  it("can be agreed to whole at a kiosk: four switches, and paying by an answer of its own alone", () => {
    const switches = SCOPE_SWITCHES.map(({ scope }) => scope);
    expect(switches).toHaveLength(4);
    expect(scopesAnswered(switches, true)).toEqual([...FAMILY_SCOPES]);
    expect(scopesAnswered(["alerts", "book"], false)).toEqual(["book", "alerts"]);
    expect(scopesAnswered(["schedule", "pay"], false)).toEqual(["schedule"]);
    expect(scopesAnswered([], true)).toEqual(["pay"]);
    expect(scopesAnswered([], false)).toEqual([]);
  });

  it("reads scopes in one order whatever was sent", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...FAMILY_SCOPES), fc.string())), (sent) => {
        const read = readScopes(sent);
        expect(readScopes(sent.toReversed())).toEqual(read);
        expect(read.every((scope) => sent.includes(scope))).toBe(true);
      }),
    );
  });
});

describe("an invitation on the screen", () => {
  const now = Date.parse("2026-11-15T02:00:00Z");
  const at = (minutes: number) => new Date(now + minutes * 60_000);

  it("can be scanned until its time is over", () => {
    expect(inviteNow({ state: "shown", endsAt: at(1), askedAt: null }, now)).toBe("shown");
    expect(inviteNow({ state: "shown", endsAt: at(0), askedAt: null }, now)).toBe("over");
  });

  it("waits for the elder for a quarter of an hour after it was scanned", () => {
    expect(inviteNow({ state: "asked", endsAt: at(-3), askedAt: at(-14) }, now)).toBe("asked");
    expect(inviteNow({ state: "asked", endsAt: at(-3), askedAt: at(-15) }, now)).toBe("over");
  });

  it("stays what the elder answered", () => {
    for (const state of ["agreed", "declined"])
      expect(inviteNow({ state, endsAt: at(-60), askedAt: at(-60) }, now)).toBe(state);
  });
});
