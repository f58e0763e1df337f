import { describe, expect, it } from "vitest";
import type { ProxyConflict } from "#app/domain/verification/context.ts";
import { proxyConflict } from "#app/domain/verification/checks/proxy-conflict.ts";
import { verifyVisit } from "#app/domain/verification/verdict.ts";
import { callback, checkIn, checkOut, confirmation, taskDone } from "../../visits/visit-builders.ts";
import { aContext, aPolicy, type ContextOptions } from "../verification-builders.ts";

const byFamily = confirmation("family_confirm", "family_device");
const proxy = (connection: ProxyConflict["connection"]): ProxyConflict => ({ eventId: byFamily.eventId, connection });
const events = [checkIn("2026-11-03 09:00"), taskDone("LC04"), byFamily, checkOut("2026-11-03 10:05")];
const confirmed = (options: ContextOptions = {}) => aContext({ events, proxies: [proxy("staff")], ...options });

describe("R-PROXY-CONFLICT", () => {
  it("fires when the only confirmation came from a person connected with the provider", () => {
    expect(proxyConflict.check(confirmed())).toEqual({ connection: "staff" });
    expect(proxyConflict.check(confirmed({ proxies: [proxy("relative")] }))).toEqual({ connection: "relative" });
  });

  it("is silent when the person is connected with nobody", () => {
    expect(proxyConflict.check(confirmed({ proxies: [] }))).toBeNull();
    expect(verifyVisit(confirmed({ proxies: [] })).approvalState).toBe("verified");
  });

  it("falls when anybody else confirms, which then proves the visit", () => {
    expect(proxyConflict.check(confirmed({ more: [callback(true)] }))).toBeNull();
    const verdict = verifyVisit(confirmed({ more: [callback(true)] }));
    expect(verdict.approvalState).toBe("verified");
    expect(verdict.proofs.map(({ kind }) => kind)).not.toContain("family_confirm");
  });

  it("voids the proof and not the visit: it is unproven until somebody else says so", () => {
    const verdict = verifyVisit(confirmed({ asOf: "2026-11-03 12:00" }));
    expect(verdict).toMatchObject({ approvalState: "checking", strength: "medium" });
    expect(verdict.findings.map(({ code, holds }) => [code, holds])).toEqual([["R-PROXY-CONFLICT", false]]);
    const later = verifyVisit(confirmed({ asOf: "2026-11-10 12:00" })).findings.map(({ code }) => code);
    expect(later).toEqual(["R-NO-PERSON-PROOF", "R-PROXY-CONFLICT"]);
  });

  it("takes no proof away while it only warns", () => {
    const verdict = verifyVisit(confirmed({ policy: aPolicy({}, { "R-PROXY-CONFLICT": "warn_only" }) }));
    expect(verdict.approvalState).toBe("verified");
    expect(verdict.findings.map(({ code, wouldHave }) => [code, wouldHave])).toEqual([["R-PROXY-CONFLICT", true]]);
  });
});
