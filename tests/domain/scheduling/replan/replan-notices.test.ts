/** Who hears of a replan, and of what. */
import { describe, expect, it } from "vitest";
import { replan } from "#app/domain/scheduling/replan/replan.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { anElder, aWorker, elderId, EVERY_WORKDAY, windowsOf, workerId } from "../month-plan/district.ts";
import { TUESDAY, WEDNESDAY, visit, month, hour, ada, away } from "./standing-month.ts";

describe("who is told", () => {
  it("names the elder, who comes no more, who comes now, and the provider", () => {
    const input = month([ada], [aWorker("W1"), aWorker("W2")], [visit(ada, "W1")]);
    const { notices } = replan(input, away("W1"), "s");
    expect(notices.map(({ to, lines }) => [to, lines.map(({ matters }) => matters)])).toEqual([
      [{ kind: "elder", elderId: elderId("A") }, [["other_worker"]]],
      [{ kind: "worker", workerId: workerId("W1") }, [["visit_taken"]]],
      [{ kind: "worker", workerId: workerId("W2") }, [["visit_added"]]],
      [{ kind: "provider" }, [["other_worker"]]],
    ]);
  });

  it("tells a worker who stays of the other time only", () => {
    const elder = anElder("A", { subtypes: hour(), windows: windowsOf(EVERY_WORKDAY, 540, 720) });
    const absence = { kind: "elder_away" as const, elderId: elder.id, reason: "elder_away" as const };
    const input = month([elder], [aWorker("W1")], [visit(elder, "W1")]);
    const { notices } = replan(input, { ...absence, from: TUESDAY, to: TUESDAY }, "s");
    expect(notices.map(({ to, lines }) => [to.kind, lines[0]?.matters, lines[0]?.why])).toEqual([
      ["elder", ["other_day"], "elder_away"],
      ["worker", ["other_day"], "elder_away"],
      ["provider", ["other_day"], "elder_away"],
    ]);
  });

  it("tells nobody when nothing is touched", () => {
    const input = month([ada], [aWorker("W1"), aWorker("W2")], [visit(ada, "W1")]);
    for (const event of [
      away("W2"),
      away("W1", WEDNESDAY),
      { ...away("W1"), from: plainDate("2026-12-01"), to: plainDate("2026-12-31") },
    ]) {
      const { changes, notices, counts } = replan(input, event, "s");
      expect([changes, notices]).toEqual([[], []]);
      expect(counts).toMatchObject({ hit: 0, eldersTold: 0, workersTold: 0, travelAdded: 0 });
    }
  });
});
