import { describe, expect, it } from "vitest";
import { DOOR_STEPS } from "#app/domain/visits/door-steps.ts";
import { readPhoneBody } from "#app/domain/visits/phone-events.ts";
import { bodiesOfForm, notDoneOf } from "#app/domain/visits/worker-form.ts";

const here = { latitude: "31.98", longitude: "120.89", accuracy: "20", age: "1500", failure: "" };

describe("a form of the visit page", () => {
  it("says the position with accuracy, age and datum", () => {
    expect(bodiesOfForm("check_in", here)).toEqual([
      {
        part: "",
        body: {
          kind: "check_in",
          position: { latitude: 31.98, longitude: 120.89, accuracyM: 20, ageMs: 1500, datum: "WGS-84" },
        },
      },
    ]);
  });

  it.each([
    [{ ...here, latitude: "", failure: "denied" }, "denied"],
    [{}, "not_asked"],
  ])("says why there is no position", (fields, failure) => {
    expect(bodiesOfForm("check_out", fields)).toEqual([
      { part: "", body: { kind: "check_out", position: { failure } } },
    ]);
  });

  it("says each service that was marked, and why one was not done", () => {
    const fields = {
      "service-LC-01": "done",
      "service-LC-02": "refused",
      "service-LC-03": "no_time",
      "service-LC-04": "",
    };
    expect(bodiesOfForm("services", fields).map(({ body }) => body)).toEqual([
      { kind: "task_done", subtype: "LC-01" },
      { kind: "task_refused", subtype: "LC-02", reason: "RC-ELDER-REFUSED" },
      { kind: "task_refused", subtype: "LC-03", reason: "no-time" },
    ]);
  });

  it("shows a stored reason as the choice that was made, and an older or unknown one as the elder's wish", () => {
    expect(["no-time", "no-material", "RC-ELDER-REFUSED", "another", null].map(notDoneOf)).toEqual([
      "no_time",
      "no_material",
      "refused",
      "refused",
      "refused",
    ]);
  });

  it("puts the reason for an early end beside the check-out", () => {
    expect(bodiesOfForm("check_out", { ...here, reason: " 老人要休息 " }).map(({ body }) => body.kind)).toEqual([
      "note",
      "check_out",
    ]);
  });

  it("says nothing for an empty note, and never the digits", () => {
    expect(bodiesOfForm("note", { text: "  " })).toEqual([]);
    expect(bodiesOfForm("pin", { pin: "482913" })).toEqual([]);
  });

  it("makes each step at a door that nobody opens an event of its own, and nothing of a step that is none", () => {
    expect(bodiesOfForm("door_step", { step: "call_family" })).toEqual([
      { part: "call_family", body: { kind: "door_step", step: "call_family" } },
    ]);
    expect(bodiesOfForm("door_step", { step: "break_in" })).toEqual([]);
    for (const step of DOOR_STEPS)
      expect(readPhoneBody(bodiesOfForm("door_step", { step })[0]?.body)?.body).toEqual({ kind: "door_step", step });
  });

  it.each(["check_in", "check_out", "elder_confirm", "no_answer", "unsafe", "note"] as const)(
    "%s is an event that the server reads",
    (intent) => {
      for (const { body } of bodiesOfForm(intent, { ...here, text: "好", reason: "好" }))
        expect(readPhoneBody(body)).not.toBeNull();
    },
  );
});
