import { useActionData, useLoaderData } from "@remix-run/react";
import { FindingClosePage } from "#app/components/finding-close-page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { loadFinding, submitClosing } from "#app/web/close-finding.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { screenWords } from "#app/messages/screens.ts";

export const meta = pageTitle(screenWords, ({ words, params }) => `${words.findings} ${params["visitNo"] ?? ""}`);

export const loader = guarded({ action: "finding.close" }, loadFinding);

export const action = guarded({ action: "finding.close" }, (given) => submitClosing(given, "/provider/visits"));

export default function ProviderFinding() {
  const { finding, visitNo, elderName } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <FindingClosePage
      finding={finding}
      visit={{ visitNo, elderName, to: `/provider/visits/${visitNo}` }}
      refused={refused}
    />
  );
}
