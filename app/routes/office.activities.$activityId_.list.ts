import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import { instant } from "#app/domain/time/instant.ts";
import { activityWords, signUpWord } from "#app/messages/activities.ts";
import { exportParticipants, showActivity } from "#app/usecases/activities/show-activities.server.ts";
import { csvResponse } from "#app/web/download.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** The list for the person at the door: who has a place or waits, in order, names masked. */
export const loader = guarded({ action: "activity.read" }, async ({ params, context }) => {
  const id = params["activityId"] ?? "";
  const words = activityWords["zh-CN"];
  const { activity } = await showActivity(context, id);
  const bytes = await exportParticipants(context, id, {
    headers: [words.elder_no, words.person, words.street, words.state, words.signed_up, words.checked_in],
    stateOf: (state) => signUpWord(state, "zh-CN"),
    time: (at) => staffTimeText(instant(at), "zh-CN"),
  });
  return csvResponse(words.export_name(activity.title), bytes);
});
