/** What a care worker is told now, on top of the day: lateness leads to the visit, changes of who goes are acknowledged. */
import { Form, Link } from "@remix-run/react";
import { clockText } from "#app/domain/time/time-window.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { dayWords } from "#app/messages/day.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";
import { useWords } from "./words-context.tsx";

export type WorkerNotice = {
  readonly id: string;
  readonly kind: string;
  readonly visitNo: string;
  readonly start: string;
  readonly isNews: boolean;
};

export function WorkerNotices({ notices }: { notices: readonly WorkerNotice[] }) {
  const words = useWords(dayWords);
  return (
    <>
      {notices.map((one) => {
        const clock = clockText(localTimeOf(instant(one.start)).minute);
        const said = words.worker_said[one.kind]?.(clock) ?? words.kinds[one.kind] ?? one.kind;
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
