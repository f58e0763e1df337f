/**
 * A batch as one .xlsx: data, those not reached, and the summary in three blocks. The number of a person stands in full only where the
 * call is still to be made, for the call centre that makes it; all else is masked. Each export is in the audit log.
 */
import { maskIdNumber, maskPhone, maskRoom } from "#app/domain/access/masking.ts";
import type { Connection } from "#app/domain/call-backs/connection.ts";
import type { CallAnswers } from "#app/domain/call-backs/questionnaire.ts";
import { ageOn } from "#app/domain/elders/age.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { timeFact } from "#app/domain/verification/served-time.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { layoutSheet } from "#app/integrations/workbooks/sheet-form.ts";
import { writeWorkbook } from "#app/integrations/workbooks/write-workbook.server.ts";
import {
  listAnswers,
  listBatchCalls,
  listCalledVisits,
  listPersonResults,
  type ListedCall,
} from "#db/queries/call-lists.ts";
import { listStaff } from "#db/repositories/access.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import type { CallBackBatchRow } from "#db/repositories/call-backs.ts";
import { listSubtypes } from "#db/repositories/reference.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { exportMark } from "../reconciliation/export-mark.server.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import { answerOnSheet, CONNECTION_ON_SHEET } from "./call-sheet-words.ts";
import { callDataForm, callSummaryForm, type CallFormRow, type SummaryFormRow } from "./call-forms.ts";
import { callPolicy } from "./call-policy.server.ts";
import { loadCallees, type Callee } from "./dial-number.server.ts";
import { requireBatch, summaryBlocks, type SummaryBlock } from "./show-batches.server.ts";

const MOST_CALLS = 20_000;

type Source = {
  readonly callees: ReadonlyMap<string, Callee>;
  readonly visits: ReadonlyMap<string, Awaited<ReturnType<typeof listCalledVisits>>>;
  readonly answers: ReadonlyMap<string, CallAnswers>;
  readonly operators: ReadonlyMap<string, string>;
  readonly subtypes: ReadonlyMap<string, string>;
  readonly crypto: CryptoProvider;
};

/** What 总结 says: the result of a call that reached nobody, else what the answers come to. */
function resultText(connection: string | null, answers: CallAnswers | undefined): string {
  if (connection === null) return "";
  if (answers === undefined) return CONNECTION_ON_SHEET[connection as Connection];
  if (answers.served === "no") return answerOnSheet("notServed", answers.notServed);
  return CONNECTION_ON_SHEET.answered;
}

function saidPart(answers: CallAnswers | undefined, subtypes: ReadonlyMap<string, string>) {
  const word = (key: keyof CallAnswers) => answerOnSheet(key, (answers?.[key] as string | null | undefined) ?? null);
  const named = [...(answers?.services ?? []).map((code) => subtypes.get(code) ?? code), answers?.otherService ?? ""];
  return {
    ...{ person: word("person"), served: word("served"), sameWorker: word("sameWorker"), overall: word("overall") },
    ...{ uniformBadge: word("uniformBadge"), contactLeft: word("contactLeft"), knowsProvider: word("knowsProvider") },
    servicesSaid: named.filter((text) => text !== "").join("、"),
    visitsAMonth: answers?.visitsAMonth ?? null,
    minutesPerVisit: answers?.minutesPerVisit ?? null,
    suggestions: answers?.suggestions ?? "",
    remark: answers?.remark ?? "",
  };
}

function personPart(callee: Callee | undefined, isOpen: boolean, crypto: CryptoProvider) {
  const elder = callee?.elder;
  if (elder === undefined) return { phone: "", idNumber: "", sex: "", address: "", serviceAddress: "", district: "" };
  const open = (column: string, cipher: string) => crypto.decrypt(cipher, { table: "elder", column, row: elder.id });
  const number = callee?.dial?.number ?? "";
  const address = maskRoom(open("address", elder.addressCipher));
  return {
    phone: isOpen ? number : maskPhone(number),
    idNumber: maskIdNumber(open("id_number", elder.idNumberCipher)),
    sex: elder.sex === "female" ? "女" : "男",
    ...{ address, serviceAddress: address, district: elder.hukouDistrict ?? "" },
  };
}

function formRow(
  { call, elderName, provider }: ListedCall,
  source: Source,
  on: ReturnType<typeof localDateOf>,
): CallFormRow {
  const callee = source.callees.get(call.elderId);
  const [visited] = source.visits.get(call.id) ?? [];
  const visit = visited?.visit;
  const answers = source.answers.get(call.id);
  const time = (at: Date | undefined) => (at === undefined ? "" : (timeFact(instant(at)) ?? ""));
  return {
    number: call.position,
    calledOn: call.closedAt === null ? "" : localDateOf(instant(call.closedAt)),
    operator: call.assignedTo === null ? "" : (source.operators.get(call.assignedTo) ?? call.assignedTo),
    elder: elderName,
    ...personPart(callee, call.state === "open", source.crypto),
    age: callee === undefined ? null : ageOn(plainDate(callee.elder.birthOn), on),
    services: (visit?.subtypes ?? []).map((code) => source.subtypes.get(code) ?? code).join("、"),
    workers: visited?.workers ?? "",
    provider,
    start: time(visit?.effectiveIn ?? visit?.plannedStart),
    end: time(visit?.effectiveOut ?? visit?.plannedEnd),
    minutes: visit?.minutes ?? null,
    ...saidPart(answers, source.subtypes),
    result: call.state === "excluded" ? "剔除" : resultText(call.connection, answers),
  };
}

async function sourceOf(
  unit: Unit,
  calls: readonly ListedCall[],
  crypto: CryptoProvider,
  areaCode: string,
): Promise<Source> {
  const ids = calls.map(({ call }) => call.id);
  const staff = await listStaff(unit, ["operator"]);
  return {
    callees: await loadCallees(
      unit,
      calls.map(({ call }) => call.elderId),
      { areaCode, crypto },
    ),
    visits: groupBy(await listCalledVisits(unit, ids), (row) => row.callBackId),
    answers: new Map((await listAnswers(unit, ids)).map((row) => [row.callBackId, row.answers as CallAnswers])),
    operators: new Map(staff.map(({ actor, displayName }) => [actor, displayName])),
    subtypes: new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((one) => [one.code, one.nameZh])),
    crypto,
  };
}

function summaryRows(blocks: readonly SummaryBlock[], block: "first" | "second" | "merged"): SummaryFormRow[] {
  // The totals row of the form is the whole.
  return blocks.filter(({ zh }) => zh !== null).map((one) => ({ unit: one.zh ?? "", sums: one[block] }));
}

function headingOf(context: Context, batch: CallBackBatchRow) {
  const round = batch.round === 1 ? "首次" : "二次";
  return {
    unitLine: `批次：${batch.batchNo}（${round}）\u3000\u3000月份：${batch.month.slice(0, 7)}\u3000\u3000单位：人`,
    watermark: exportMark(context),
  };
}

/** Bytes of the workbook. Refuses "not-found". */
export async function writeCallWorkbook(
  context: Context,
  crypto: CryptoProvider,
  batchNo: string,
): Promise<Uint8Array> {
  const { rows, lost, blocks, heading } = await inTransaction(context, async (unit) => {
    const batch = await requireBatch(unit, batchNo);
    const calls = await listBatchCalls(unit, batch.id, { kind: "all", limit: MOST_CALLS, offset: 0 });
    const { parameters } = await callPolicy(unit, batch.month.slice(0, 7) as never);
    const source = await sourceOf(unit, calls, crypto, parameters.callback_area_code);
    const persons = await listPersonResults(unit, { batchId: batch.firstBatchId ?? batch.id });
    const open = calls.filter(({ call }) => call.state === "open").length;
    await insertAuditEvent(unit, context.actor, {
      chain: "access",
      action: "call-back.export",
      subjectType: "call-back-batch",
      subjectId: batchNo,
      facts: { persons: calls.length, numbersInFull: open },
    });
    const on = localDateOf(unit.now);
    const isLost = ({ call }: ListedCall) => call.state === "closed" && call.connection !== "answered";
    return {
      rows: calls.map((one) => formRow(one, source, on)),
      lost: calls.filter(isLost).map((one) => formRow(one, source, on)),
      blocks: await summaryBlocks(unit, persons, "street"),
      heading: headingOf(context, batch),
    };
  });
  return writeWorkbook([
    layoutSheet(callDataForm("回访数据", rows, heading)),
    layoutSheet(callDataForm("异常数据", lost, heading)),
    ...(["首次", "二次", "合并"] as const).map((name, place) =>
      layoutSheet(
        callSummaryForm(
          name,
          summaryRows(blocks, (["first", "second", "merged"] as const)[place] ?? "merged"),
          heading,
        ),
      ),
    ),
  ]);
}
