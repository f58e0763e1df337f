import { IMPORT_KINDS } from "#app/usecases/imports/import-outcome.ts";
import { guarded } from "#app/web/guard.server.ts";
import { templateResponse } from "#app/web/template.server.ts";

export const loader = guarded({ action: "import.read" }, async ({ params, locale }) => {
  const kind = IMPORT_KINDS.find((one) => one === params["kind"]);
  if (kind === undefined) throw new Response("404", { status: 404 });
  return templateResponse(kind, locale);
});
