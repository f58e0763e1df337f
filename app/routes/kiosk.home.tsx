import { useLoaderData } from "@remix-run/react";
import { useCareWorkers } from "#app/components/care-workers.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { elderMonthText, elderTimeText } from "#app/domain/time/date-text.ts";
import type { HomeFact } from "#app/kiosk/home-screen.tsx";
import { HomeScreen } from "#app/kiosk/home-screen.tsx";
import { useKiosk } from "#app/kiosk/surroundings.tsx";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import { rateWords } from "#app/messages/kiosk-rate.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { kioskWords } from "#app/messages/kiosk.ts";
import { showSchedule } from "#app/usecases/kiosk/show-schedule.server.ts";
import { countVisitsToRate } from "#app/usecases/kiosk/rate-visit.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** The modules that this district has; a tile leads somewhere or is not there. */
const ADDRESSES: Readonly<Record<string, string>> = {
  book: "/kiosk/book",
  schedule: "/kiosk/schedule",
  rate: "/kiosk/rate",
  allowance: "/kiosk/allowance",
  family: "/kiosk/family",
  notices: "/kiosk/notices",
  activities: "/kiosk/activities",
  complain: "/kiosk/complain",
  help: "/kiosk/help",
};

export const loader = guarded({ action: "kiosk.use" }, async ({ actor, context }) =>
  actor.kind === "elder"
    ? { ...(await showSchedule(context, actor.elderId)), toRate: await countVisitsToRate(context, actor.elderId) }
    : null,
);

export default function Home() {
  const elder = useLoaderData<typeof loader>();
  const words = useWords(kioskWords);
  const { honoured } = useWords(kioskPageWords);
  const booking = useWords(bookingWords);
  const rate = useWords(rateWords);
  const locale = useLocale();
  const workerText = useCareWorkers();
  const next = elder?.visits.find(({ isOver }) => !isOver);
  const { machine } = useKiosk();
  const showsCard = elder === null && machine?.equipment.reader === true;
  const facts: HomeFact[] = [];
  if (next !== undefined) {
    const when = elderTimeText(next.date, next.startMinute, locale);
    facts.push({ icon: "calendar-check", text: words.home_next_visit(when, workerText(next.surnames)) });
  }
  const open = elder?.stillToBook;
  if (open !== undefined && open.left > 0) {
    const { left, month } = open;
    const ahead = month === null ? null : words.home_quota_ahead(elderMonthText(month, locale), left);
    facts.push({ icon: "wallet", text: ahead ?? words.home_quota_left(left) });
  }
  // Whoever left 约好了 too early, or placed the card again, finds the way back.
  if (elder?.visits.some(({ mayUndo }) => mayUndo) === true) facts.push({ icon: "rotate-ccw", text: words.home_undo });
  const asked = elder?.visits.filter(({ isAsked }) => isAsked).length ?? 0;
  const toRate = elder?.toRate ?? 0;
  const name = elder === null ? "" : locale === "en" ? elder.name : honoured(elder.surname, elder.sex);
  return (
    <HomeScreen
      backTo={elder === null ? "/kiosk" : "/kiosk/home"}
      title={elder === null ? words.home_title : words.home_title_personal(name)}
      facts={facts}
      {...(showsCard && { showsCard, caption: words.home_card_hint })}
      marks={{
        ...(asked > 0 && { schedule: booking.proposal_mark(asked) }),
        ...(toRate > 0 && { rate: rate.mark(toRate) }),
      }}
      addressOf={(code) => ADDRESSES[code] ?? null}
    />
  );
}
