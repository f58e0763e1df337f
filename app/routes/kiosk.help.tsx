import { redirect } from "@remix-run/node";
import { useLoaderData, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import * as z from "zod";
import { HelpScreen, type HelpState } from "#app/kiosk/help-screen.tsx";
import { useKiosk } from "#app/kiosk/surroundings.tsx";
import { shortNumber } from "#app/domain/tickets/ticket-number.ts";
import { cancelHelp, chooseHelp, showHelp, type ShownHelp } from "#app/usecases/help/answer-help.server.ts";
import { requestHelp } from "#app/usecases/help/request-help.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { helpWishOf } from "#app/web/kiosk-help.server.ts";
import { safeRedirectPath } from "#app/web/safe-redirect.ts";

const form = z.strictObject({
  key: z.string().min(8).max(64).optional(),
  returnTo: z.string().max(2000).optional(),
  want: z.enum(["staff", "unwell", "end", "sure", "still"]).optional(),
});

const isOver = (shown: ShownHelp) => shown.state === "closed" || shown.state === "cancelled";

function stateOf(shown: ShownHelp | null, isEnding: boolean): HelpState {
  if (shown === null) return { kind: "numbers" };
  if (isOver(shown)) return { kind: "over" };
  if (isEnding) return { kind: "ending" };
  if (shown.state === "open" && !shown.isCalling) return { kind: "ask" };
  const stage = shown.state === "open" ? "calling" : shown.state;
  const want = shown.want ?? "staff";
  return { kind: "called", want, requestNumber: shortNumber(shown.helpNo), stage: stage as "calling" };
}

export const loader = guarded({ action: "kiosk.use" }, async ({ request, context }) => {
  const asked = new URL(request.url).searchParams;
  const key = asked.get("key");
  const shown = key === null ? null : await showHelp(context, key);
  return {
    key,
    state: stateOf(shown, asked.has("end")),
    returnTo: safeRedirectPath(asked.get("returnTo"), "/kiosk/home"),
  };
});

export const action = guarded({ action: "kiosk.use" }, async (asked) => {
  const { request, context } = asked;
  const { value } = await readForm(request, form);
  const returnTo = safeRedirectPath(value?.returnTo ?? null, "/kiosk/home");
  const want = value?.want;
  const there = (key: string, more: Readonly<Record<string, string>> = {}) =>
    redirect(`/kiosk/help?${new URLSearchParams({ key, returnTo, ...more }).toString()}`);
  if (want === undefined || value?.key === undefined) {
    // A page that was not drawn anew bears the key of a call that has ended: this touch is another call.
    const given = value?.key ?? context.newId();
    const before = await showHelp(context, given);
    const key = before !== null && isOver(before) ? context.newId() : given;
    await requestHelp(context, await helpWishOf(asked, key));
    return there(key);
  }
  const requestKey = value.key;
  if (want === "staff" || want === "unwell") await chooseHelp(context, { requestKey, want });
  if (want === "end" || want === "sure") {
    const outcome = await cancelHelp(context, { requestKey, isSure: want === "sure" });
    return outcome === "ask" ? there(requestKey, { end: "1" }) : redirect(returnTo);
  }
  return there(requestKey);
});

const LOOK_SECONDS = 3;
const AFTER_END_SECONDS = 60;

/** Asks how the call stands; once it is over, the screen goes back to the start by itself. */
function Follow({ isOver: ended }: { isOver: boolean }) {
  const { revalidate } = useRevalidator();
  const { exitTo } = useKiosk();
  useEffect(() => {
    if (ended) {
      const leave = setTimeout(() => location.replace(exitTo), AFTER_END_SECONDS * 1000);
      return () => clearTimeout(leave);
    }
    const look = setInterval(revalidate, LOOK_SECONDS * 1000);
    return () => clearInterval(look);
  }, [ended, revalidate, exitTo]);
  const content = ended ? `${AFTER_END_SECONDS};url=${exitTo}` : String(LOOK_SECONDS);
  return (
    <noscript>
      <meta httpEquiv="refresh" content={content} />
    </noscript>
  );
}

export default function Help() {
  const { key, state, returnTo } = useLoaderData<typeof loader>();
  return (
    <>
      <HelpScreen state={state} returnTo={returnTo} {...(key !== null && { requestKey: key })} />
      {state.kind !== "numbers" && <Follow isOver={state.kind === "over"} />}
    </>
  );
}
