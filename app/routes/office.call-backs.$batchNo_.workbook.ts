import { writeCallWorkbook } from "#app/usecases/call-backs/write-call-workbook.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const loader = guarded({ action: "call-back.manage" }, async ({ params, context, services }) => {
  const batchNo = params["batchNo"] ?? "";
  const bytes = await writeCallWorkbook(context, services.crypto, batchNo);
  return new Response(Buffer.from(bytes), {
    headers: {
      "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename="call-backs-${batchNo.replace(/[^\d-]/g, "")}.xlsx"`,
      "Cache-Control": "no-store",
    },
  });
});
