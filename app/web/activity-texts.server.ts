/** The messages that go with an activity, in Chinese whatever language the screen has: elders are written to in theirs. */
import { elderTimeText } from "#app/domain/time/date-text.ts";
import { localTimeOf, type Instant } from "#app/domain/time/instant.ts";
import { kioskActivityWords } from "#app/messages/kiosk-activities.ts";

type Told = { readonly title: string; readonly place: string; readonly startsAt: Instant };

function whenOf(startsAt: Instant): string {
  const { date, minute } = localTimeOf(startsAt);
  return elderTimeText(date, minute, "zh-CN");
}

export function activityTexts({ title, place, startsAt }: Told): { reminderText: string; movedUpText: string } {
  const words = kioskActivityWords["zh-CN"];
  const when = whenOf(startsAt);
  return { reminderText: words.remind(title, when, place), movedUpText: words.moved_up(title, when, place) };
}

export function cancelledText({ title, startsAt }: Omit<Told, "place">, reason: string): string {
  return kioskActivityWords["zh-CN"].cancelled(title, whenOf(startsAt), reason);
}
