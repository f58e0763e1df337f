import { useOutletContext } from "@remix-run/react";
import type { Bench } from "#app/components/audit-desk.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { auditWords } from "#app/messages/audit.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(auditWords, ({ words }) => words.title);

export const loader = guarded({ action: "audit.read" }, async () => null);

export default function AuditStart() {
  const words = useWords(auditWords);
  const { order } = useOutletContext<Bench>();
  return <EmptyState title={order.length === 0 ? words.all_done : words.none_chosen} />;
}
