import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { correctNumber } from "#app/usecases/call-backs/correct-number.server.ts";
import { createCallBackBatch } from "#app/usecases/call-backs/create-batch.server.ts";
import { endFollowUp } from "#app/usecases/call-backs/end-follow-up.server.ts";
import { openSecondRound } from "#app/usecases/call-backs/second-round.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { call, contextOf, lookups, MONTH, openCalls, OPERATORS, calledMonth, SATISFIED } from "./called-month.ts";

let database: Database;
const { clerk, rows, one, freshCall, auditOf, street } = lookups(() => database);
const findingOf = (visit: string, code: string) =>
  rows<{ state: string; facts: Record<string, unknown> }>(
    `select state, facts from finding where visit_id = '${visit}' and rule_code = '${code}'`,
  );
const decisionOf = async (visit: string) =>
  (
    await rows<{ decision: string | null; reason: string | null }>(
      `select decision, decision_reason as reason from claim_line where visit_id = '${visit}' and voided_at is null`,
    )
  )[0];
const approvalOf = async (visit: string) =>
  (await one<{ state: string }>(`select approval_state as state from visit where id = '${visit}'`)).state;

beforeAll(async () => {
  database = await calledMonth();
  await rows("update policy_version set parameters = jsonb_set(parameters, '{callback_ratio}', '12')");
  await createCallBackBatch(clerk(), testCrypto, { month: MONTH, operators: OPERATORS });
});
afterAll(async () => database.close());

describe("an answer that denies the visit", () => {
  it("is a block on it, holds its line, and stands until two persons of the district let it stand again", async () => {
    const fresh = await freshCall();
    const given = { person: "family", served: "no", notServed: "not_served" };
    expect(await call(database, fresh, { given })).toMatchObject({ followUps: ["denied"] });
    expect(await findingOf(fresh.visit, "R-CALLBACK-DENIED")).toMatchObject([
      { state: "open", facts: { detail: "not_served" } },
    ]);
    expect(await approvalOf(fresh.visit)).toBe("in_violation");
    expect(await decisionOf(fresh.visit)).toEqual({ decision: "hold", reason: "R-CALLBACK-DENIED" });
    const { ticket } = await one<{ ticket: string }>(
      `select ticket_no as ticket from follow_up where call_back_id = '${fresh.id}'`,
    );
    const end = { ticketNo: ticket, outcome: "visit-stands", note: "已上门核实", isDistrict: true, diedOn: null };
    await expect(endFollowUp(street(), end)).rejects.toMatchObject({ code: "not-found" });
    expect(await endFollowUp(clerk(), end)).toBe("proposed");
    expect(await approvalOf(fresh.visit)).toBe("in_violation");
    await expect(endFollowUp(clerk(), end)).rejects.toMatchObject({ code: "follow-up-needs-other-person" });
    expect(await endFollowUp(contextOf(database, "user:lead"), end)).toBe("closed");
    expect(await findingOf(fresh.visit, "R-CALLBACK-DENIED")).toMatchObject([{ state: "withdrawn" }]);
    expect(await approvalOf(fresh.visit)).not.toBe("in_violation");
    expect(await auditOf("follow-up.close")).toBe(1);
  });

  it("because the elder is dead stops no money before a person of the district has confirmed it", async () => {
    const fresh = await freshCall();
    const given = { person: "family", served: "no", notServed: "deceased" };
    expect(await call(database, fresh, { given })).toMatchObject({ followUps: ["deceased", "denied"] });
    expect(await one(`select death_on as died from elder where id = '${fresh.elder}'`)).toEqual({ died: null });
    const { ticket } = await one<{ ticket: string }>(
      `select ticket_no as ticket from follow_up where call_back_id = '${fresh.id}' and kind = 'deceased'`,
    );
    const end = { ticketNo: ticket, outcome: "death-confirmed", note: "派出所证明", isDistrict: true, diedOn: null };
    await expect(endFollowUp(clerk(), end)).rejects.toMatchObject({ code: "follow-up-needs-date" });
    const dated = { ...end, diedOn: plainDate("2026-12-02") };
    const reporter = contextOf(database, fresh.operator);
    await expect(endFollowUp(reporter, dated)).rejects.toMatchObject({ code: "follow-up-needs-other-person" });
    await expect(endFollowUp(clerk(), { ...dated, isDistrict: false })).rejects.toMatchObject({
      code: "follow-up-needs-district",
    });
    expect(await endFollowUp(clerk(), dated)).toBe("closed");
    expect(await one(`select death_on::text as died from elder where id = '${fresh.elder}'`)).toEqual({
      died: "2026-12-02",
    });
    expect(await auditOf("stop.scan")).toBe(1);
  });
});

describe("an answer that differs or complains", () => {
  it("is a question to the street, held, with a date", async () => {
    const fresh = await freshCall();
    const given = { ...SATISFIED, minutesPerVisit: "30", uniformBadge: "no" };
    expect(await call(database, fresh, { given })).toMatchObject({ followUps: ["different"] });
    expect(await findingOf(fresh.visit, "R-CALLBACK-DIFFERENT")).toMatchObject([
      { state: "open", facts: { detail: "shorter,no_badge", said_minutes: 30 } },
    ]);
    expect(await decisionOf(fresh.visit)).toEqual({ decision: "hold", reason: "R-CALLBACK-DIFFERENT" });
  });

  it("is a warning when the elder is not satisfied, until the rating is taken back", async () => {
    const fresh = await freshCall();
    const given = { ...SATISFIED, overall: "dissatisfied", overallConfirmed: "on", suggestions: "来得晚 13812345678" };
    expect(await call(database, fresh, { given })).toMatchObject({ followUps: ["dissatisfied"] });
    const [found] = await findingOf(fresh.visit, "R-DISSATISFIED");
    expect(found).toMatchObject({ state: "open", facts: { detail: "来得晚 138****5678" } });
    expect(await approvalOf(fresh.visit)).not.toBe("in_violation");
    const { ticket } = await one<{ ticket: string }>(
      `select ticket_no as ticket from follow_up where call_back_id = '${fresh.id}'`,
    );
    const end = { ticketNo: ticket, outcome: "withdrawn", note: "老人表示满意", isDistrict: false, diedOn: null };
    expect(await endFollowUp(clerk(), end)).toBe("closed");
    expect(await findingOf(fresh.visit, "R-DISSATISFIED")).toMatchObject([{ state: "cleared" }]);
  });

  it("is a block while a complaint is open and none once it is settled", async () => {
    const fresh = await freshCall();
    expect(await call(database, fresh, { given: { ...SATISFIED, complaint: "on" } })).toMatchObject({
      followUps: ["complaint"],
    });
    const { ticket } = await one<{ ticket: string }>(
      `select ticket_no as ticket from follow_up where call_back_id = '${fresh.id}'`,
    );
    expect(await findingOf(fresh.visit, "R-COMPLAINT-OPEN")).toMatchObject([{ state: "open", facts: { ticket } }]);
    expect(await decisionOf(fresh.visit)).toEqual({ decision: "hold", reason: "R-COMPLAINT-OPEN" });
    const end = { ticketNo: ticket, outcome: "settled", note: "已道歉", isDistrict: false, diedOn: null };
    expect(await endFollowUp(clerk(), end)).toBe("closed");
    expect(await findingOf(fresh.visit, "R-COMPLAINT-OPEN")).toMatchObject([{ state: "cleared" }]);
    await expect(endFollowUp(clerk(), end)).rejects.toMatchObject({ code: "follow-up-closed" });
    await expect(rows(`update follow_up set note = 'x' where ticket_no = '${ticket}'`)).rejects.toThrow();
  });
});

describe("the second round", () => {
  it("waits for the end of the first", async () => {
    await expect(
      openSecondRound(clerk(), testCrypto, { batchNo: "2026-12-1", operators: OPERATORS }),
    ).rejects.toMatchObject({ code: "call-back-first-round-open" });
  });

  it("calls those again who were not reached, by their corrected numbers, and then says so", async () => {
    for (let open = (await openCalls(clerk()))[0]; open !== undefined; open = (await openCalls(clerk()))[0])
      await call(database, { ...open, operator: open.operator }, { connection: "suspended", after: 600 });
    const wrong = await one<{ ticket: string; elder: string }>(
      "select ticket_no as ticket, elder_id as elder from follow_up where kind = 'contact' and state = 'open' order by opened_at, ticket_no limit 1",
    );
    const corrected = { ticketNo: wrong.ticket, phone: "8517 1234", note: "社区核对" };
    await expect(correctNumber(clerk(), testCrypto, { ...corrected, phone: "123" })).rejects.toMatchObject({
      code: "phone-impossible",
    });
    await correctNumber(clerk(), testCrypto, corrected);
    const { cipher } = await one<{ cipher: string }>(
      `select phone_cipher as cipher from elder where id = '${wrong.elder}'`,
    );
    expect(testCrypto.decrypt(cipher, { table: "elder", column: "phone", row: wrong.elder })).toBe("051385171234");
    const asked = { batchNo: "2026-12-1", operators: ["user:anna"] };
    expect(await openSecondRound(clerk(700), testCrypto, asked)).toBe("2026-12-1-2");
    expect(await openSecondRound(clerk(700), testCrypto, asked)).toBe("2026-12-1-2");
    const linked = await one<{ n: number; first: number }>(
      `select count(*)::int as n, count(f.id)::int as first from call_back c join call_back_batch b on b.id = c.batch_id and b.round = 2
         left join call_back f on f.id = c.first_call_id and f.connection <> 'answered' and f.elder_id = c.elder_id`,
    );
    expect(linked.n).toBeGreaterThan(0);
    expect(linked.first).toBe(linked.n);
    const again = (await openCalls(clerk()))[0];
    if (again === undefined) throw new Error("no second call");
    await call(database, again, { connection: "no_such_number", after: 700 });
    const [found] = await findingOf(again.visit, "R-CALLBACK-UNREACHABLE");
    expect(found).toMatchObject({ state: "open", facts: { rounds: 2, result: "no_such_number" } });
    await expect(openSecondRound(clerk(), testCrypto, { batchNo: "2026-12-1-2", operators: [] })).rejects.toMatchObject(
      { code: "call-back-no-second-round" },
    );
  });
});
