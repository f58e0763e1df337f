/**
 * The candidate list as officials use it: the columns of the roster form (服务对象花名册), identity numbers and phones masked and as
 * text, then the verdict and every reason against. The export is on record with its filter and count.
 */
import { maskIdNumber, maskName, maskPhone } from "#app/domain/access/masking.ts";
import { ageOn } from "#app/domain/elders/age.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { layoutSheet, type FormColumn } from "#app/integrations/workbooks/sheet-form.ts";
import { writeWorkbook } from "#app/integrations/workbooks/write-workbook.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { loadCandidates, matchesFilter, type CandidateEntry, type CandidateFilter } from "./list-candidates.server.ts";
import { exportMark } from "../reconciliation/export-mark.server.ts";
import { SIGNATURES } from "../reconciliation/official-sheet.ts";

/** Words of the form; the edge gives them, because a use case has no language. */
export type CandidateTexts = {
  readonly sex: (code: string) => string;
  readonly assistance: (code: string) => string;
  readonly grade: (grade: number | null) => string;
  readonly verdict: (code: string) => string;
  readonly reason: (code: string, facts: Readonly<Record<string, unknown>>) => string;
  readonly nextStep: (code: string) => string;
};

type Row = CandidateEntry & { readonly ordinal: number; readonly idNumber: string; readonly phone: string | null };

const columnsOf = (texts: CandidateTexts): readonly FormColumn<Row>[] => [
  { key: "ordinal", header: "序号", kind: "whole", width: 6, value: (one) => one.ordinal },
  { key: "name", header: "姓名", kind: "text", width: 10, value: ({ row }) => maskName(row.name) },
  { key: "sex", header: "性别", kind: "text", width: 6, value: ({ row }) => texts.sex(row.sex) },
  { key: "id_number", header: "身份证号", kind: "identifier", width: 22, value: (one) => one.idNumber },
  {
    key: "age",
    header: "年龄",
    kind: "whole",
    width: 6,
    value: ({ row }) => ageOn(plainDate(row.birthOn), plainDate(row.judgedOn)),
  },
  { key: "street", header: "街道", kind: "text", width: 14, value: ({ row }) => row.streetZh },
  { key: "community", header: "社区", kind: "text", width: 14, value: ({ row }) => row.community },
  { key: "phone", header: "联系电话", kind: "identifier", width: 14, value: (one) => one.phone },
  {
    key: "assistance",
    header: "困难类别",
    kind: "text",
    width: 16,
    value: ({ row }) => (row.assistanceKind === null ? null : texts.assistance(row.assistanceKind)),
  },
  { key: "grade", header: "能力等级", kind: "text", width: 14, value: ({ grade }) => texts.grade(grade) },
  { key: "assessed_on", header: "评估日期", kind: "date", width: 12, value: ({ row }) => row.assessedOn },
  { key: "valid_until", header: "评估到期", kind: "date", width: 12, value: ({ row }) => row.validUntil },
  { key: "provider", header: "服务机构", kind: "text", width: 24, value: ({ row }) => row.providerName },
  { key: "elder_no", header: "编号", kind: "identifier", width: 10, value: (one) => one.elderNo },
  { key: "verdict", header: "结论", kind: "text", width: 10, value: ({ row }) => texts.verdict(row.verdict) },
  { key: "judged_on", header: "判定日期", kind: "date", width: 12, value: ({ row }) => row.judgedOn },
  {
    key: "reasons",
    header: "排除原因",
    kind: "text",
    width: 48,
    value: ({ reasons }) => reasons.map(({ code, facts }) => texts.reason(code, facts)).join("；"),
  },
  { key: "next_step", header: "下一步", kind: "text", width: 14, value: (one) => texts.nextStep(one.nextStep) },
];

/** @returns the bytes of an .xlsx with every candidate that the filter leaves */
export async function exportCandidates(
  context: Context,
  given: { readonly crypto: CryptoProvider; readonly texts: CandidateTexts },
  filter: CandidateFilter,
): Promise<Uint8Array> {
  const rows = await inTransaction(context, async (unit) => {
    const found = (await loadCandidates(unit, filter.month)).filter((entry) => matchesFilter(entry, filter));
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "candidates.export",
      subjectType: "month",
      subjectId: filter.month,
      facts: { rows: found.length, verdict: filter.verdict, reason: filter.reason, street: filter.streetId },
    });
    return found.map((entry, index): Row => {
      const { row } = entry;
      const field = (column: string) => ({ table: "elder", column, row: row.elderId });
      return {
        ...entry,
        ordinal: index + 1,
        idNumber: maskIdNumber(given.crypto.decrypt(row.idNumberCipher, field("id_number"))),
        phone: row.phoneCipher === null ? null : maskPhone(given.crypto.decrypt(row.phoneCipher, field("phone"))),
      };
    });
  });
  return writeWorkbook([
    layoutSheet({
      name: "候选名单",
      title: `${filter.month} 居家养老上门服务候选名单`,
      unitLine: `月份：${filter.month}，共 ${rows.length} 人`,
      columns: columnsOf(given.texts),
      rows,
      signatures: SIGNATURES,
      watermark: exportMark(context),
    }),
  ]);
}
