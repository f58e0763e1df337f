ALTER TABLE "payment_refund" DROP CONSTRAINT "payment_refund_state_known";--> statement-breakpoint
ALTER TABLE "payment_refund" ADD COLUMN "failure" text;--> statement-breakpoint
ALTER TABLE "payment_refund" ADD COLUMN "hand_reference" text;--> statement-breakpoint
ALTER TABLE "payment_refund" ADD COLUMN "hand_paid_on" date;--> statement-breakpoint
ALTER TABLE "payment_refund" ADD COLUMN "hand_by" text;--> statement-breakpoint
ALTER TABLE "payment_refund" ADD COLUMN "hand_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment_refund" ADD COLUMN "hand_agreed_by" text;--> statement-breakpoint
ALTER TABLE "payment_refund" ADD CONSTRAINT "payment_refund_hand_reference_once" UNIQUE("hand_reference");--> statement-breakpoint
ALTER TABLE "payment_refund" ADD CONSTRAINT "payment_refund_hand_is_whole" CHECK (num_nulls("payment_refund"."hand_reference", "payment_refund"."hand_paid_on", "payment_refund"."hand_by", "payment_refund"."hand_at") = case when "payment_refund"."state" in ('hand_waiting', 'by_hand') then 0 else 4 end);--> statement-breakpoint
ALTER TABLE "payment_refund" ADD CONSTRAINT "payment_refund_hand_second_person" CHECK ("payment_refund"."hand_agreed_by" is null or ("payment_refund"."state" = 'by_hand' and "payment_refund"."hand_agreed_by" <> "payment_refund"."hand_by"));--> statement-breakpoint
ALTER TABLE "payment_refund" ADD CONSTRAINT "payment_refund_state_known" CHECK ("payment_refund"."state" in ('asked', 'declined', 'approved', 'sent', 'refunded', 'failed', 'hand_waiting', 'by_hand'));--> statement-breakpoint
-- What was sent back by hand is as final as what the channel sent; a record that a second person gives back may be made anew.
CREATE OR REPLACE FUNCTION "keep_payment_refund"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(new) - '{state,decided_by,decided_at,sent_at,refund_id,refunded_at,polls,next_poll_at,failure,hand_reference,hand_paid_on,hand_by,hand_at,hand_agreed_by}'::text[]
      <> to_jsonb(old) - '{state,decided_by,decided_at,sent_at,refund_id,refunded_at,polls,next_poll_at,failure,hand_reference,hand_paid_on,hand_by,hand_at,hand_agreed_by}'::text[]
    OR (old.decided_by IS NOT NULL AND new.decided_by IS DISTINCT FROM old.decided_by)
    OR (old.state IN ('refunded', 'declined', 'by_hand') AND new.state <> old.state)
    OR (old.state = 'by_hand' AND (new.hand_reference, new.hand_paid_on, new.hand_by, new.hand_agreed_by)
      IS DISTINCT FROM (old.hand_reference, old.hand_paid_on, old.hand_by, old.hand_agreed_by)) THEN
    RAISE EXCEPTION 'payment_refund_is_kept: % keeps its amount and its decision', old.refund_no USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
do $comments$
begin
  comment on column "payment_refund"."failure" is 'the channel''s word for why it did not send it: ABNORMAL, CLOSED, or the code of its last refusal';
  comment on column "payment_refund"."hand_reference" is '银行流水号 / of the bank transfer that a person made in the channel''s place';
  comment on column "payment_refund"."hand_paid_on" is 'day of that transfer';
  comment on column "payment_refund"."hand_by" is 'who recorded it';
  comment on column "payment_refund"."hand_at" is 'when it was recorded';
  comment on column "payment_refund"."hand_agreed_by" is 'the second person, where the sum needs one';
end
$comments$;
