import { redirect } from "@remix-run/node";
import { isRefusal } from "#app/domain/refusal.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { writePaymentFile } from "#app/usecases/reconciliation/write-payment-file.server.ts";
import { csvResponse, workbookResponse } from "#app/web/download.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const loader = guarded({ action: "payment.export" }, async ({ request, context, services, locale }) => {
  const asked = new URL(request.url).searchParams;
  if (asked.get("batch") === null) throw redirect("/office/payments");
  const format = asked.get("format") === "csv" ? "csv" : "xlsx";
  try {
    const made = await writePaymentFile(context, services.crypto, { batchNo: asked.get("batch") ?? "", format });
    const name = `${made.fileName}.${format}`;
    return format === "csv" ? csvResponse(name, made.bytes) : workbookResponse(name, made.bytes);
  } catch (thrown) {
    if (!isRefusal(thrown, "payee-without-account") && !isRefusal(thrown, "payment-waits-for-quarter")) throw thrown;
    throw new Response(refusalSentence(thrown.code, thrown.facts, locale), { status: 409 });
  }
});
