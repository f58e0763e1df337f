import { describe, expect, it } from "vitest";
import { CONNECTIONS, isConnection, treatmentOf } from "#app/domain/call-backs/connection.ts";

describe("results of a call", () => {
  it("are nine, of which four may be tried again and four close the call at once", () => {
    expect(CONNECTIONS).toHaveLength(9);
    expect(CONNECTIONS.filter((one) => treatmentOf(one) === "again")).toEqual([
      "hung_up",
      "no_answer",
      "switched_off",
      "busy",
    ]);
    expect(CONNECTIONS.filter((one) => treatmentOf(one) === "closed")).toEqual([
      "no_such_number",
      "suspended",
      "barred",
      "wrong_information",
    ]);
  });

  it("are known by name", () => {
    expect([isConnection("busy"), isConnection("refused"), isConnection("")]).toEqual([true, false, false]);
  });
});
