import { writeSettlementWorkbook } from "#app/usecases/reconciliation/write-settlement-workbook.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const loader = guarded({ action: "statement.read" }, async ({ request, context, services }) => {
  const month = chosenMonth(request, context.now);
  const bytes = await writeSettlementWorkbook(context, services.crypto, month);
  return new Response(Buffer.from(bytes), {
    headers: {
      "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename="settlement-${month}.xlsx"`,
    },
  });
});
