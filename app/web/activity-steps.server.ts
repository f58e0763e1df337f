/** What an office does with one activity: sign somebody up or off, note who is there, change it, cancel it. */
import { instant } from "#app/domain/time/instant.ts";
import { cancelActivity, changeActivity, findParticipant } from "#app/usecases/activities/manage-activity.server.ts";
import { showActivity } from "#app/usecases/activities/show-activities.server.ts";
import { callOff, checkIn, signUp } from "#app/usecases/activities/sign-up.server.ts";
import { readActivityForm } from "./activity-forms.server.ts";
import { cancelledText } from "./activity-texts.server.ts";
import type { Guarded } from "./guard.server.ts";

/** Refuses what the steps refuse; anything that is no step is a bad request. */
export async function takeActivityForm({ request, params, context, services }: Guarded): Promise<void> {
  const id = params["activityId"] ?? "";
  const form = await request.formData();
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.slice(0, 200) : "";
  };
  const who = { activityId: id, elderId: text("elderId") };
  switch (text("go")) {
    case "save":
      return changeActivity(context, services.crypto, { id, form: readActivityForm(form) });
    case "add":
      await signUp(context, { activityId: id, elderId: await findParticipant(context, text("elderNo")) });
      return;
    case "leave":
      return callOff(context, services.crypto, who);
    case "check-in":
      return checkIn(context, who);
    case "cancel": {
      const { activity } = await showActivity(context, id);
      const told = { title: activity.title, startsAt: instant(activity.startsAt) };
      const message = cancelledText(told, text("reason").trim());
      return cancelActivity(context, services.crypto, { id, reason: text("reason"), message });
    }
    default:
      throw new Response("400", { status: 400 });
  }
}
