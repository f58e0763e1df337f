/** One elder's visits and fees over all months as officials file them: 上门服务历史表 and 历史费用表. The name is masked; the export is in the audit log. */
import { maskName } from "#app/domain/access/masking.ts";
import { fen, sumFen, ZERO_FEN } from "#app/domain/money/fen.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, localDateOf, localTimeOf } from "#app/domain/time/instant.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { layoutSheet } from "#app/integrations/workbooks/sheet-form.ts";
import { writeWorkbook } from "#app/integrations/workbooks/write-workbook.server.ts";
import { readElderHistory } from "#db/queries/official-forms.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listPartsOfLines } from "#db/repositories/clawbacks.ts";
import { listSubtypes } from "#db/repositories/reference.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { exportMark } from "./export-mark.server.ts";
import { feeForm, historyForm, type FeeRow, type HistoryRow } from "./official-forms.ts";
import { fundWords } from "./fund-words.server.ts";

/** Words of states and reasons; the edge gives them, because a use case has no language. */
export type HistoryTexts = {
  readonly delivery: (state: string) => string;
  readonly approval: (state: string) => string;
  readonly refused: (code: string) => string;
};

type Rows = NonNullable<Awaited<ReturnType<typeof readElderHistory>>>["rows"];

const clock = (at: Date | null) => (at === null ? "" : clockText(localTimeOf(instant(at)).minute));
const dayOf = ({ visit }: Rows[number]) => localDateOf(instant(visit.effectiveIn ?? visit.plannedStart));

function historyRow(
  row: Rows[number],
  name: string,
  given: { names: ReadonlyMap<string, string>; texts: HistoryTexts },
): HistoryRow {
  const { visit } = row;
  return {
    name,
    serviceOn: dayOf(row),
    kind: "上门服务",
    items: visit.subtypes.map((code) => given.names.get(code) ?? code).join("、"),
    checkIn: clock(visit.effectiveIn),
    checkOut: clock(visit.effectiveOut),
    minutes: visit.minutes,
    workers: row.workers ?? "",
    amountFen: row.settlement === null ? ZERO_FEN : fen(row.settlement.approvedFen),
    state: given.texts.delivery(visit.deliveryState),
  };
}

type FeeWords = { readonly texts: HistoryTexts; readonly fundOf: (settlementLineId: string | null) => string };

/** A fee is what was settled; what was claimed and not paid stays in the list as void, with its reason. */
function feeRow(row: Rows[number], name: string, { texts, fundOf }: FeeWords): FeeRow[] {
  const { settlement, claim, visit } = row;
  if (claim === null) return [];
  const paidFen = settlement === null ? ZERO_FEN : fen(settlement.approvedFen);
  const isVoid = settlement !== null && paidFen === 0n;
  return [
    {
      name,
      serviceOn: dayOf(row),
      amountFen: settlement === null ? fen(claim.askedFen) : paidFen,
      fund: fundOf(settlement?.id ?? null),
      confirmation: settlement === null ? "未关账" : texts.approval(visit.approvalState),
      voided: isVoid ? "作废" : "",
      reason: isVoid ? texts.refused(settlement.outcomeCode ?? "") : "",
    },
  ];
}

/** Refuses "not-found" for an elder outside the scope. */
export async function writeElderHistory(
  context: Context,
  elderNo: string,
  texts: HistoryTexts,
): Promise<{ readonly fileName: string; readonly bytes: Uint8Array }> {
  const { name, rows, names, fundOf } = await inTransaction(context, async (unit) => {
    const found = await readElderHistory(unit, elderNo);
    if (found === null) throw new Refusal("not-found");
    const settled = found.rows.flatMap(({ settlement }) => (settlement ? [fen(settlement.approvedFen)] : []));
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "form.elder-history",
      subjectType: "elder",
      subjectId: elderNo,
      facts: { rows: found.rows.length, amountFen: sumFen(settled).toString() },
    });
    const subtypes = await listSubtypes(unit, CATALOGUE_IN_FORCE);
    const funds = await fundWords(unit);
    const parts = await listPartsOfLines(
      unit,
      found.rows.flatMap(({ settlement }) => settlement?.id ?? []),
    );
    return {
      ...found,
      names: new Map(subtypes.map((one) => [one.code, one.nameZh])),
      fundOf: (id: string | null) => funds(parts.get(id ?? "") ?? []),
    };
  });
  const masked = maskName(name);
  const heading = {
    unitLine: `编号：${elderNo}\u3000\u3000单位：元`,
    watermark: exportMark(context),
  };
  const done = rows.map((row) => historyRow(row, masked, { names, texts }));
  const fees = rows.flatMap((row) => feeRow(row, masked, { texts, fundOf }));
  return {
    fileName: `${elderNo}-上门服务历史`,
    bytes: await writeWorkbook([layoutSheet(historyForm(done, heading)), layoutSheet(feeForm(fees, heading))]),
  };
}
