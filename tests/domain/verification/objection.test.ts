import { describe, expect, it } from "vitest";
import { instantAt, plusMinutes } from "#app/domain/time/instant.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import { objectionOf } from "#app/domain/verification/objection.ts";

const saidOn = plainDate("2026-11-27");
const said = { note: "定位不准", at: instantAt(saidOn, 23 * 60 + 59) };
const answerBy = () => plainDate("2026-12-04");
const on = (today: string, closedAt: Parameters<typeof objectionOf>[1] = null) =>
  objectionOf(said, closedAt, { today: plainDate(today), answerBy });

describe("an objection of a care worker", () => {
  it("waits to the last day of its answer and is overdue from the next one", () => {
    expect(on("2026-12-04")).toMatchObject({ state: "waiting", saidOn, answerBy: "2026-12-04", answeredOn: null });
    expect(on("2026-12-05")).toMatchObject({ state: "overdue", answeredOn: null });
  });

  it("is answered when the finding is closed at that moment or later, also after the last day", () => {
    expect(on("2026-12-20", said.at)).toMatchObject({ state: "answered", answeredOn: saidOn });
    const late = instantAt(addDays(saidOn, 20), 60);
    expect(on("2026-12-20", late)).toMatchObject({ state: "answered", answeredOn: "2026-12-17" });
  });

  it("is not answered by a closing that was there before it was said", () => {
    expect(on("2026-11-28", plusMinutes(said.at, -1))).toMatchObject({ state: "waiting", answeredOn: null });
  });
});
