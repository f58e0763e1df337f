/** What a care worker is told now, on top of the day: lateness leads to the visit, changes of who goes are acknowledged. */
import { Form, Link } from "@remix-run/react";
import { clockText } from "#app/domain/time/time-window.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { elderDateText } from "#app/domain/time/date-text.ts";
import { dayWords } from "#app/messages/day.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type WorkerNotice = {
  readonly id: string;
  readonly kind: string;
  readonly visitNo: string;
  readonly start: string;
  readonly isNews: boolean;
  /** Code with which the visit was called off; null while it stands. */
  readonly cancelReason: string | null;
};

/** What is called off may lie some days ahead, and its reason is said with it. */
function useSaid(): (one: WorkerNotice) => string {
  const words = useWords(dayWords);
  const locale = useLocale();
  return ({ kind, start, cancelReason }) => {
    const { date, minute } = localTimeOf(instant(start));
    const clock = clockText(minute);
    if (kind === "called_off")
      return words.called_off(
        `${elderDateText(date, locale)} ${clock}`,
        cancelReason === null ? null : reasonWord(cancelReason, locale),
      );
    return words.worker_said[kind]?.(clock) ?? words.kinds[kind] ?? kind;
  };
}

export function WorkerNotices({ notices }: { notices: readonly WorkerNotice[] }) {
  const words = useWords(dayWords);
  const saidOf = useSaid();
  return (
    <>
      {notices.map((one) => {
        const said = saidOf(one);
        return (
          <Notice key={one.id} tone={one.kind === "reminder" || one.isNews ? "info" : "warning"}>
            {["taken_off", "called_off"].includes(one.kind) ? (
              said
            ) : (
              <Link to={`/worker/visits/${one.visitNo}`}>{said}</Link>
            )}
            {one.isNews && (
              <Form method="post" action="/worker/notices">
                <input type="hidden" name="noticeId" value={one.id} />
                <Button kind="quiet">{words.know}</Button>
              </Form>
            )}
          </Notice>
        );
      })}
    </>
  );
}
