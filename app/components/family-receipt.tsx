/** The receipt of a paid order, on the phone and on paper: numbers, who paid which part, what went back. Its form is a sample. */
import { useEffect, useState } from "react";
import { fen } from "#app/domain/money/fen.ts";
import { yuanInWords } from "#app/domain/money/yuan-text.ts";
import type { RefundReason, RefundState } from "#app/domain/payments/refund.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { familyPayWords, refundWaitText } from "#app/messages/family-pay.ts";
import { relationWord } from "#app/messages/kiosk-family.ts";
import { refundReasonText, refundStateText } from "#app/messages/own-payments.ts";
import { Button } from "./button.tsx";
import { DefinitionList, type Definition } from "./definition-list.tsx";
import { useWhen } from "./family-words.ts";
import { Stack } from "./layout.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Amount = bigint | number;

export type ReceiptView = {
  readonly receiptNo: string;
  readonly orderNo: string;
  readonly transactionId: string | null;
  /** Masked. */
  readonly elder: string;
  readonly relation: string;
  readonly byFamily: boolean;
  readonly visitNo: string;
  readonly date: PlainDate;
  readonly startMinute: number;
  readonly provider: string;
  readonly priceFen: Amount;
  readonly publicFen: Amount;
  readonly amountFen: Amount;
  readonly keptFen: Amount;
  readonly paidAt: number;
  readonly refunds: readonly {
    readonly refundNo: string;
    readonly amountFen: Amount;
    readonly reason: RefundReason;
    readonly state: RefundState;
    readonly at: number | null;
  }[];
};

function useFacts(receipt: ReceiptView): Definition[] {
  const words = useWords(familyPayWords);
  const locale = useLocale();
  const when = useWhen();
  const payer = receipt.byFamily ? words.payer_family(relationWord(receipt.relation, locale)) : words.payer_elder;
  return [
    { term: words.receipt_no, value: receipt.receiptNo },
    { term: words.received, value: <Money fen={receipt.amountFen} /> },
    { term: words.received_words, value: yuanInWords(fen(BigInt(receipt.amountFen))) },
    { term: words.payer, value: payer },
    { term: words.for_elder, value: receipt.elder },
    { term: words.visit, value: when.whole(receipt), note: receipt.visitNo },
    { term: words.provider, value: receipt.provider },
    { term: words.price, value: <Money fen={receipt.priceFen} /> },
    { term: words.public_part, value: <Money fen={receipt.publicFen} /> },
    { term: words.paid_at, value: <TimeText at={receipt.paidAt} /> },
    { term: words.order_no, value: receipt.orderNo },
    { term: words.transaction, value: receipt.transactionId },
  ];
}

/** The browser's own printing, which also keeps a file; without scripts there is its menu. */
function PrintButton() {
  const words = useWords(familyPayWords);
  const [canPrint, setCanPrint] = useState(false);
  useEffect(() => setCanPrint(!/MicroMessenger/i.test(navigator.userAgent)), []);
  if (!canPrint) return null;
  return (
    <Button type="button" wide onClick={() => window.print()}>
      {words.print}
    </Button>
  );
}

export function FamilyReceipt({ receipt }: { receipt: ReceiptView }) {
  const words = useWords(familyPayWords);
  const locale = useLocale();
  const facts = useFacts(receipt);
  return (
    <Stack>
      <Panel title={words.receipt} note={words.receipt_note} action={<Tag tone="neutral">{words.sample}</Tag>}>
        <DefinitionList shortTerms items={facts} />
      </Panel>
      {receipt.refunds.length > 0 && (
        <Panel title={words.refunds_title}>
          {receipt.refunds.map((refund) => (
            <DefinitionList
              key={refund.refundNo}
              shortTerms
              items={[
                { term: words.refund_no, value: refund.refundNo, note: refundStateText(refund.state, locale) },
                { term: words.refund_reason, value: refundReasonText(refund.reason, locale) },
                {
                  term: refund.state === "refunded" || refund.state === "by_hand" ? words.sent_back : words.going_back,
                  value: <Money fen={refund.amountFen} />,
                  note: refund.at === null ? refundWaitText(refund.state, locale) : <TimeText at={refund.at} />,
                },
              ]}
            />
          ))}
          <DefinitionList shortTerms items={[{ term: words.kept, value: <Money fen={receipt.keptFen} /> }]} />
        </Panel>
      )}
      <div className="no-print">
        <Stack>
          <PrintButton />
          <p>{words.print_hint}</p>
        </Stack>
      </div>
    </Stack>
  );
}
