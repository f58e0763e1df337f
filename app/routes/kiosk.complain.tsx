import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import {
  AskedScreen,
  AskScreen,
  CallBackPhoneScreen,
  DetailsScreen,
  ReplyScreen,
  TopicScreen,
} from "#app/kiosk/complain-screens.tsx";
import { isKeyPress, pressKey } from "#app/kiosk/keypad-press.ts";
import { PHONE_DIGITS } from "#app/domain/kiosk/sign-in-code.ts";
import { TICKET_DETAILS, TICKET_TOPICS } from "#app/domain/tickets/ticket-kind.ts";
import { ASKING_DIGITS, SHORT_DIGITS } from "#app/domain/tickets/ticket-number.ts";
import { complainTopicWord } from "#app/messages/kiosk-complain.ts";
import { askAboutTicket, showSpeaker, speakUp, type Complaint } from "#app/usecases/kiosk/speak-up.server.ts";
import { guarded, type Guarded } from "#app/web/guard.server.ts";
import { kioskPlaceOf, toldHeader } from "#app/web/kiosk-cookies.server.ts";
import { ticketSlip } from "#app/web/kiosk-slip.server.ts";

const answers = z.object({
  topic: z.enum(TICKET_TOPICS).nullable().catch(null),
  details: z.array(z.enum(TICKET_DETAILS)).max(TICKET_DETAILS.length).catch([]),
});

function answersOf(request: Request) {
  const asked = new URL(request.url).searchParams;
  return answers.parse({ topic: asked.get("topic"), details: [...new Set(asked.getAll("detail"))] });
}

export const loader = guarded({ action: "kiosk.use" }, async ({ request, actor, context }) => {
  const asked = new URL(request.url).searchParams;
  const { topic, details } = answersOf(request);
  if (asked.has("ask")) return { kind: "ask" as const };
  if (topic === null) return { kind: "topic" as const };
  const reply = asked.get("reply");
  if (reply === null) return { kind: "details" as const, topic, details };
  const requestKey = context.newId();
  if (reply === "phone") return { kind: "phone" as const, requestKey };
  const name = actor.kind === "elder" ? await showSpeaker(context, actor.elderId) : null;
  return { kind: "reply" as const, topic, details, name, requestKey };
});

function detailsAddress(request: Request, form: FormData): string {
  const asked = new URLSearchParams({ topic: new URL(request.url).searchParams.get("topic") ?? "", reply: "1" });
  for (const detail of form.getAll("detail")) if (typeof detail === "string") asked.append("detail", detail);
  return `/kiosk/complain?${asked.toString()}`;
}

async function send(given: Guarded, reply: Complaint["reply"], requestKey: string) {
  const { request, context, locale } = given;
  const { topic, details } = answersOf(request);
  if (topic === null) return redirect("/kiosk/complain");
  const { street } = await kioskPlaceOf(request);
  const told = await speakUp(context, { topic, details, streetId: street, requestKey, reply });
  const elderId = reply.kind === "call" ? reply.elderId : null;
  const slip = await ticketSlip(given, { told, subject: complainTopicWord(topic, locale), elderId });
  return redirect("/kiosk/complained", { headers: { "Set-Cookie": await toldHeader({ ...told, slip }) } });
}

const sent = z.object({
  go: z.enum(["details", "call", "anonymous", "phone", "ask"]).optional(),
  key: z.string().min(8).max(64).optional(),
  phone: z.string().max(20).optional(),
  asking: z.string().max(20).optional(),
  press: z.string().max(10).optional(),
});

export const action = guarded({ action: "kiosk.use" }, async (request) => {
  const form = await request.request.formData();
  const { go, key, phone, asking, press } = sent.catch({}).parse(Object.fromEntries(form));
  const digits = phone ?? asking ?? "";
  if (isKeyPress(press)) {
    const longest = phone === undefined ? SHORT_DIGITS + ASKING_DIGITS : PHONE_DIGITS;
    return { digits: pressKey(digits, press, longest), isWrong: false, asked: null };
  }
  if (go === "details") return redirect(detailsAddress(request.request, form));
  if (go === "ask") {
    const asked = await askAboutTicket(request.context, digits);
    return { digits: "", isWrong: asked === null, asked };
  }
  if (go === undefined || key === undefined) return redirect("/kiosk/complain");
  const { actor, services } = request;
  if (go === "phone") {
    if (!/^1\d{10}$/.test(digits)) return { digits, isWrong: true, asked: null };
    return send(request, { kind: "phone", phone: digits, crypto: services.crypto }, key);
  }
  if (go === "call" && actor.kind === "elder") return send(request, { kind: "call", elderId: actor.elderId }, key);
  return send(request, { kind: "anonymous" }, key);
});

export default function Complain() {
  const shown = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  switch (shown.kind) {
    case "topic":
      return <TopicScreen />;
    case "details":
      return <DetailsScreen topic={shown.topic} chosen={shown.details} />;
    case "reply":
      return <ReplyScreen {...shown} />;
    case "phone":
      return (
        <CallBackPhoneScreen
          digits={answer?.digits ?? ""}
          isShort={answer?.isWrong === true}
          requestKey={shown.requestKey}
        />
      );
    case "ask":
      if (answer?.asked) return <AskedScreen {...answer.asked} />;
      return <AskScreen digits={answer?.digits ?? ""} isWrong={answer?.isWrong === true} />;
  }
}
