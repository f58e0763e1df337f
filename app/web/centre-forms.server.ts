/** The forms of the operations centre's floor, its shifts and its care calls. */
import { redirect } from "@remix-run/node";
import * as z from "zod";
import { instantAt } from "#app/domain/time/instant.ts";
import { isPlainDate } from "#app/domain/time/plain-date.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { beginCareCall } from "#app/usecases/centre/care-calls.server.ts";
import { ringDemo } from "#app/usecases/centre/ring-demo.server.ts";
import { closeShift, planShift, takeOverShift } from "#app/usecases/centre/shifts.server.ts";
import { changeSeatState, signOff, signOn } from "#app/usecases/centre/sit-at-seat.server.ts";
import { answerCall } from "#app/usecases/centre/take-calls.server.ts";
import { readForm, type Guarded } from "./guard.server.ts";

export type CentreRefused = { readonly problem: { readonly code: string; readonly facts: SentenceFacts } };

/** A refusal as the page's answer; anything else goes on. */
export async function orRefused<T>(work: () => Promise<T>): Promise<T | CentreRefused> {
  try {
    return await work();
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } };
  }
}

const floorForm = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("sit"), seatNo: z.coerce.number().int() }),
  z.strictObject({ intent: z.literal("answer"), callNo: z.coerce.number().int() }),
  z.strictObject({ intent: z.enum(["free", "break", "leave", "ring"]) }),
]);

/** Sits down, changes the seat's state, answers, or (demonstration) lets it ring. */
export async function takeFloorForm({ request, context, services }: Guarded): Promise<Response | CentreRefused> {
  const { value } = await readForm(request, floorForm);
  if (value === null) throw new Response("400", { status: 400 });
  return orRefused(async () => {
    switch (value.intent) {
      case "sit":
        await signOn(context, value.seatNo);
        break;
      case "answer":
        await answerCall(context, services.crypto, value.callNo);
        return redirect(`/office/centre/calls/${value.callNo}`);
      case "ring":
        if (!services.environment.demo) throw new Response("404", { status: 404 });
        await ringDemo(context, services.crypto);
        break;
      case "leave":
        await signOff(context);
        break;
      case "free":
      case "break":
        await changeSeatState(context, value.intent);
    }
    return redirect("/office/centre");
  });
}

const shiftForm = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("close"), shiftId: z.uuid(), note: z.string().max(800) }),
  z.strictObject({ intent: z.literal("take"), shiftId: z.uuid() }),
]);

const planForm = z.strictObject({
  from: z.string().max(30),
  to: z.string().max(30),
  lead: z.string().max(80),
  operators: z.array(z.string().max(80)).max(60),
});

/** "2026-11-27 08:00" in the district's time. Refuses "shift-times". */
function momentOf(text: string) {
  const [, date = "", hour = "", minute = ""] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})$/.exec(text.trim()) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  if (!isPlainDate(date) || minutes >= 24 * 60 || Number(minute) > 59) throw new Refusal("shift-times");
  return instantAt(date, minutes);
}

/** Closes the own shift, or takes over from the one before. */
export async function takeShiftForm({ request, context }: Guarded): Promise<Response | CentreRefused> {
  const { value } = await readForm(request, shiftForm);
  if (value === null) throw new Response("400", { status: 400 });
  return orRefused(async () => {
    if (value.intent === "close") await closeShift(context, { shiftId: value.shiftId, note: value.note });
    else await takeOverShift(context, value.shiftId);
    return redirect("/office/centre/shifts");
  });
}

/** Plans a shift. */
export async function takePlanForm({ request, context }: Guarded): Promise<Response | CentreRefused> {
  const { value } = await readForm(request, planForm, ["operators"]);
  if (value === null) return { problem: { code: "shift-lead-missing", facts: {} } };
  const { from, to, lead, operators } = value;
  return orRefused(async () => {
    await planShift(context, { fromAt: momentOf(from), toAt: momentOf(to), lead, operators });
    return redirect("/office/centre/shifts");
  });
}

const careForm = z.strictObject({ elderNo: z.string().max(20) });

/** Dials an elder of today's list. */
export async function takeCareForm({ request, context, services }: Guarded): Promise<Response | CentreRefused> {
  const { value } = await readForm(request, careForm);
  if (value === null) throw new Response("400", { status: 400 });
  return orRefused(async () => {
    const callNo = await beginCareCall(context, services.crypto, value.elderNo);
    return redirect(`/office/centre/calls/${callNo}`);
  });
}
