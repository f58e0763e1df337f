import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawFieldChecks } from "#app/domain/call-backs/draw-field-checks.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { drawMonthChecks } from "#app/usecases/field-checks/draw-checks.server.ts";
import { assignFieldCheck, recordFieldCheck } from "#app/usecases/field-checks/record-check.server.ts";
import { showFieldChecks } from "#app/usecases/field-checks/show-checks.server.ts";
import type { Database } from "#db/connection.server.ts";
import { contextOf, lookups, MONTH, calledMonth, SATISFIED } from "./called-month.ts";

let database: Database;
const { clerk, rows, one, auditOf, street } = lookups(() => database);

type Check = { id: string; visit: string; ended: string; no: string };
const openCheck = () =>
  one<Check>(
    `select c.id, v.id as visit, coalesce(v.effective_out, v.planned_end)::text as ended, v.visit_no as no from field_check c join visit v on v.id = c.visit_id
      where c.state = 'open' and v.approval_state = 'verified' order by c.position limit 1`,
  );
const recorded = (check: Check, given: Parameters<typeof recordFieldCheck>[1]["given"] = SATISFIED) => ({
  ...{ checkId: check.id, checkedAt: plusMinutes(clerk().now, -30), note: "上门见到老人", given },
});

beforeAll(async () => {
  database = await calledMonth(40);
  await rows("update policy_version set parameters = jsonb_set(parameters, '{field_check_ratio}', '20')");
});
afterAll(async () => database.close());

describe("the checks at home of a month", () => {
  it("are drawn once, by the district, at least the policy's share and one a street, and can be drawn again", async () => {
    await expect(drawMonthChecks(street(), MONTH)).rejects.toMatchObject({ code: "whole-district-only" });
    const drawn = await drawMonthChecks(clerk(), MONTH);
    await expect(drawMonthChecks(clerk(), MONTH)).rejects.toMatchObject({ code: "field-check-drawn" });
    const stored = await one<{ text: string; value: string; ratio: number; seed: string; population: number }>(
      "select population_text as text, public_value as value, ratio_percent as ratio, seed, population from field_check_draw",
    );
    const list = stored.text.split("\n").map((line) => {
      const [elderNo = "", streetId] = line.split("\t");
      return { elderNo, streetId: Number(streetId) };
    });
    const again = drawFieldChecks(list, stored.value, { ratioPercent: stored.ratio }, sha256Hex);
    expect(again.seed).toBe(stored.seed);
    const kept = await rows<{ no: string }>(
      "select e.elder_no as no from field_check c join elder e on e.id = c.elder_id order by c.position",
    );
    expect(kept.map(({ no }) => no)).toEqual(again.drawn);
    expect(drawn * 100).toBeGreaterThanOrEqual(stored.population * stored.ratio);
    expect(await auditOf("field-check.draw")).toBe(1);
    await expect(rows("update field_check_draw set seed = 'x'")).rejects.toThrow();
  });

  it("are the street's own: another street sees none and records nothing", async () => {
    const check = await openCheck();
    expect((await showFieldChecks(street(), MONTH)).rows).toEqual([]);
    await expect(recordFieldCheck(street(), recorded(check))).rejects.toMatchObject({ code: "not-found" });
    await assignFieldCheck(clerk(), check.id, "user:somebody");
    expect(await one(`select assigned_to as who from field_check where id = '${check.id}'`)).toEqual({
      who: "user:somebody",
    });
  });

  it("say when somebody was at the door, after the visit and not ahead, and what was seen", async () => {
    const check = await openCheck();
    const early = { ...recorded(check), checkedAt: plusMinutes(instant(new Date(check.ended)), -1) };
    await expect(recordFieldCheck(clerk(), early)).rejects.toMatchObject({ code: "field-check-time" });
    const ahead = { ...recorded(check), checkedAt: plusMinutes(clerk().now, 1) };
    await expect(recordFieldCheck(clerk(), ahead)).rejects.toMatchObject({ code: "field-check-time" });
    await expect(recordFieldCheck(clerk(), { ...recorded(check), note: " " })).rejects.toMatchObject({
      code: "field-check-needs-note",
    });
    expect(await recordFieldCheck(clerk(), recorded(check, { person: "self" }))).toMatchObject({ recorded: false });
  });

  it("that agree question nothing and count as done", async () => {
    const check = await openCheck();
    expect(await recordFieldCheck(clerk(), recorded(check))).toEqual({ recorded: true, followUps: [] });
    const shown = await showFieldChecks(clerk(), MONTH);
    expect(shown.done).toBe(1);
    expect(shown.rows.find(({ visitNo }) => visitNo === check.no)).toMatchObject({ state: "done", group: "satisfied" });
    expect(
      await rows(`select 1 from finding where visit_id = '${check.visit}' and rule_code like 'R-CALLBACK%'`),
    ).toEqual([]);
    await expect(recordFieldCheck(clerk(), recorded(check))).rejects.toMatchObject({ code: "field-check-done" });
    await expect(rows("update field_check set note = 'x' where state = 'done'")).rejects.toThrow();
  });

  it("that deny the visit are a block on it, with a follow-up", async () => {
    const check = await openCheck();
    const denied = recorded(check, { person: "self", served: "no", notServed: "not_served" });
    expect(await recordFieldCheck(contextOf(database, "user:street"), denied)).toEqual({
      recorded: true,
      followUps: ["denied"],
    });
    expect(
      await one(`select state from finding where visit_id = '${check.visit}' and rule_code = 'R-CALLBACK-DENIED'`),
    ).toEqual({ state: "open" });
    expect(await one(`select approval_state as state from visit where id = '${check.visit}'`)).toEqual({
      state: "in_violation",
    });
    expect(await one("select kind, left(ticket_no, 11) as no from follow_up")).toEqual({
      kind: "denied",
      no: "SC-2026-12-",
    });
  });
});
