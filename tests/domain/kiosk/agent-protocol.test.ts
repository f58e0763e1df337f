import { describe, expect, it } from "vitest";
import {
  afterReading,
  CARD_ERRORS,
  isCardKind,
  NOTHING_READ,
  readAgentEvent,
  type AgentEvent,
  type ReadingStep,
} from "#app/domain/kiosk/agent-protocol.ts";

const event = (changes: Partial<AgentEvent>): AgentEvent => ({
  v: 1,
  seq: 1,
  at: "2026-11-24T01:00:00.000Z",
  kind: "idcard",
  state: "placed",
  token: null,
  reason: null,
  ...changes,
});
const after = (...events: Partial<AgentEvent>[]): ReadingStep =>
  events.map(event).reduce((step, one) => afterReading(step, one), NOTHING_READ);
const error = (reason: string) => ({ state: "error", reason });

describe("a line of the agent's stream", () => {
  it("is read when it is whole, and passed over when it is anything else", () => {
    expect(readAgentEvent(JSON.stringify(event({})))).toEqual(event({}));
    for (const line of ["", "{", "null", "[]", JSON.stringify({ ...event({}), v: 2 }), '{"v":1,"seq":1}'])
      expect(readAgentEvent(line), line).toBeNull();
    expect(readAgentEvent(JSON.stringify({ ...event({}), kind: "fingerprint" }))).toBeNull();
  });

  it("loses whatever it carries beside the protocol", () => {
    expect(readAgentEvent(JSON.stringify({ ...event({}), idNumber: "x" }))).not.toHaveProperty("idNumber");
  });
});

describe("what the identity screen shows", () => {
  it("is the reading while the card lies there, and hands the token over once", () => {
    expect(after({}).state).toBe("reading");
    expect(after({}, { state: "read", token: "t" })).toMatchObject({ state: "reading", token: "t" });
    expect(after({ state: "read", token: "t" }, { state: "placed" }).token).toBeNull();
  });

  it("is one more try after the first failure, and another way after the second", () => {
    expect(after({}, error("unreadable")).state).toBe("failed_once");
    expect(after({}, error("unreadable"), { state: "removed" }).state).toBe("failed_once");
    expect(after({}, error("upside_down"), { state: "removed" }, {}, error("unreadable")).state).toBe("failed_twice");
    expect(after(error("unreadable"), { state: "read", token: "t" }, error("unreadable")).state).toBe("failed_once");
  });

  it("says what the server or the network said", () => {
    const shown = CARD_ERRORS.map((reason) => [reason, after(error(reason)).state]);
    expect(Object.fromEntries(shown)).toEqual({
      upside_down: "failed_once",
      unreadable: "failed_once",
      unsupported: "failed_once",
      broken: "broken",
      unknown: "unknown",
      staff: "locked",
      phone: "phone",
      offline: "offline",
    });
  });

  it("begins anew when the card is taken away in the middle, and hears nothing of printers", () => {
    expect(after({}, { state: "removed" }).state).toBe("ask");
    expect(after({ kind: "printer", state: "out" })).toEqual(NOTHING_READ);
    expect(after({ state: "dancing" })).toEqual(NOTHING_READ);
    expect([isCardKind("qr"), isCardKind("paper")]).toEqual([true, false]);
  });
});
