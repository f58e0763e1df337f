/**
 * The fixed frame of every kiosk screen: status (read only), display (read only), choices, action row, the five buttons that never move.
 * Everything that reacts to touch lies at or below the active top; nothing scrolls.
 */
import { Form, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { classNames } from "#app/components/class-names.ts";
import { HelpBar } from "./help-bar.tsx";
import { IdleWatcher } from "./idle-watcher.tsx";
import styles from "./kiosk-frame.module.css";
import { useListening } from "./listening.tsx";
import { StatusLine } from "./status-line.tsx";
import { useKiosk } from "./surroundings.tsx";
import { useTouchGuard } from "./touch-guard.ts";

export type KioskFrameProps = {
  /** Where 返回 leads; what was chosen is kept. */
  readonly backTo: string;
  /** Read aloud by 朗读, and once when the screen appears. */
  readonly spoken: string;
  /** home: tiles reach down to the bar, there is no action row. alarm: call for help. */
  readonly kind?: "question" | "home" | "alarm";
  readonly display: ReactNode;
  readonly choices: ReactNode;
  readonly action?: ReactNode;
  /** Choices and actions belong to one form: where it is sent (this page unless named), and what was chosen on earlier screens. */
  readonly form?: { readonly action?: string; readonly hidden?: Readonly<Record<string, string>> };
};

function Zones({ kind, display, choices, action }: Pick<KioskFrameProps, "kind" | "display" | "choices" | "action">) {
  return (
    <>
      <section className={styles.display} data-kiosk-zone="display">
        {display}
      </section>
      <div className={classNames(styles.choices, kind === "home" && styles.tall)} data-kiosk-zone="choices">
        {choices}
      </div>
      {action !== undefined && (
        <div className={styles.action} data-kiosk-zone="action">
          {action}
        </div>
      )}
    </>
  );
}

function QuestionForm({ form, children }: { form: KioskFrameProps["form"]; children: ReactNode }) {
  if (form === undefined) return <>{children}</>;
  return (
    <Form method="post" className={styles.form ?? ""} {...(form.action !== undefined && { action: form.action })}>
      {Object.entries(form.hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </Form>
  );
}

export function KioskFrame({ backTo, spoken, kind = "question", form, ...zones }: KioskFrameProps) {
  const { key, pathname, search } = useLocation();
  const { idle } = useKiosk();
  const { setSlot } = useListening();
  const isReady = useTouchGuard(key);
  return (
    <div className={styles.stage}>
      <div
        className={classNames(styles.frame, kind === "alarm" && styles.alarm)}
        data-kiosk-ready={isReady ? "yes" : "no"}
        data-kiosk-screen={`${pathname}${search}`}
        data-kiosk-kind={kind}
      >
        <header className={styles.status}>
          <StatusLine />
        </header>
        <main>
          <QuestionForm form={form}>
            <Zones kind={kind} {...zones} />
          </QuestionForm>
        </main>
        <div className={styles.bar} data-kiosk-zone="bar">
          <HelpBar backTo={backTo} spoken={spoken} />
        </div>
        <div ref={setSlot} />
        {idle !== null && <IdleWatcher key={key} rule={idle} />}
      </div>
    </div>
  );
}
