import { describe, expect, it } from "vitest";
import { STAFF_ROLES, type Actor, type ActorRole, type StaffRole } from "#app/domain/access/actor.ts";
import { ACTIONS, can, type Action } from "#app/domain/access/permission.ts";
import { identify, type ElderId, type MemberId, type UserId } from "#app/domain/identifiers.ts";

function actorOf(role: ActorRole): Actor {
  if (role === "anonymous") return { kind: "anonymous" };
  if (role === "elder") return { kind: "elder", elderId: identify<ElderId>("e"), elderNo: "E000001" };
  if (role === "family") return { kind: "family", memberId: identify<MemberId>("m") };
  return {
    kind: "staff",
    userId: identify<UserId>("u"),
    loginName: "someone",
    displayName: "某人",
    role,
    streetId: null,
    providerId: null,
    workerId: null,
  };
}

const ROLES: readonly ActorRole[] = ["anonymous", "elder", "family", ...STAFF_ROLES];
const rolesWith = (action: Action) => ROLES.filter((role) => can(actorOf(role), action));
const actionsOf = (role: ActorRole) => ACTIONS.filter((action) => can(actorOf(role), action));

describe("an elder with staff beside", () => {
  const elder = { kind: "elder", elderId: identify<ElderId>("e"), elderNo: "E000001" } as const;

  it("looks and books, and is asked for the own word only when nobody else gives it", () => {
    expect(can({ ...elder, means: "staff", assistedBy: "user:liu" }, "kiosk.personal")).toBe(true);
    expect(can({ ...elder, means: "staff", assistedBy: "user:liu" }, "kiosk.own")).toBe(false);
    for (const means of ["id_card", "social_card", "qr", "phone_code"] as const)
      expect(can({ ...elder, means }, "kiosk.own"), means).toBe(true);
  });
});

describe("who may do what", () => {
  it("leaves no action without somebody who may do it", () => {
    expect(ACTIONS.filter((action) => rolesWith(action).length === 0)).toEqual([]);
  });
  it("opens to a stranger only what is public, and the kiosk", () => {
    expect(actionsOf("anonymous").filter((action) => !/^(public\.|session\.|kiosk\.use$)/.test(action))).toEqual([]);
  });
  it("opens to a family nothing of any desk, and to nobody else the family's phone", () => {
    expect(actionsOf("family").filter((action) => !/^(public\.|session\.|kiosk\.use$)/.test(action))).toEqual([
      "family.use",
    ]);
    expect(rolesWith("family.use")).toEqual(["family"]);
  });
  it("lets an auditor see everything and write nothing but the verdict on a drawn line", () => {
    const changing = actionsOf("auditor").filter(
      (action) => !/\.(read|home|reveal|export)$|^(public|session|kiosk)\./.test(action),
    );
    expect(changing).toEqual(["sample.review"]);
  });
  it("never lets one role prepare a claim and decide on it", () => {
    const both = rolesWith("claim.prepare").filter((role) => can(actorOf(role), "claim.decide"));
    expect(both).toEqual([]);
  });
  it("lets only the district judge a month, allocate it and close it", () => {
    const district: readonly ActorRole[] = ["district_clerk", "district_lead"];
    for (const action of ["eligibility.judge", "plan.make", "settlement.close"] as const)
      expect(rolesWith(action)).toEqual(district);
  });
  it("keeps the files of elders from providers, care workers, finance and elders themselves", () => {
    const outside: readonly StaffRole[] = ["provider_manager", "care_worker", "finance"];
    expect(rolesWith("elder.read").filter((role) => role === "elder" || outside.some((one) => one === role))).toEqual(
      [],
    );
  });
  it("shows values behind a mask to offices only, and lets only them set the digits of a visit", () => {
    const office: readonly ActorRole[] = ["street_clerk", "street_lead", "district_clerk", "district_lead"];
    expect(rolesWith("elder.reveal")).toEqual(office);
    expect(rolesWith("elder.set-pin")).toEqual(office);
    expect(rolesWith("elder.search")).toEqual([...office, "operator"]);
  });
  it("opens a care worker's own record to nobody else", () => {
    expect(rolesWith("worker.record")).toEqual(["care_worker"]);
  });
});
