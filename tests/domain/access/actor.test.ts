import { describe, expect, it } from "vitest";
import { actorName, roleOf, scopeOf, type StaffActor } from "#app/domain/access/actor.ts";
import { NOTHING, WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import {
  identify,
  type ElderId,
  type MemberId,
  type ProviderId,
  type StreetId,
  type UserId,
  type WorkerId,
} from "#app/domain/identifiers.ts";

const street = identify<StreetId>(3);
const provider = identify<ProviderId>("0198c5a0-0000-7000-8000-000000000001");
const worker = identify<WorkerId>("0198c5a0-0000-7000-8000-000000000002");

function staff(changes: Partial<StaffActor>): StaffActor {
  return {
    kind: "staff",
    userId: identify<UserId>("0198c5a0-0000-7000-8000-000000000003"),
    loginName: "liu",
    displayName: "刘",
    role: "district_clerk",
    streetId: null,
    providerId: null,
    workerId: null,
    ...changes,
  };
}

const elder = { kind: "elder", elderId: identify<ElderId>("e"), elderNo: "E000012" } as const;

describe("who acts", () => {
  it("is named in the audit log by sign-in name, elder number, or as nobody", () => {
    expect(actorName(staff({}))).toBe("user:liu");
    expect(actorName(elder)).toBe("elder:E000012");
    expect(actorName({ ...elder, means: "staff", assistedBy: "user:liu" })).toBe("user:liu for elder:E000012");
    expect(actorName({ kind: "family", memberId: identify<MemberId>("m") })).toBe("family:m");
    expect(actorName({ kind: "anonymous" })).toBe("anonymous");
  });
  it("has the role of the session, or the role of its kind", () => {
    expect(roleOf(staff({ role: "operator" }))).toBe("operator");
    expect(roleOf(elder)).toBe("elder");
    expect(roleOf({ kind: "anonymous" })).toBe("anonymous");
  });
});

describe("the rows an actor reaches", () => {
  it.each(["street_clerk", "street_lead"] as const)("are those of the own street for a %s", (role) => {
    expect(scopeOf(staff({ role, streetId: street }))).toEqual({ streets: [street], provider: "all", worker: "all" });
  });
  it("are none for a street role that names no street", () => {
    expect(scopeOf(staff({ role: "street_lead" })).streets).toEqual([]);
  });
  it("are those of the own provider for a provider's manager, none without a provider", () => {
    expect(scopeOf(staff({ role: "provider_manager", providerId: provider }))).toEqual({
      streets: "all",
      provider,
      worker: "all",
    });
    expect(scopeOf(staff({ role: "provider_manager" }))).toEqual(NOTHING);
  });
  it("are the own visits for a care worker, none when worker or provider is not named", () => {
    expect(scopeOf(staff({ role: "care_worker", providerId: provider, workerId: worker }))).toEqual({
      streets: "all",
      provider,
      worker,
    });
    expect(scopeOf(staff({ role: "care_worker", providerId: provider }))).toEqual(NOTHING);
    expect(scopeOf(staff({ role: "care_worker", workerId: worker }))).toEqual(NOTHING);
  });
  it.each(["district_clerk", "district_lead", "finance", "operator", "auditor"] as const)(
    "are the whole district for %s",
    (role) => {
      expect(scopeOf(staff({ role }))).toEqual(WHOLE_DISTRICT);
    },
  );
  it("are none for somebody who has not signed in", () => {
    expect(scopeOf({ kind: "anonymous" })).toEqual(NOTHING);
  });
  it("are none for a member of a family by themselves: a link gives them, question by question", () => {
    expect(scopeOf({ kind: "family", memberId: identify<MemberId>("m") })).toEqual(NOTHING);
  });
});
