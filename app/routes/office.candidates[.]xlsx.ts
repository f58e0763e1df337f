import { exportCandidates } from "#app/usecases/entitlement/export-candidates.server.ts";
import { candidateFilter } from "#app/web/month-lists.ts";
import { CANDIDATE_TEXTS } from "#app/web/candidate-texts.ts";
import { guarded } from "#app/web/guard.server.ts";

export const loader = guarded({ action: "eligibility.read" }, async ({ request, context, services }) => {
  const filter = candidateFilter(request, context.now);
  const bytes = await exportCandidates(context, { crypto: services.crypto, texts: CANDIDATE_TEXTS }, filter);
  return new Response(Buffer.from(bytes), {
    headers: {
      "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename="candidates-${filter.month}.xlsx"`,
      "Cache-Control": "no-store",
    },
  });
});
