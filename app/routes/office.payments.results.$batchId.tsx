import { useLoaderData } from "@remix-run/react";
import { ImportBatch } from "#app/components/import-batch.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { paymentWords } from "#app/messages/payments.ts";
import { guarded } from "#app/web/guard.server.ts";
import { loadBatchPage, takeBatchStep, type BatchPlace } from "#app/web/import-batch.server.ts";

const BASE = "/office/payments/results";
const place = (): BatchPlace => ({ base: BASE, kind: "bank" });

export const meta = pageTitle(paymentWords, ({ words }) => words.results_title);

export const loader = guarded({ action: "payment.settle" }, async (given) => loadBatchPage(given, place()));

export const action = guarded({ action: "payment.settle" }, async (given) => takeBatchStep(given, place()));

export default function BankResult() {
  const found = useLoaderData<typeof loader>();
  const words = useWords(paymentWords);
  return <ImportBatch base={BASE} listTitle={words.results_title} {...found} />;
}
