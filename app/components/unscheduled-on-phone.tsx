/**
 * A visit that nobody had planned, begun on the phone itself: who, why, and the check-in, all on its disk before the page goes on. Without a
 * network nobody is looked up: the elder is chosen among those of these weeks or named in full, and the server finds out who it is.
 */
import { useNavigate } from "@remix-run/react";
import { useState, type FormEvent } from "react";
import type { PhonePort } from "#app/domain/visits/phone-state.ts";
import { UNSCHEDULED_REASONS } from "#app/domain/visits/unscheduled.ts";
import { dayWords } from "#app/messages/day.ts";
import { workerPhoneWords } from "#app/messages/worker-phone.ts";
import { workerVisitWords } from "#app/messages/worker-visit.ts";
import { Field } from "./field.tsx";
import { Stack } from "./layout.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { usePhoneState } from "./phone-context.tsx";
import { readPosition } from "./position.ts";
import { UnscheduledFields } from "./unscheduled-fields.tsx";
import { useWords } from "./words-context.tsx";

type Problem = "nobody" | "no_reason" | "needs_note" | "not_saved";

const textOf = (form: FormData, name: string) => String(form.get(name) ?? "").trim();

/** What is missing; null when the visit can begin. */
function missing(claim: { elder: string; reason: string; note: string }): Problem | null {
  if (claim.elder.length < 2) return "nobody";
  const reason = UNSCHEDULED_REASONS.find((one) => one.code === claim.reason);
  if (reason === undefined) return "no_reason";
  return reason.needsText && claim.note === "" ? "needs_note" : null;
}

function useBeginning(phone: PhonePort) {
  const navigate = useNavigate();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isLocating, setLocating] = useState(false);
  const begin = async (form: FormData) => {
    const tap = { deviceMs: Date.now(), monotonicMs: performance.now() };
    const elder = textOf(form, "elderTyped") || textOf(form, "elder");
    const claim = { elder, reason: textOf(form, "reason"), note: textOf(form, "note") };
    const lacks = missing(claim);
    setProblem(lacks);
    if (lacks !== null) return window.scrollTo(0, 0);
    setLocating(true);
    try {
      const visitNo = await phone.recordUnscheduled(claim, await readPosition(), tap);
      navigate(`/worker/visits/${visitNo}`);
    } catch (thrown) {
      console.error(thrown);
      setLocating(false);
      setProblem("not_saved");
    }
  };
  return { problem, isLocating, begin };
}

function Whom({ typed }: { typed: string }) {
  const { day } = usePhoneState();
  const words = useWords(dayWords);
  const elders = day?.elders ?? [];
  return (
    <Panel title={words.unscheduled_whom}>
      <Stack>
        <Field
          kind="text"
          name="elderTyped"
          label={words.unscheduled_find}
          help={words.unscheduled_typed_help}
          maxLength={40}
          defaultValue={typed}
          autoComplete="off"
          width="full"
        />
        {elders.length > 0 && (
          <Field
            kind="select"
            name="elder"
            label={words.unscheduled_known}
            width="full"
            options={elders.map(({ elderNo, name, community }) => ({
              value: elderNo,
              label: `${name} ${elderNo} ${community}`,
            }))}
          />
        )}
      </Stack>
    </Panel>
  );
}

type UnscheduledOnPhoneProps = {
  readonly phone: PhonePort;
  /** Whom the page's address names already. */
  readonly typed: string;
};

export function UnscheduledOnPhone({ phone, typed }: UnscheduledOnPhoneProps) {
  const words = useWords(dayWords);
  const more = useWords(workerVisitWords);
  const { not_saved } = useWords(workerPhoneWords);
  const { problem, isLocating, begin } = useBeginning(phone);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isLocating) void begin(new FormData(event.currentTarget));
  };
  const sentence = {
    nobody: words.unscheduled_say_whom,
    no_reason: words.unscheduled_say_why,
    needs_note: words.unscheduled_note_help,
    not_saved,
  };
  return (
    <form onSubmit={onSubmit} autoComplete="off" noValidate>
      <Stack>
        {problem !== null && (
          <Notice tone="danger" announced>
            {sentence[problem]}
          </Notice>
        )}
        <Whom typed={typed} />
        <Panel title={words.unscheduled_reason}>
          <Stack>
            <UnscheduledFields />
            <p role="status">{isLocating ? more.locating : ""}</p>
          </Stack>
        </Panel>
      </Stack>
    </form>
  );
}
