/** Postings of a run that the tie-out sets beside claim lines and bank lines: what became payable, and what the bank confirmed. */
import { and, asc, eq, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { account, journal, posting } from "../schema/ledger.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";
import { providerReached } from "../repositories/scope-conditions.ts";

/** In the order of the vouchers. A settlement credits what is payable to the provider, a confirmation debits what is in transit. */
export async function listTiePostings(unit: Unit, runNo: string) {
  const [debit, credit] = [alias(account, "debit"), alias(account, "credit")];
  const settled = and(eq(journal.kind, "settlement"), eq(credit.code, "provider.payable"));
  const confirmed = and(eq(journal.kind, "payment_confirmed"), eq(debit.code, "payment.in_transit"));
  return unit.orm
    .select({
      kind: journal.kind,
      voucherYear: journal.voucherYear,
      voucherNo: journal.voucherNo,
      line: posting.line,
      providerCode: provider.creditCode,
      visitNo: visit.visitNo,
      amountFen: posting.amountFen,
    })
    .from(posting)
    .innerJoin(journal, eq(journal.id, posting.journalId))
    .innerJoin(debit, eq(debit.id, posting.debitAccountId))
    .innerJoin(credit, eq(credit.id, posting.creditAccountId))
    .innerJoin(
      provider,
      sql`${provider.id} = case when ${journal.kind} = 'settlement' then ${credit.providerId} else ${debit.providerId} end`,
    )
    .leftJoin(visit, eq(visit.id, posting.visitId))
    .where(
      and(
        sql`starts_with(${journal.sourceId}, ${`${runNo}:`})`,
        or(settled, confirmed),
        providerReached(unit, provider.id),
      ),
    )
    .orderBy(asc(journal.voucherYear), asc(journal.voucherNo), asc(posting.line));
}

export type TiePosting = Awaited<ReturnType<typeof listTiePostings>>[number];
