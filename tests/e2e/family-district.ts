/**
 * A server of its own for a family's phone: a played month, a daughter whose mother the demonstration's care worker visits today, a place to
 * book, and another time that is asked about.
 */
import { sql } from "drizzle-orm";
import { linkUntil } from "#app/domain/family/family-link.ts";
import { asDate, instantAt, localDateOf } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { knowWechat } from "#app/usecases/demo/link-families.server.ts";
import { recordWitnessedLink } from "#app/usecases/family/record-witnessed-link.server.ts";
import { cancelVisit } from "#app/usecases/scheduling/cancel-visit.server.ts";
import { findDemoWorker } from "#db/queries/demo-workers.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inTransaction, rowsOf, type Context, type Unit } from "#db/transaction.ts";
import { askForAnotherTime } from "./other-time.ts";
import { startOwnServer, type OwnServer } from "./own-server.ts";

const MONTH = plainMonth("2026-11");
const NEXT_MONTH = plainMonth("2026-12");
const TODAY = plainDate("2026-11-16");

export const DAUGHTER = { phone: "16000000007", openid: "demo-openid-0001" } as const;

type Mother = {
  readonly elderId: string;
  readonly elderNo: string;
  readonly phoneCipher: string;
  readonly visitNo: string;
  readonly lastVisitNo: string;
};

export type FamilyServer = OwnServer & {
  readonly linkId: string;
  /** The visit of today, which the demonstration's care worker makes. */
  readonly visitNo: string;
  readonly motherPhone: string;
};

/** An elder with a telephone of her own whom somebody has visited and somebody will visit again. */
async function findMother(unit: Unit): Promise<Mother> {
  const [mother] = rowsOf<Mother>(
    await unit.orm.execute(sql`
      select e.id as "elderId", e.elder_no as "elderNo", e.phone_cipher as "phoneCipher", v.visit_no as "visitNo",
             (select l.visit_no from visit l where l.elder_id = e.id and l.delivery_state = 'accepted' order by l.planned_start desc limit 1) as "lastVisitNo"
        from visit v join elder e on e.id = v.elder_id
       where v.delivery_state = 'accepted' and e.phone_cipher is not null
         and (select count(*) from elder o where o.phone_index = e.phone_index) = 1
         and (select count(*) from visit o where o.elder_id = e.id and o.delivery_state = 'accepted') > 1
         and exists (select 1 from visit d where d.elder_id = e.id and d.delivery_state = 'done')
       order by v.planned_start limit 1`),
  );
  if (mother === undefined) throw new Error("nobody is visited again");
  return mother;
}

/** Her next visit is this evening's, and the care worker's whom the sign-in "worker" will be. */
async function visitTonight(unit: Unit, { visitNo }: Mother): Promise<void> {
  const [provider] = await listProviders(unit);
  const worker = await findDemoWorker(unit, provider?.id ?? "", TODAY);
  const from = asDate(instantAt(TODAY, 20 * 60)).toISOString();
  const times = sql`planned_start = ${from}::timestamptz, planned_end = ${from}::timestamptz + interval '1 hour'`;
  await unit.orm.execute(sql`update visit set ${times} where visit_no = ${visitNo}`);
  await unit.orm.execute(
    sql`delete from visit_worker where visit_id = (select id from visit where visit_no = ${visitNo})`,
  );
  await unit.orm.execute(
    sql`insert into visit_worker (visit_id, worker_id, group_id, planned_start, planned_end, assigned_by)
        select id, ${worker?.id ?? ""}::uuid, id, planned_start, planned_end, 'demo' from visit where visit_no = ${visitNo}`,
  );
}

async function linkDaughter(context: Context, crypto: CryptoProvider, { elderNo }: Mother): Promise<string> {
  await knowWechat(context, crypto, DAUGHTER.phone, DAUGHTER.openid);
  return recordWitnessedLink(
    { ...context, actor: "demo:street" },
    crypto,
    { channel: "office", elderNo },
    {
      name: "王丽",
      relation: "daughter",
      phone: DAUGHTER.phone,
      scopes: ["schedule", "book", "results", "alerts"],
      toOn: linkUntil(localDateOf(context.now)),
      consentedBy: "elder",
      consentHow: "spoken",
      witnessName: "社区工作者",
    },
  );
}

export async function startFamilyServer(): Promise<FamilyServer> {
  let found: Omit<FamilyServer, keyof OwnServer> | null = null;
  const server = await startOwnServer({
    month: MONTH,
    today: TODAY,
    startMinute: 8 * 60,
    isPlayed: true,
    play: async (context, crypto) => {
      const mother = await inTransaction(context, async (unit) => {
        const found = await findMother(unit);
        await visitTonight(unit, found);
        return found;
      });
      const { elderId, phoneCipher, visitNo, lastVisitNo } = mother;
      await cancelVisit({ ...context, actor: "demo:street" }, lastVisitNo, "plan_changed");
      await askForAnotherTime(context, NEXT_MONTH, elderId);
      const motherPhone = crypto.decrypt(phoneCipher, { table: "elder", column: "phone", row: elderId });
      found = { linkId: await linkDaughter(context, crypto, mother), visitNo, motherPhone };
    },
  });
  if (found === null) throw new Error("nothing was played");
  return Object.assign(server, found as Omit<FamilyServer, keyof OwnServer>);
}
