import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawCallBacks } from "#app/domain/call-backs/draw-call-backs.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { assignCallBacks } from "#app/usecases/call-backs/assign-calls.server.ts";
import { createCallBackBatch } from "#app/usecases/call-backs/create-batch.server.ts";
import { takeCall, takeNextCall } from "#app/usecases/call-backs/lease-call.server.ts";
import { recordAttempt, releaseCall } from "#app/usecases/call-backs/record-attempt.server.ts";
import type { Database } from "#db/connection.server.ts";
import { findBatch, listLines } from "#db/repositories/call-backs.ts";
import { inTransaction } from "#db/transaction.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import {
  call,
  contextOf,
  lookups,
  MONTH,
  NOBODYS,
  openCalls,
  OPERATORS,
  calledMonth,
  SATISFIED,
} from "./called-month.ts";

let database: Database;
const { clerk, rows, one, freshCall, auditOf, street } = lookups(() => database);

beforeAll(async () => {
  database = await calledMonth();
});
afterAll(async () => database.close());

describe("a batch of call-backs", () => {
  it("is the whole district's, and of a month with a committed value", async () => {
    const asked = { month: MONTH, operators: OPERATORS };
    await expect(createCallBackBatch(street(), testCrypto, asked)).rejects.toMatchObject({
      code: "whole-district-only",
    });
    const unseeded = { ...asked, month: "2026-11" as typeof MONTH };
    await expect(createCallBackBatch(clerk(), testCrypto, unseeded)).rejects.toMatchObject({
      code: "sample-seed-missing",
    });
  });

  it("gives its calls out to the operators in turn", async () => {
    // A share that leaves some of a small district for replacements.
    await rows("update policy_version set parameters = jsonb_set(parameters, '{callback_ratio}', '12')");
    expect(await createCallBackBatch(clerk(), testCrypto, { month: MONTH, operators: OPERATORS })).toBe("2026-12-1");
    const found = await rows<{ operator: string; n: number }>(
      "select assigned_to as operator, count(*)::int as n from call_back where state = 'open' group by 1 order by 1",
    );
    expect(found.map(({ operator }) => operator)).toEqual(OPERATORS);
    expect(Math.abs((found[0]?.n ?? 0) - (found[1]?.n ?? 0))).toBeLessThanOrEqual(1);
    expect(await auditOf("call-back.draw")).toBe(1);
  });

  it("is drawn again from what is stored with the same persons and visits", async () => {
    const { batch, lines } = await inTransaction(clerk(), async (unit) => {
      const batch = await findBatch(unit, "2026-12-1");
      return { batch, lines: await listLines(unit, batch?.id ?? "") };
    });
    const again = drawCallBacks(
      lines.map((line) => ({ ...line, forced: line.forced as never })),
      batch?.publicValue ?? "",
      { ratioPercent: batch?.ratioPercent ?? 0 },
      sha256Hex,
    );
    expect(again).toMatchObject({
      batchDigest: batch?.batchDigest,
      factsDigest: batch?.factsDigest,
      seed: batch?.seed,
    });
    expect(again.order).toEqual(lines.map(({ visitNo }) => visitNo));
    const drawn = await rows<{ no: string }>(
      "select v.visit_no as no from call_back_visit l join visit v on v.id = l.visit_id",
    );
    expect(drawn.map(({ no }) => no).sort()).toEqual(
      again.calls.flatMap(({ visits }) => visits.map(({ visitNo }) => visitNo)).sort(),
    );
  });

  it("is followed by others with those who stand in none yet, known deaths left out and impossible numbers closed", async () => {
    const again = () => createCallBackBatch(clerk(), testCrypto, { month: MONTH, operators: [] });
    expect(await again()).toBe("2026-12-2");
    expect(await rows("select elder_id from call_back group by elder_id having count(*) > 1")).toEqual([]);
    const [dead, wrong] = await rows<{ elder: string }>(
      `select distinct elder_id as elder from visit v where delivery_state = 'done'
          and not exists (select 1 from call_back c where c.elder_id = v.elder_id) order by 1 limit 2`,
    );
    await rows(`update elder set death_on = '2026-12-31' where id = '${dead?.elder ?? ""}'`);
    await rows(`update elder set phone_cipher = null where id = '${wrong?.elder ?? ""}'`);
    await rows(`delete from elder_contact where elder_id = '${wrong?.elder ?? ""}'`);
    await rows("update policy_version set parameters = jsonb_set(parameters, '{callback_ratio}', '100')");
    expect(await again()).toBe("2026-12-3");
    const stateOf = (elder = "") =>
      rows(`select state, connection, excluded_for as reason from call_back where elder_id = '${elder}'`);
    expect(await stateOf(dead?.elder)).toEqual([{ state: "excluded", connection: null, reason: "known-death" }]);
    expect(await stateOf(wrong?.elder)).toEqual([{ state: "closed", connection: "wrong_information", reason: null }]);
    await rows("update policy_version set parameters = jsonb_set(parameters, '{callback_ratio}', '12')");
    await expect(again()).rejects.toMatchObject({ code: "call-back-nothing-to-draw" });
  });

  it("is never edited", async () => {
    await expect(rows("update call_back_batch set seed = 'x'")).rejects.toThrow();
    await expect(rows("delete from call_back_line")).rejects.toThrow();
    await expect(
      rows("update call_back set state = 'open', connection = null where state = 'closed'"),
    ).rejects.toThrow();
    await expect(rows("delete from call_back")).rejects.toThrow();
  });

  it("is given to other operators as far as it is open", async () => {
    const before = (await openCalls(clerk())).filter(({ operator }) => OPERATORS.includes(operator)).length;
    expect(await assignCallBacks(clerk(), { batchNo: "2026-12-1", operators: [...OPERATORS].reverse() })).toBe(before);
    await expect(assignCallBacks(clerk(), { batchNo: "2026-12-1", operators: [] })).rejects.toMatchObject({
      code: "call-back-no-operator",
    });
  });
});

describe("a call", () => {
  it("is taken by its operator, with an audit row that the number was shown, and by nobody else", async () => {
    const fresh = await freshCall();
    const other = OPERATORS.find((name) => name !== fresh.operator) ?? "";
    await expect(takeCall(contextOf(database, other), fresh.id, NOBODYS)).rejects.toMatchObject({ code: "not-found" });
    await expect(
      takeCall(contextOf(database, fresh.operator), fresh.id, { employedBy: fresh.provider }),
    ).rejects.toMatchObject({ code: "call-own-employer" });
    const before = await auditOf("call-back.show-number");
    await takeCall(contextOf(database, fresh.operator), fresh.id, NOBODYS);
    expect(await auditOf("call-back.show-number")).toBe(before + 1);
    await releaseCall(contextOf(database, fresh.operator), fresh.id);
    await expect(releaseCall(contextOf(database, fresh.operator), fresh.id)).rejects.toMatchObject({
      code: "call-not-taken",
    });
  });

  it("rings an elder for one operator at a time, also when the elder stands in two batches", async () => {
    const fresh = await freshCall();
    const other = OPERATORS.find((name) => name !== fresh.operator) ?? "";
    await rows(
      `insert into call_back (id, batch_id, elder_id, street_id, provider_id, position, assigned_to, state)
       select gen_random_uuid(), (select id from call_back_batch where batch_no = '2026-12-2'), elder_id, street_id, provider_id, 9999, '${other}', 'open'
         from call_back where id = '${fresh.id}'`,
    );
    const twin = await one<{ id: string }>(`select id from call_back where position = 9999`);
    await takeCall(contextOf(database, fresh.operator), fresh.id, NOBODYS);
    await expect(takeCall(contextOf(database, other), twin.id, NOBODYS)).rejects.toMatchObject({ code: "call-leased" });
    const next = await takeNextCall(contextOf(database, other), NOBODYS);
    expect(next).not.toBe(twin.id);
    await releaseCall(contextOf(database, other), next ?? "");
    // After twenty minutes without a result the elder is free for others.
    await takeCall(contextOf(database, other, 21), twin.id, NOBODYS);
    await releaseCall(contextOf(database, other, 21), twin.id);
    await call(database, { id: twin.id, operator: other }, { after: 22, connection: "barred" });
  });

  it("needs a result from who has it, and answers that are whole", async () => {
    const fresh = await freshCall();
    const context = contextOf(database, fresh.operator);
    const attempt = { callId: fresh.id, connection: "answered", appointmentAt: null, note: "" } as const;
    await expect(recordAttempt(context, testCrypto, { ...attempt, given: SATISFIED })).rejects.toMatchObject({
      code: "call-not-taken",
    });
    await takeCall(context, fresh.id, NOBODYS);
    expect(await recordAttempt(context, testCrypto, { ...attempt, given: { person: "self" } })).toEqual({
      recorded: false,
      problems: [{ key: "served", code: "missing" }],
    });
    expect(await rows(`select 1 from call_attempt where call_back_id = '${fresh.id}'`)).toEqual([]);
    await releaseCall(context, fresh.id);
  });

  it("that is answered well ends, and proves that somebody was there", async () => {
    const fresh = await freshCall();
    expect(await call(database, fresh, { given: SATISFIED })).toEqual({
      recorded: true,
      state: "closed",
      followUps: [],
    });
    expect(
      await one(`select connection, answer_group as "group", attempts from call_back where id = '${fresh.id}'`),
    ).toEqual({
      connection: "answered",
      group: "satisfied",
      attempts: 1,
    });
    const proofs = await one<{ proofs: { class: string; kind: string }[] }>(
      `select proofs from visit where id = '${fresh.visit}'`,
    );
    expect(proofs.proofs.map(({ kind }) => kind)).toContain("callback_result");
    await expect(takeCall(contextOf(database, fresh.operator, 60), fresh.id, NOBODYS)).rejects.toMatchObject({
      code: "call-closed",
    });
    await expect(rows("update call_answer set score = 0")).rejects.toThrow();
    await expect(rows("delete from call_attempt")).rejects.toThrow();
  });

  it("is put off to an agreed time and comes first then", async () => {
    const fresh = await freshCall();
    const at = plusMinutes(clerk().now, 90);
    expect(await call(database, fresh, { appointmentAt: at })).toMatchObject({ recorded: true, state: "open" });
    await expect(takeCall(contextOf(database, fresh.operator, 89), fresh.id, NOBODYS)).rejects.toMatchObject({
      code: "call-too-soon",
    });
    expect(await takeNextCall(contextOf(database, fresh.operator, 90), NOBODYS)).toBe(fresh.id);
    const context = contextOf(database, fresh.operator, 91);
    const recorded = {
      callId: fresh.id,
      connection: "answered",
      appointmentAt: null,
      note: "",
      given: SATISFIED,
    } as const;
    expect(await recordAttempt(context, testCrypto, recorded)).toMatchObject({ state: "closed" });
  });

  it("is tried three times two hours apart; then the number is on the error list and somebody else is called", async () => {
    const fresh = await freshCall();
    const before = await one<{ n: number }>("select count(*)::int as n from call_back");
    expect(await call(database, fresh, { connection: "no_answer" })).toMatchObject({ state: "open" });
    await expect(call(database, fresh, { connection: "busy", after: 119 })).rejects.toMatchObject({
      code: "call-too-soon",
    });
    await call(database, fresh, { connection: "busy", after: 120 });
    expect(await call(database, fresh, { connection: "switched_off", after: 240 })).toMatchObject({ state: "closed" });
    expect(
      await rows(`select connection from call_attempt where call_back_id = '${fresh.id}' order by attempt_no`),
    ).toEqual([{ connection: "no_answer" }, { connection: "busy" }, { connection: "switched_off" }]);
    expect(await rows(`select kind, state from follow_up where call_back_id = '${fresh.id}'`)).toEqual([
      { kind: "contact", state: "open" },
    ]);
    // The first round alone is no finding: the policy asks for two.
    expect(await rows("select 1 from finding where rule_code = 'R-CALLBACK-UNREACHABLE'")).toEqual([]);
    const after = await one<{ n: number; replaced: number }>(
      `select count(*)::int as n, (count(*) filter (where replaces_id = '${fresh.id}'))::int as replaced from call_back`,
    );
    expect([after.n - before.n, after.replaced]).toEqual([1, 1]);
    const [place] = await rows<{ assigned: string; batch: string; reasons: string[] }>(
      `select c.assigned_to as assigned, b.batch_no as batch, l.reasons from call_back c join call_back_batch b on b.id = c.batch_id
         join call_back_visit l on l.call_back_id = c.id where c.replaces_id = '${fresh.id}'`,
    );
    expect(place).toEqual({ assigned: fresh.operator, batch: "2026-12-1", reasons: ["replacement"] });
  });

  it("is not made when the death became known since", async () => {
    const fresh = await freshCall();
    await rows(`update elder set death_on = '2027-01-03' where id = '${fresh.elder}'`);
    await expect(takeCall(contextOf(database, fresh.operator), fresh.id, NOBODYS)).rejects.toMatchObject({
      code: "call-excluded",
    });
    expect(await one(`select state from call_back where id = '${fresh.id}'`)).toEqual({ state: "excluded" });
    expect(await auditOf("call-back.exclude")).toBe(1);
  });
});
