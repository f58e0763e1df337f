import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asDate, plusMinutes } from "#app/domain/time/instant.ts";
import { MessageError, RECORDING_GATEWAY, type GatewayMessage } from "#app/integrations/messages/message-gateway.ts";
import { paymentNotice, sentNotice } from "#app/integrations/wechat-pay/simulator/signed-messages.server.ts";
import { noteCauses, type Cause } from "#app/usecases/messages/note-cause.server.ts";
import { isAnythingToSend, sendMessages } from "#app/usecases/messages/send-messages.server.ts";
import { listSentMessages } from "#app/usecases/messages/list-messages.server.ts";
import { startPayment } from "#app/usecases/payments/start-payment.server.ts";
import type { Database } from "#db/connection.server.ts";
import { insertMember } from "#db/repositories/family-members.ts";
import { insertLink } from "#db/repositories/family.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { query, run } from "../kiosk/kiosk-district.ts";
import { openPayingDistrict, type OwnVisit, type PayingDistrict } from "../payments/paying-district.ts";

let database: Database;
let district: PayingDistrict;

beforeAll(async () => {
  ({ database, district } = await openPayingDistrict(13));
});
afterAll(async () => {
  district.server.close();
  await database.close();
});

function nextVisit(): OwnVisit {
  const visit = district.visits.shift();
  if (!visit) throw new Error("no visit left");
  return visit;
}

const at = (minutes: number): Context => district.context(plusMinutes(district.clock.now, minutes));
const crypto = testCrypto;

async function link({ elderId }: OwnVisit, phone: string, scopes: readonly string[]): Promise<string> {
  const id = at(0).newId();
  await inTransaction(at(0), (unit) =>
    insertLink(unit, {
      id,
      elderId,
      name: "王小明",
      relation: "son",
      phoneCipher: crypto.encrypt(phone, { table: "family_link", column: "phone", row: id }),
      phoneIndex: crypto.blindIndex(phone, "phone"),
      scopes: [...scopes],
      fromOn: "2026-11-01",
      toOn: "2027-11-01",
      consentVersion: "test",
    }),
  );
  return id;
}

const arrived = ({ visitNo, elderId }: OwnVisit): Cause => ({
  kind: "visit_arrived",
  subject: visitNo,
  elderId,
  facts: { visitNo },
  happenedAt: district.clock.now,
});

const note = (...causes: Cause[]) => inTransaction(at(0), (unit) => noteCauses(unit, causes));

/** A gateway that does what the list says, then takes everything. */
function carrier(...troubles: (MessageError | Error)[]) {
  const heard: GatewayMessage[] = [];
  const send = async (message: GatewayMessage) => {
    heard.push(message);
    const trouble = troubles.shift();
    if (trouble) throw trouble;
    return { channel: "wechat" as const, channelNo: `N${heard.length}` };
  };
  return { heard, send };
}

const messagesOf = ({ elderId }: OwnVisit) =>
  query<{ state: string; attempts: number; mask: string; kind: string; error: string | null }>(
    at(0),
    `select kind, state, attempts, recipient_mask as mask, last_error as error from outgoing_message
      where elder_id = '${elderId}' order by recipient_mask`,
  );

describe("messages to the family", () => {
  it("go to the members whom the elder lets see it, and to nobody else", async () => {
    const visit = nextVisit();
    await link(visit, "13900000001", ["schedule", "pay"]);
    await link(visit, "13900000002", ["results", "alerts"]);
    await note(arrived(visit), arrived(nextVisit()));
    const { heard, ...carries } = carrier();
    expect(await sendMessages(at(0), crypto, carries)).toMatchObject({ made: 1, carried: 1 });
    expect(heard).toMatchObject([{ kind: "visit_arrived", address: { phone: "13900000001", openId: null } }]);
    expect(heard[0]?.fields).toMatchObject({ visitNo: visit.visitNo, time: "2026-11-16 09:40" });
    expect(heard[0]?.fields["elder"]).toContain("*");
    expect(await messagesOf(visit)).toEqual([
      { kind: "visit_arrived", state: "sent", attempts: 1, mask: "139****0001", error: null },
    ]);
  });

  it("are not written when what happened was taken back, and once when it is said twice", async () => {
    const visit = nextVisit();
    await link(visit, "13900000003", ["schedule"]);
    await expect(
      inTransaction(at(0), async (unit) => {
        await noteCauses(unit, [arrived(visit)]);
        throw new Error("taken back");
      }),
    ).rejects.toThrow("taken back");
    expect(await isAnythingToSend(at(0))).toBe(false);
    await note(arrived(visit));
    await note(arrived(visit));
    const { heard, ...carries } = carrier();
    await Promise.all([sendMessages(at(0), crypto, carries), sendMessages(at(0), crypto, carries)]);
    expect(heard).toHaveLength(1);
    const jobs = await query(at(0), `select 1 from job where kind = 'send-messages' and state = 'queued'`);
    expect(jobs.length).toBeGreaterThan(0);
  });

  it("are tried again with the same key when nobody knows whether they went out, and left to a person after the last try", async () => {
    const visit = nextVisit();
    await link(visit, "13900000004", ["schedule"]);
    await note(arrived(visit));
    // A process that ends in the middle of a try looks like the second one.
    const unsure = () => new MessageError("unsure", "no-answer");
    const carries = carrier(unsure(), new Error("ended"), unsure(), unsure());
    await sendMessages(at(0), crypto, carries);
    expect(await isAnythingToSend(at(0.4))).toBe(false);
    await expect(sendMessages(at(1), crypto, carries)).rejects.toThrow("ended");
    await sendMessages(at(4), crypto, carries);
    expect(await messagesOf(visit)).toMatchObject([{ state: "queued", attempts: 3 }]);
    await sendMessages(at(11), crypto, carries);
    expect(await messagesOf(visit)).toMatchObject([{ state: "failed", attempts: 4, error: "no-answer" }]);
    expect(new Set(carries.heard.map(({ key }) => key)).size).toBe(1);
    expect(await sendMessages(at(30), crypto, carries)).toMatchObject({ carried: 0, failed: 0 });
  });

  it("end at once when the channel refuses, and are not sent when they say nothing new any more", async () => {
    const [refused, late] = [nextVisit(), nextVisit()];
    await link(refused, "13900000005", ["schedule"]);
    await note(arrived(refused));
    await sendMessages(at(0), crypto, carrier(new MessageError("refused", "wechat-43004")));
    expect(await messagesOf(refused)).toMatchObject([{ state: "failed", attempts: 1, error: "wechat-43004" }]);
    await link(late, "13900000006", ["schedule"]);
    await note(arrived(late));
    expect(await sendMessages(at(61), crypto, carrier())).toMatchObject({ made: 0, carried: 0 });
    expect(await isAnythingToSend(at(61))).toBe(false);
  });

  it("reach WeChat by the name that the person has there, where one is known", async () => {
    const [visit, id] = [nextVisit(), at(0).newId()];
    const [phone, field] = ["13900000007", { table: "family_member", row: id }];
    await link(visit, phone, ["schedule"]);
    await inTransaction(at(0), (unit) =>
      insertMember(unit, {
        id,
        phoneIndex: crypto.blindIndex(phone, "phone"),
        phoneCipher: crypto.encrypt(phone, { ...field, column: "phone" }),
        wechatIndex: crypto.blindIndex("open-7", "wechat"),
        wechatCipher: crypto.encrypt("open-7", { ...field, column: "wechat" }),
        createdAt: asDate(unit.now),
      }),
    );
    await note(arrived(visit));
    const carries = carrier();
    await sendMessages(at(0), crypto, carries);
    expect(carries.heard[0]?.address.openId).toBe("open-7");
  });
});

it("a payment is told to its payer once, however often it is notified, and staff see it masked", async () => {
  const visit = nextVisit();
  const linkId = await link(visit, "13900000008", ["pay"]);
  const started = await startPayment(at(0), district.paymentChannel.gateway, {
    ...visit,
    payerLinkId: linkId,
    way: { method: "native" },
  });
  const placed = district.channel.pay(started.orderNo, district.clock.now);
  const message = sentNotice(district.account, paymentNotice(district.account, placed), district.clock.now);
  await Promise.all(Array.from({ length: 12 }, () => district.arrive(message)));
  const [count] = await query<{ causes: number; jobs: number }>(
    at(0),
    `select count(*)::int as causes, (select count(*)::int from job j where j.subject in
       (select c.id::text from message_cause c where c.subject = '${started.orderNo}')) as jobs
       from message_cause where subject = '${started.orderNo}'`,
  );
  expect(count).toEqual({ causes: 1, jobs: 1 });
  await sendMessages(at(0), crypto, RECORDING_GATEWAY);
  const shown = await listSentMessages(at(0), crypto, { elderId: visit.elderId });
  expect(shown).toMatchObject([
    {
      kind: "payment_received",
      state: "recorded",
      recipient: "139****0008",
      relation: "son",
      fields: { orderNo: started.orderNo, yuan: (Number(started.amountFen) / 100).toFixed(2) },
    },
  ]);
});

describe("at night", () => {
  /** Minutes from 9:40: 22:00 of the same day, and 7:00 of the next. */
  const [TEN_PM, SEVEN_AM] = [740, 1_280];

  type Happened = Pick<Cause, "kind" | "subject"> & { readonly minutes: number };

  const happen = ({ visitNo, elderId }: OwnVisit, { kind, subject, minutes }: Happened) =>
    inTransaction(at(minutes), (unit) =>
      noteCauses(unit, [{ kind, subject, elderId, facts: { visitNo }, happenedAt: unit.now }]),
    );

  it("nobody is written to but of alarms, from ten in the evening until seven, and the rest is told then", async () => {
    const visit = nextVisit();
    await link(visit, "13900000011", ["schedule", "alerts"]);
    const { heard, ...carries } = carrier();
    await happen(visit, { kind: "visit_booked", subject: "n1", minutes: TEN_PM - 1 });
    expect(await sendMessages(at(TEN_PM - 1), crypto, carries)).toMatchObject({ made: 1, carried: 1 });
    await happen(visit, { kind: "visit_finished", subject: "n2", minutes: TEN_PM });
    expect(await isAnythingToSend(at(TEN_PM))).toBe(false);
    await happen(visit, { kind: "alert_raised", subject: "n3", minutes: TEN_PM + 1 });
    expect(await isAnythingToSend(at(TEN_PM + 1))).toBe(true);
    expect(await sendMessages(at(TEN_PM + 1), crypto, carries)).toMatchObject({ made: 1, carried: 1 });
    expect(await sendMessages(at(SEVEN_AM - 1), crypto, carries)).toMatchObject({ made: 0, carried: 0 });
    expect(await isAnythingToSend(at(SEVEN_AM))).toBe(true);
    expect(await sendMessages(at(SEVEN_AM), crypto, carries)).toMatchObject({ made: 1, carried: 1 });
    expect(heard.map(({ kind }) => kind)).toEqual(["visit_booked", "alert_raised", "visit_finished"]);
  });

  it("several changes of one visit become the one message that says how it stands", async () => {
    const visit = nextVisit();
    await link(visit, "13900000012", ["schedule"]);
    await happen(visit, { kind: "visit_booked", subject: "n4", minutes: TEN_PM + 10 });
    await happen(visit, { kind: "visit_moved", subject: "n5", minutes: TEN_PM + 20 });
    await happen(visit, { kind: "visit_cancelled", subject: "n6", minutes: TEN_PM + 30 });
    const { heard, ...carries } = carrier();
    expect(await sendMessages(at(SEVEN_AM), crypto, carries)).toMatchObject({ made: 1, carried: 1 });
    expect(heard.map(({ kind }) => kind)).toEqual(["visit_cancelled"]);
  });

  it("whom the elder has ended by the morning is told nothing of the night", async () => {
    const visit = nextVisit();
    const linkId = await link(visit, "13900000013", ["schedule"]);
    await happen(visit, { kind: "visit_booked", subject: "n7", minutes: TEN_PM + 5 });
    await run(at(0), `update family_link set revoked_at = now(), revoked_by = 'elder:test' where id = '${linkId}'`);
    expect(await sendMessages(at(SEVEN_AM), crypto, carrier())).toMatchObject({ made: 0, carried: 0 });
  });

  it("a try that may have gone out is not made again in the morning, when its key is forgotten", async () => {
    const visit = nextVisit();
    await link(visit, "13900000014", ["schedule"]);
    await happen(visit, { kind: "visit_booked", subject: "n8", minutes: TEN_PM - 1 });
    const carries = carrier(new MessageError("unsure", "no-answer"));
    await sendMessages(at(TEN_PM - 0.2), crypto, carries);
    expect(await isAnythingToSend(at(TEN_PM + 1))).toBe(false);
    expect(await sendMessages(at(SEVEN_AM), crypto, carries)).toMatchObject({ carried: 0, failed: 1 });
    expect(carries.heard).toHaveLength(1);
    expect(await messagesOf(visit)).toMatchObject([{ state: "failed", attempts: 1, error: "no-answer" }]);
  });
});
