import { describe, expect, it } from "vitest";
import { editedAfterSubmit } from "#app/domain/verification/checks/edited-after-submit.ts";
import { aContext } from "../verification-builders.ts";

describe("R-EDITED-AFTER-SUBMIT", () => {
  it("names each field once", () =>
    expect(
      editedAfterSubmit.check(aContext({ editedAfterSubmit: ["check_out_at", "check_in_at", "check_out_at"] })),
    ).toEqual({
      fields: "check_in_at,check_out_at",
    }));

  it("is silent where nothing was changed after the hand-in", () =>
    expect(editedAfterSubmit.check(aContext())).toBeNull());
});
