import { can } from "#app/domain/access/permission.ts";
import {
  writePaymentApplication,
  writePerformanceTable,
  writePublicityTable,
} from "#app/usecases/reconciliation/write-official-forms.server.ts";
import { workbookResponse } from "#app/web/download.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const loader = guarded({ action: "settlement.read" }, async ({ request, context, services, actor }) => {
  const month = chosenMonth(request, context.now);
  const form = new URL(request.url).searchParams.get("form") ?? "application";
  const write = {
    application: () =>
      writePaymentApplication(context, services.crypto, { month, wholeAccounts: can(actor, "payment.export") }),
    publicity: () => writePublicityTable(context, month),
    performance: () => writePerformanceTable(context, Number(month.slice(0, 4))),
  };
  if (form !== "application" && form !== "publicity" && form !== "performance")
    throw new Response("404", { status: 404 });
  const { fileName, bytes } = await write[form]();
  return workbookResponse(`${fileName}.xlsx`, bytes);
});
