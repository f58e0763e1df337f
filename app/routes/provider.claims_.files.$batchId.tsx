import { useLoaderData } from "@remix-run/react";
import { ClaimFile } from "#app/components/claim-file.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { claimFileWords } from "#app/messages/claim-files.ts";
import { showClaimFileRows } from "#app/usecases/claims/show-claim-file.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { loadBatchPage, takeBatchStep, type BatchPlace } from "#app/web/import-batch.server.ts";
import { chosenPage } from "#app/web/month-choice.ts";

const BASE = "/provider/claims/files";
const place = (): BatchPlace => ({ base: BASE, kind: "claims" });

export const meta = pageTitle(claimFileWords, ({ words }) => words.title);

export const loader = guarded({ action: "claim.prepare" }, async (given) => {
  const found = await loadBatchPage(given, place());
  const page = chosenPage(given.request);
  const result = new URL(given.request.url).searchParams.get("result");
  const isKept = found.batch.state === "applied";
  const rows = isKept ? await showClaimFileRows(given.context, { importId: found.batch.id, result, page }) : null;
  return { ...found, month: (found.batch.month ?? "").slice(0, 7), kept: rows === null ? null : { page, ...rows } };
});

export const action = guarded({ action: "claim.prepare" }, async (given) => takeBatchStep(given, place()));

export default function ClaimFilePage() {
  const found = useLoaderData<typeof loader>();
  return <ClaimFile base={BASE} {...found} />;
}
