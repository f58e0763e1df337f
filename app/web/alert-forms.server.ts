/** What the forms of one alert ask for. */
import { redirect } from "@remix-run/node";
import * as z from "zod";
import { can } from "#app/domain/access/permission.ts";
import { ALERT_OUTCOMES } from "#app/domain/alerts/alert.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import {
  closeAlert,
  dispatch,
  noteAction,
  openDrill,
  secondAlert,
  takeAlert,
  takeOverAlert,
} from "#app/usecases/alerts/handle-alert.server.ts";
import type { Context } from "#db/transaction.ts";
import type { Guarded } from "./guard.server.ts";

const note = z.string().max(600).default("");

const forms = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("take") }),
  z.strictObject({ intent: z.literal("take_over") }),
  z.strictObject({ intent: z.enum(["voice", "family_told", "on_site", "handed_to_120", "note"]), note }),
  z.strictObject({ intent: z.literal("send"), workerId: z.uuid() }),
  z.strictObject({ intent: z.literal("send_grid"), gridWorker: z.string().max(60) }),
  z.strictObject({ intent: z.literal("close"), outcome: z.enum(ALERT_OUTCOMES), note }),
  z.strictObject({ intent: z.enum(["agree", "refuse"]) }),
]);

type Wish = z.infer<typeof forms>;

async function carryOut(context: Context, alertNo: number, wish: Wish): Promise<void> {
  switch (wish.intent) {
    case "take":
      return takeAlert(context, alertNo);
    case "take_over":
      return takeOverAlert(context, alertNo);
    case "send":
      return dispatch(context, { alertNo, workerId: wish.workerId, gridWorker: "" });
    case "send_grid":
      return dispatch(context, { alertNo, workerId: null, gridWorker: wish.gridWorker });
    case "close":
      return closeAlert(context, { alertNo, outcome: wish.outcome, note: wish.note });
    case "agree":
    case "refuse":
      return secondAlert(context, { alertNo, agrees: wish.intent === "agree" });
    case "voice":
    case "family_told":
    case "on_site":
    case "handed_to_120":
    case "note":
      return noteAction(context, { alertNo, action: wish.intent, note: wish.note });
  }
}

export type AlertRefused = { readonly problem: { readonly code: string; readonly facts: Record<string, unknown> } };

const refused = (code: string, facts: Record<string, unknown> = {}): AlertRefused => ({ problem: { code, facts } });

/** The number of an address; NaN finds nothing. */
export function alertNoOf(text: string | undefined): number {
  return /^\d{1,9}$/.test(text ?? "") ? Number(text) : 0;
}

/** Does what the form says and shows the alert again, or gives the refusal. The second person's step is open to more than the seats. */
export async function takeAlertForm({ request, params, context, actor }: Guarded): Promise<Response | AlertRefused> {
  const alertNo = alertNoOf(params["alertNo"]);
  const entries = Object.fromEntries(
    [...(await request.formData())].map(([name, value]) => [name, typeof value === "string" ? value : ""]),
  );
  const read = forms.safeParse(entries);
  if (!read.success) return refused("reason-missing");
  const isSecond = read.data.intent === "agree" || read.data.intent === "refuse";
  if (!isSecond && !can(actor, "alert.handle")) throw new Response("403", { status: 403 });
  try {
    await carryOut(context, alertNo, read.data);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return refused(thrown.code, { ...thrown.facts });
  }
  return redirect(`/office/alerts/${alertNo}`);
}

/** From the list: takes an alert and opens it, or begins a test. */
export async function takeDeskForm({ request, context }: Guarded): Promise<Response | AlertRefused> {
  const form = await request.formData();
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim().slice(0, 80) : "";
  };
  try {
    if (text("intent") === "drill") {
      await openDrill(context, text("deviceNo"));
      return redirect("/office/alerts?drill=started");
    }
    const alertNo = alertNoOf(text("alertNo"));
    await takeAlert(context, alertNo);
    return redirect(`/office/alerts/${alertNo}`);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return refused(thrown.code, { ...thrown.facts });
  }
}
