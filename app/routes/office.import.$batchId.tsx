import { useLoaderData } from "@remix-run/react";
import { ImportBatch } from "#app/components/import-batch.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { importWords } from "#app/messages/import-screens.ts";
import { guarded } from "#app/web/guard.server.ts";
import { loadBatchPage, takeBatchStep, type BatchPlace } from "#app/web/import-batch.server.ts";

const BASE = "/office/import";
const place = (): BatchPlace => ({ base: BASE, kind: null });

export const meta = pageTitle(importWords, ({ words }) => words.title);

export const loader = guarded({ action: "import.read" }, async (given) => loadBatchPage(given, place()));

export const action = guarded({ action: "import.apply" }, async (given) => takeBatchStep(given, place()));

export default function Import() {
  const found = useLoaderData<typeof loader>();
  const words = useWords(importWords);
  return <ImportBatch base={BASE} listTitle={words.title} {...found} />;
}
