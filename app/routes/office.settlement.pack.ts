import { redirect } from "@remix-run/node";
import { isRefusal } from "#app/domain/refusal.ts";
import { packReadme } from "#app/messages/audit-pack.ts";
import { writeAuditPack } from "#app/usecases/reconciliation/write-audit-pack.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

/** A month that is not closed has no pack, so there is no such address. Which month is chosen on the settlement page. */
export const loader = guarded({ action: "audit-pack.read" }, async ({ request, context }) => {
  const asked = new URL(request.url).searchParams;
  if (!asked.has("month")) throw redirect("/office/settlement");
  const month = chosenMonth(request, context.now);
  const provider = asked.get("provider");
  const name = ["audit-pack", month, ...(provider === null ? [] : [provider])].join("-");
  try {
    const { bytes } = await writeAuditPack(context, { month, provider, readme: packReadme });
    return new Response(Buffer.from(bytes), {
      headers: { "Content-Type": "application/zip", "Content-Disposition": `attachment; filename="${name}.zip"` },
    });
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    // The settlement page says in words that this month was closed before inputs were kept.
    if (thrown.code === "close-inputs-not-kept") throw redirect(`/office/settlement?month=${month}`);
    throw new Response(thrown.code, { status: 404 });
  }
});
