import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRefusal } from "#app/domain/refusal.ts";
import {
  isEnded,
  stepsFrom,
  ticketAfter,
  TICKET_STATES,
  TICKET_STEPS,
  TICKET_TRANSITIONS,
  type TicketState,
  type TicketStep,
} from "#app/domain/tickets/ticket-state.ts";

function refusalOf(state: TicketState, step: TicketStep, note: string): string | null {
  try {
    ticketAfter(state, step, note);
    return null;
  } catch (thrown) {
    return isRefusal(thrown) ? thrown.code : "not a refusal";
  }
}

describe("the life of a ticket", () => {
  it("is the table: every step from every state either leads where the table says or is refused", () => {
    for (const state of TICKET_STATES)
      for (const step of TICKET_STEPS) {
        const isPossible = TICKET_TRANSITIONS[step].from.includes(state);
        expect([state, step, refusalOf(state, step, "因为")]).toEqual([
          state,
          step,
          isPossible ? null : "ticket-step-not-possible",
        ]);
        if (isPossible) expect(ticketAfter(state, step, "因为")).toBe(TICKET_TRANSITIONS[step].to);
      }
  });

  it("lets no state but the closed one be a dead end, and a closed one only be opened again", () => {
    for (const state of TICKET_STATES) expect(stepsFrom(state).length).toBeGreaterThan(0);
    expect(stepsFrom("closed")).toEqual(["reopen"]);
    expect(stepsFrom("resolved")).toEqual(["close", "reopen"]);
  });

  it.each(["answer", "wait", "reopen"] as const)("asks for words at the step %s", (step) => {
    const [from] = TICKET_TRANSITIONS[step].from;
    expect(refusalOf(from as TicketState, step, "  ")).toBe("ticket-needs-note");
  });

  it("cannot close without an answer on any way through the table", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...TICKET_STEPS), { maxLength: 20 }), (steps) => {
        let state: TicketState = "new";
        let answered = false;
        for (const step of steps) {
          if (refusalOf(state, step, "说明") !== null) continue;
          state = ticketAfter(state, step, "说明");
          if (step === "answer") answered = true;
          if (isEnded(state)) expect(answered).toBe(true);
        }
      }),
    );
  });
});
