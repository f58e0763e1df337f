/** Who answers a call-back speaks for the elder only when the number is nobody's who works for the visit's provider, nor a relative's of the care worker. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { v7 } from "uuid";
import { createCallBackBatch } from "#app/usecases/call-backs/create-batch.server.ts";
import { verifyVisitAgain } from "#app/usecases/visits/verify-visit.server.ts";
import { showVisit } from "#app/usecases/screens/show-visits.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { call, calledMonth, lookups, MONTH, openCalls, OPERATORS, SATISFIED, type OpenCall } from "./called-month.ts";

let database: Database;
const { clerk, rows, one } = lookups(() => database);

beforeAll(async () => {
  database = await calledMonth();
  await rows("update policy_version set parameters = jsonb_set(parameters, '{callback_ratio}', '12')");
  await createCallBackBatch(clerk(), testCrypto, { month: MONTH, operators: OPERATORS });
});
afterAll(async () => database.close());

const PROOF = "select state, facts from finding where rule_code = 'R-PROXY-CONFLICT' and visit_id";
const findingOf = async (visit: string) =>
  (await rows<{ state: string; facts: unknown }>(`${PROOF} = '${visit}'`))[0] ?? null;

/** An elder who is to be called about a visit that nobody has confirmed: what the demonstration's elders said of it is taken away. */
async function unconfirmed(): Promise<OpenCall> {
  const leased = await rows<{ elder: string }>("select elder_id as elder from call_lease");
  const found = (await openCalls(clerk())).find((open) => !leased.some(({ elder }) => elder === open.elder));
  if (found === undefined) throw new Error("nobody is left to be called");
  await rows("alter table visit_event disable trigger user");
  await rows(
    `delete from visit_event where visit_id = '${found.visit}' and kind not in ('check_in', 'check_out', 'task_done')`,
  );
  await rows("alter table visit_event enable trigger user");
  return found;
}

/** A care worker of the provider who does not go to this visit. */
async function colleague({ provider, visit }: OpenCall): Promise<string> {
  const { id } = await one<{ id: string }>(
    `select id from care_worker where provider_id = '${provider}' and employed_to is null
       and id not in (select worker_id from visit_worker where visit_id = '${visit}') order by id limit 1`,
  );
  return id;
}

const ownNumberTo = (worker: string, elder: string) =>
  rows(
    `update care_worker set phone_index = (select phone_index from elder where id = '${elder}') where id = '${worker}'`,
  );

/** Gives the elder a contact who is called because the elder has no number any more. */
async function contactOnly(elder: string, number: string): Promise<string> {
  const id = v7();
  const cipher = testCrypto.encrypt(number, { table: "elder_contact", column: "phone", row: id });
  const index = Buffer.from(testCrypto.blindIndex(number, "phone")).toString("hex");
  await rows(`update elder set phone_cipher = null, phone_index = null where id = '${elder}'`);
  await rows(`delete from elder_contact where elder_id = '${elder}'`);
  await rows(`insert into elder_contact (id, elder_id, ordinal, name, phone_cipher, phone_index)
    values ('${id}', '${elder}', 1, '亲属', '${cipher}', decode('${index}', 'hex'))`);
  return index;
}

describe("a call-back that is answered with yes", () => {
  it("proves the visit when the number is the elder's own", async () => {
    const open = await unconfirmed();
    await call(database, open, { given: SATISFIED });
    expect(await findingOf(open.visit)).toBeNull();
    const { proofs } = await one<{ proofs: string }>(
      `select proofs::text as proofs from visit where id = '${open.visit}'`,
    );
    expect(proofs).toContain("callback_result");
  });

  it("proves nothing when the number is that of somebody who works for the provider, and the auditor reads why", async () => {
    const open = await unconfirmed();
    const worker = await colleague(open);
    await ownNumberTo(worker, open.elder);
    await call(database, open, { given: SATISFIED });
    expect(await findingOf(open.visit)).toEqual({ state: "open", facts: { connection: "staff" } });
    const { findings } = await showVisit(clerk(), open.visitNo, null);
    expect(findings.map(({ ruleCode }) => ruleCode)).toEqual(
      expect.arrayContaining(["R-PROXY-CONFLICT", "R-NO-PERSON-PROOF"]),
    );
    // Who had left before the call was made is nobody's staff any more.
    await rows(
      `update care_worker set employed_from = '2020-01-01', employed_to = '2026-11-30' where id = '${worker}'`,
    );
    await verifyVisitAgain(clerk(), open.visitNo);
    expect((await findingOf(open.visit))?.state).toBe("cleared");
  });

  it("proves nothing when a relative of the care worker answers for an elder without a number", async () => {
    const open = await unconfirmed();
    const index = await contactOnly(open.elder, "13900001234");
    await rows(`insert into elder_contact (id, elder_id, ordinal, name, phone_index)
      values ('${v7()}', '${open.elder}', 2, '亲属', (select w.phone_index from care_worker w
        join visit_worker g on g.worker_id = w.id where g.visit_id = '${open.visit}' limit 1))`);
    await call(database, open, { given: { ...SATISFIED, person: "family" } });
    expect(await findingOf(open.visit)).toEqual({ state: "open", facts: { connection: "relative" } });
    const { body } = await one<{ body: string }>(
      `select body::text as body from visit_event where visit_id = '${open.visit}' and kind = 'callback_result'`,
    );
    expect(body).toContain(index);
    expect(body).not.toContain("13900001234");
  });

  it("that denies the visit counts whoever answered", async () => {
    const open = await unconfirmed();
    await ownNumberTo(await colleague(open), open.elder);
    await call(database, open, { given: { person: "self", served: "no", notServed: "not_served" } });
    expect(await findingOf(open.visit)).toBeNull();
    const denied = await rows(
      `select 1 from finding where rule_code = 'R-CALLBACK-DENIED' and visit_id = '${open.visit}'`,
    );
    expect(denied).toHaveLength(1);
  });
});
