ALTER TABLE "message_cause" DROP CONSTRAINT "message_cause_kind_known";--> statement-breakpoint
ALTER TABLE "ticket" DROP CONSTRAINT "ticket_kind_known";--> statement-breakpoint
ALTER TABLE "family_member" ADD COLUMN "notices_seen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "message_cause" ADD CONSTRAINT "message_cause_kind_known" CHECK ("message_cause"."kind" in ('payment_received', 'refund_done', 'visit_booked', 'visit_moved', 'visit_cancelled', 'visit_arrived', 'visit_finished', 'alert_raised', 'complaint_answered', 'invoice_answered'));--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_kind_known" CHECK ("ticket"."kind" in ('consult', 'book', 'help', 'complaint', 'call_back', 'outbound_care', 'wait', 'apply', 'invoice'));--> statement-breakpoint
do $comments$
begin
  comment on column "message_cause"."kind" is 'payment_received, refund_done, visit_booked, visit_moved, visit_cancelled, visit_arrived, visit_finished, alert_raised, complaint_answered or invoice_answered';
  comment on column "message_cause"."subject" is 'number of the order, refund, visit (with its version for a change of the plan) or ticket, or the id of the alert';
  comment on column "family_member"."notices_seen_at" is 'notices made until then have been looked at; null before the first time';
  comment on column "ticket"."kind" is '类型 / consult, book, help, complaint, call_back, outbound_care, wait, apply or invoice';
end
$comments$;
