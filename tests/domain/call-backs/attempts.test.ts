import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addAttempt, callStanding, type CallAttempt } from "#app/domain/call-backs/attempts.ts";
import { CONNECTIONS, treatmentOf, type Connection } from "#app/domain/call-backs/connection.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";

const TERMS = { callback_attempts: 3, callback_retry_hours: 2 };
const START = instant("2026-11-24T09:00:00+08:00");
const after = (minutes: number) => plusMinutes(START, minutes);
const attempt = (connection: Connection, minutes: number, appointment: number | null = null): CallAttempt => ({
  connection,
  at: after(minutes),
  appointmentAt: appointment === null ? null : after(appointment),
});
const refusalOf = (attempts: CallAttempt[], one: CallAttempt): string | null => {
  try {
    addAttempt(attempts, one, TERMS);
    return null;
  } catch (thrown) {
    return isRefusal(thrown) ? thrown.code : "no refusal";
  }
};

describe("a call that nobody has made yet", () => {
  it("may be made at any time, as often as the policy says", () =>
    expect(callStanding([], TERMS)).toEqual({ state: "open", attemptsLeft: 3, notBefore: null }));
});

describe("an attempt", () => {
  it("that reaches nobody is made again two hours later, not one minute earlier", () => {
    const first = [attempt("no_answer", 0)];
    expect(callStanding(first, TERMS)).toEqual({ state: "open", attemptsLeft: 2, notBefore: after(120) });
    expect(refusalOf(first, attempt("busy", 119))).toBe("call-too-soon");
    expect(refusalOf(first, attempt("busy", 120))).toBeNull();
  });
  it("that is the third without anybody closes the call with its own result", () =>
    expect(addAttempt([attempt("no_answer", 0), attempt("busy", 120)], attempt("switched_off", 240), TERMS)).toEqual({
      state: "closed",
      connection: "switched_off",
      attempts: 3,
    }));
  it.each(["no_such_number", "suspended", "barred", "wrong_information", "answered"] as const)(
    "that ends as %s closes the call at once",
    (connection) => {
      const standing = addAttempt([], attempt(connection, 0), TERMS);
      expect(standing).toEqual({ state: "closed", connection, attempts: 1 });
      expect(refusalOf([attempt(connection, 0)], attempt("answered", 600))).toBe("call-closed");
    },
  );
});

describe("an appointment", () => {
  const asked = [attempt("answered", 0, 300)];
  it("keeps the call open until its time, and is no attempt that failed", () => {
    expect(callStanding(asked, TERMS)).toEqual({ state: "open", attemptsLeft: 3, notBefore: after(300) });
    expect(refusalOf(asked, attempt("answered", 299))).toBe("call-too-soon");
    expect(refusalOf(asked, attempt("answered", 300))).toBeNull();
  });
  it("is made with somebody who answered, for a time to come within fourteen days, three times at most", () => {
    expect(refusalOf([], attempt("busy", 0, 300))).toBe("appointment-not-answered");
    expect(refusalOf([], attempt("answered", 0, 0))).toBe("appointment-in-past");
    expect(refusalOf([], attempt("answered", 0, 14 * 24 * 60))).toBeNull();
    expect(refusalOf([], attempt("answered", 0, 14 * 24 * 60 + 1))).toBe("appointment-too-far");
    const thrice = [attempt("answered", 0, 1), attempt("answered", 1, 2), attempt("answered", 2, 3)];
    expect(refusalOf(thrice, attempt("answered", 3, 4))).toBe("appointment-too-many");
    expect(refusalOf(thrice, attempt("answered", 3))).toBeNull();
  });
});

/** Any attempts anybody might try to make, in the order of time. */
const tries = fc.array(
  fc.record({
    connection: fc.constantFrom(...CONNECTIONS),
    wait: fc.integer({ min: 0, max: 400 }),
    ahead: fc.option(fc.integer({ min: -10, max: 25_000 }), { nil: null }),
  }),
  { maxLength: 30 },
);

describe("any row of attempts", () => {
  it("never makes more than the allowed ones that reached nobody, never two too close, and none after the end", () => {
    fc.assert(
      fc.property(tries, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 6 }), (given, most, hours) => {
        const terms = { callback_attempts: most, callback_retry_hours: hours };
        const made: CallAttempt[] = [];
        let at: Instant = START;
        let closed = false;
        for (const { connection, wait, ahead } of given) {
          at = plusMinutes(at, wait);
          const one = { connection, at, appointmentAt: ahead === null ? null : plusMinutes(at, ahead) };
          const before = callStanding(made, terms);
          try {
            const standing = addAttempt(made, one, terms);
            expect(closed).toBe(false);
            made.push(one);
            expect(standing).toEqual(callStanding(made, terms));
            closed = standing.state === "closed";
          } catch (thrown) {
            expect(isRefusal(thrown)).toBe(true);
            expect(callStanding(made, terms)).toEqual(before);
          }
        }
        const failed = made.filter((one) => treatmentOf(one.connection) === "again");
        expect(failed.length).toBeLessThanOrEqual(most);
        const near = made.filter(
          (one, index) =>
            index > 0 &&
            treatmentOf((made[index - 1] as CallAttempt).connection) === "again" &&
            one.at - (made[index - 1] as CallAttempt).at < hours * 3_600_000,
        );
        expect(near).toEqual([]);
      }),
    );
  });
});
