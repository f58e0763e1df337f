import { data, type HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { RevealedValue, RevealForm, type RevealRefusal } from "#app/components/reveal-page.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { readRevealField, type RevealField } from "#app/domain/access/disclosure.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import { isoText } from "#app/domain/time/instant.ts";
import { elderFileWords } from "#app/messages/elder-file.ts";
import { elderRevealWords } from "#app/messages/elder-reveal.ts";
import { revealField, showMaskedField } from "#app/usecases/elders/reveal-field.server.ts";
import { guarded, readForm, type Guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const meta = pageTitle(elderRevealWords, ({ words, params }) => `${words.title} ${params["elderNo"] ?? ""}`);

/** A personal value is kept by no cache, not even the browser's own. */
const UNKEPT = { headers: { "Cache-Control": "no-store" } };

export const headers: HeadersFunction = () => UNKEPT.headers;

function askedField({ params }: Guarded): { elderNo: string; field: RevealField } {
  const field = readRevealField(params["field"] ?? "");
  if (field === null) throw new Refusal("not-found");
  return { elderNo: params["elderNo"] ?? "", field };
}

export const loader = guarded({ action: "elder.reveal" }, async (given) => {
  const { request, context, services, actor } = given;
  return {
    month: chosenMonth(request, context.now),
    viewer: actor.kind === "staff" ? actor.displayName : "",
    field: await showMaskedField(context, services.crypto, askedField(given)),
  };
});

const form = z.strictObject({ reason: z.string().max(40), note: z.string().max(200) });

type Answer = { readonly shown: { readonly value: string; readonly at: string } } | { readonly refused: RevealRefusal };

export const action = guarded({ action: "elder.reveal" }, async (given) => {
  const { request, context, services } = given;
  const asked = askedField(given);
  const { value: chosen } = await readForm(request, form);
  if (chosen === null) throw new Response("400", { status: 400 });
  try {
    const { value, at } = await revealField(context, services.crypto, { ...asked, ...chosen });
    return data<Answer>({ shown: { value, at: isoText(at) } }, UNKEPT);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return data<Answer>({ refused: { code: thrown.code, facts: thrown.facts, chosen } }, UNKEPT);
  }
});

export default function RevealFieldPage() {
  const { month, viewer, field: found } = useLoaderData<typeof loader>();
  const answer = useActionData() as Answer | undefined;
  const words = useWords(elderRevealWords);
  const fileWords = useWords(elderFileWords);
  const terms = { "id-number": words.id_number, phone: words.phone, "contact-phone": words.contact_phone };
  const field = { term: terms[found.kind], masked: found.masked, left: found.left };
  const fileTo = `/office/elders/${found.elderNo}?month=${month}`;
  const elder = words.of_elder(found.name, found.elderNo);
  const shown = answer !== undefined && "shown" in answer ? answer.shown : null;
  return (
    <>
      <PageHeader
        title={field.term}
        status={found.contact === null ? elder : words.of_contact(found.contact.name, elder)}
        trail={[
          { to: `/office?month=${month}`, label: fileWords.roster },
          { to: fileTo, label: `${found.name} ${found.elderNo}` },
        ]}
      />
      {shown === null ? (
        <RevealForm
          field={field}
          fileTo={fileTo}
          refused={answer !== undefined && "refused" in answer ? answer.refused : null}
        />
      ) : (
        <RevealedValue key={shown.at} field={field} fileTo={fileTo} viewer={viewer} {...shown} />
      )}
    </>
  );
}
