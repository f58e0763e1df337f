/** One visit's payment on the family's phone: the split, then WeChat, then the state of the order as WeChat told it to the server. */
import { Form, useFetcher, useNavigation, useRevalidator } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { fen } from "#app/domain/money/fen.ts";
import { elderYuanText } from "#app/domain/money/yuan-text.ts";
import { receiptPath } from "#app/domain/payments/payment-order.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { familyPayWords } from "#app/messages/family-pay.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { buttonClass } from "./button-style.ts";
import { DefinitionList } from "./definition-list.tsx";
import styles from "./family-pay.module.css";
import { useWhen } from "./family-words.ts";
import { Stack } from "./layout.tsx";
import { LinkButton } from "./link-button.tsx";
import { Money } from "./money.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { PayHandOver, type BridgeEnd, type HandOver } from "./pay-hand-over.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type PaymentView = {
  readonly date: PlainDate;
  readonly startMinute: number;
  readonly codes: readonly string[];
  readonly priceFen: bigint | number;
  readonly subsidyFen: bigint | number;
  readonly otherFundFen: bigint | number;
  readonly ownFen: bigint | number;
  readonly isPayable: boolean;
  readonly stage: "split" | "waiting" | "paid";
  readonly orderNo: string | null;
};

function Split({ payment }: { payment: PaymentView }) {
  const words = useWords(familyPayWords);
  const locale = useLocale();
  const when = useWhen();
  return (
    <Panel title={words.split_title} note={words.split_note}>
      <DefinitionList
        shortTerms
        items={[
          { term: words.visit, value: when.whole(payment) },
          { term: words.services, value: elderServices(payment.codes, locale) },
          { term: words.price, value: <Money fen={payment.priceFen} form="elder" /> },
          { term: words.subsidy, value: <Money fen={payment.subsidyFen} form="elder" /> },
          { term: words.other, value: <Money fen={payment.otherFundFen} form="elder" /> },
        ]}
      />
      <p className={styles.own}>
        <span>{words.own}</span>
        <strong>
          <Money fen={payment.ownFen} form="elder" />
        </strong>
      </p>
    </Panel>
  );
}

function PayForm({ ownFen, again }: { ownFen: bigint | number; again: boolean }) {
  const words = useWords(familyPayWords);
  return (
    <Form method="post">
      <SubmitButton wide kind={again ? "secondary" : "primary"} name="step" value="pay">
        {again ? words.again : words.pay(elderYuanText(fen(BigInt(ownFen))))}
      </SubmitButton>
    </Form>
  );
}

const LOOK_MS = 2_000;
/** The channel itself is asked less often than our own table. */
const ASK_EVERY = 3;

/**
 * Looks at the order by itself while it is open; every third time the server asks WeChat. Each look waits for the one before: a new one would
 * call it off, and over a slow network none would ever end.
 */
function useLooking(isWaiting: boolean): () => void {
  const { revalidate, state } = useRevalidator();
  const fetcher = useFetcher();
  const navigation = useNavigation();
  const isBusy = useRef(false);
  isBusy.current = [state, fetcher.state, navigation.state].some((one) => one !== "idle");
  const { submit } = fetcher;
  const ask = useCallback(() => submit({ step: "check" }, { method: "post" }), [submit]);
  useEffect(() => {
    if (!isWaiting) return undefined;
    let looks = 0;
    const timer = setInterval(() => {
      if (isBusy.current) return;
      looks += 1;
      if (looks % ASK_EVERY === 0) ask();
      else revalidate();
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [isWaiting, ask, revalidate]);
  return ask;
}

type WaitingProps = Pick<PaymentView, "ownFen"> & { readonly handOver: HandOver | null; readonly ask: () => void };

/** What WeChat's page said as it closed, of the call that stands. */
function useBridgeEnd(handOver: HandOver | null) {
  const [ended, setEnded] = useState<{ readonly of: HandOver | null; readonly end: BridgeEnd } | null>(null);
  const note = (end: BridgeEnd) => setEnded({ of: handOver, end });
  return [ended?.of === handOver ? ended.end : null, note] as const;
}

function Waiting({ ownFen, handOver, ask }: WaitingProps) {
  const words = useWords(familyPayWords);
  const [end, noteEnd] = useBridgeEnd(handOver);
  const back = (said: BridgeEnd) => {
    noteEnd(said);
    ask();
  };
  return (
    <Panel title={words.waiting_title}>
      <Stack>
        {end !== null && end !== "ok" && (
          <Notice tone="warning" announced>
            {words[`bridge_${end}`]}
          </Notice>
        )}
        <p role="status">{words.waiting_text}</p>
        {handOver !== null && <PayHandOver handOver={handOver} onBack={back} />}
        {handOver?.to !== "address" && <PayForm ownFen={ownFen} again />}
        <Form method="post">
          <Stack>
            <SubmitButton wide kind="secondary" name="step" value="check">
              {words.check}
            </SubmitButton>
            <SubmitButton wide kind="quiet" name="step" value="cancel">
              {words.cancel}
            </SubmitButton>
          </Stack>
        </Form>
      </Stack>
    </Panel>
  );
}

type FamilyPaymentProps = {
  readonly payment: PaymentView;
  readonly said: "away" | "cancelled" | "need_wechat" | null;
  readonly handOver: HandOver | null;
  /** Where WeChat signs people in and brings them back here. */
  readonly wechatPath: string;
};

export function FamilyPayment({ payment, said, handOver, wechatPath }: FamilyPaymentProps) {
  const words = useWords(familyPayWords);
  const { stage, ownFen, orderNo } = payment;
  const ask = useLooking(stage === "waiting");
  return (
    <Stack>
      {said !== null && (
        <Notice tone={said === "cancelled" ? "info" : "warning"} announced>
          {words[said]}
        </Notice>
      )}
      {said === "need_wechat" && (
        <a href={wechatPath} className={buttonClass({ kind: "primary", wide: true })}>
          {words.to_wechat}
        </a>
      )}
      {stage === "paid" && (
        <Panel title={words.paid_title}>
          <Stack>
            <p role="status">{words.paid_text}</p>
            {orderNo !== null && (
              <LinkButton to={receiptPath(orderNo)} wide>
                {words.see_receipt}
              </LinkButton>
            )}
          </Stack>
        </Panel>
      )}
      {stage === "waiting" && <Waiting ownFen={ownFen} handOver={handOver} ask={ask} />}
      <Split payment={payment} />
      {stage === "split" &&
        (payment.isPayable ? <PayForm ownFen={ownFen} again={false} /> : <p>{words.not_payable}</p>)}
    </Stack>
  );
}
