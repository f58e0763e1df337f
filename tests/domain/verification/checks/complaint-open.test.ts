import { describe, expect, it } from "vitest";
import { complaintOpen } from "#app/domain/verification/checks/complaint-open.ts";
import { aContext } from "../verification-builders.ts";

describe("R-COMPLAINT-OPEN", () => {
  it("fires while a ticket about the visit is open, and names it", () => {
    expect(complaintOpen.check(aContext({ openComplaints: ["T-1", "T-2"] }))).toEqual({ ticket: "T-1,T-2" });
  });

  it("is silent without one", () => {
    expect(complaintOpen.check(aContext())).toBeNull();
  });
});
