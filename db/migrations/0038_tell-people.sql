CREATE TABLE "message_cause" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"elder_id" uuid NOT NULL,
	"link_id" uuid,
	"facts" jsonb NOT NULL,
	"happened_at" timestamp with time zone NOT NULL,
	"addressed_at" timestamp with time zone,
	CONSTRAINT "message_cause_once" UNIQUE("kind","subject"),
	CONSTRAINT "message_cause_kind_known" CHECK ("message_cause"."kind" in ('payment_received', 'refund_done', 'visit_arrived', 'visit_finished', 'alert_raised', 'complaint_answered'))
);
--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD COLUMN "cause_id" uuid;--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD COLUMN "elder_id" uuid;--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD COLUMN "link_id" uuid;--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD COLUMN "recipient_mask" text;--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD COLUMN "key" text;--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD COLUMN "state" text DEFAULT 'queued' NOT NULL;--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD COLUMN "channel" text;--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD COLUMN "channel_no" text;--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD COLUMN "attempts" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD COLUMN "next_try_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD COLUMN "last_error" text;--> statement-breakpoint
ALTER TABLE "payment_order" ADD COLUMN "payer_link_id" uuid;--> statement-breakpoint
ALTER TABLE "message_cause" ADD CONSTRAINT "message_cause_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_cause" ADD CONSTRAINT "message_cause_link_id_family_link_id_fk" FOREIGN KEY ("link_id") REFERENCES "family_link"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "message_cause_waiting" ON "message_cause" USING btree ("happened_at") WHERE "message_cause"."addressed_at" is null;--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD CONSTRAINT "outgoing_message_cause_id_message_cause_id_fk" FOREIGN KEY ("cause_id") REFERENCES "message_cause"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD CONSTRAINT "outgoing_message_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD CONSTRAINT "outgoing_message_link_id_family_link_id_fk" FOREIGN KEY ("link_id") REFERENCES "family_link"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_order" ADD CONSTRAINT "payment_order_payer_link_id_family_link_id_fk" FOREIGN KEY ("payer_link_id") REFERENCES "family_link"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outgoing_message_waiting" ON "outgoing_message" USING btree ("created_at") WHERE "outgoing_message"."state" = 'queued';--> statement-breakpoint
CREATE INDEX "outgoing_message_by_elder" ON "outgoing_message" USING btree ("elder_id","created_at");--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD CONSTRAINT "outgoing_message_key_unique" UNIQUE("key");--> statement-breakpoint
-- What was written before there was a gateway was only recorded, and nobody waits for it.
UPDATE "outgoing_message" SET "state" = 'recorded', "channel" = 'recorded', "sent_at" = coalesce("sent_at", "created_at");--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD CONSTRAINT "outgoing_message_state_known" CHECK ("outgoing_message"."state" in ('queued', 'sent', 'recorded', 'failed', 'too_late'));--> statement-breakpoint
ALTER TABLE "outgoing_message" ADD CONSTRAINT "outgoing_message_sent_whole" CHECK (("outgoing_message"."state" in ('sent', 'recorded')) = ("outgoing_message"."sent_at" is not null));--> statement-breakpoint
do $comments$
begin
  comment on table "message_cause" is '通知事由 / What people are told of: written with what happened, and only once for each';
  comment on column "message_cause"."id" is 'UUIDv7 made by the application';
  comment on column "message_cause"."kind" is 'payment_received, refund_done, visit_arrived, visit_finished, alert_raised or complaint_answered';
  comment on column "message_cause"."subject" is 'number of the order, refund, visit or ticket, or the id of the alert';
  comment on column "message_cause"."elder_id" is '老人 / whom it is about';
  comment on column "message_cause"."link_id" is '家人 / the one member of the family whom it is for; null lets scopes decide, or is the elder';
  comment on column "message_cause"."facts" is 'amounts, times and numbers to show; no personal data';
  comment on column "message_cause"."happened_at" is 'when it happened';
  comment on column "message_cause"."addressed_at" is 'when its messages were made; null while it waits';
  comment on table "outgoing_message" is '外发消息 / Messages to people, one row for one message to one person';
  comment on column "outgoing_message"."kind" is 'which template, or which text';
  comment on column "outgoing_message"."body_cipher" is 'a whole text, or the fields of the template as JSON, encrypted';
  comment on column "outgoing_message"."sent_at" is 'when the channel took it, or it was recorded where there is no channel';
  comment on column "outgoing_message"."cause_id" is '事由 / what it tells of; null for codes and words of offices';
  comment on column "outgoing_message"."elder_id" is '老人 / whom it is about';
  comment on column "outgoing_message"."link_id" is '家人 / whom it goes to; null is the elder';
  comment on column "outgoing_message"."recipient_mask" is '收件人（脱敏） / the number, masked';
  comment on column "outgoing_message"."key" is 'cause and person: the same message is never made twice';
  comment on column "outgoing_message"."state" is 'queued, sent, recorded (there was no channel), failed or too_late';
  comment on column "outgoing_message"."channel" is 'wechat, or recorded';
  comment on column "outgoing_message"."channel_no" is 'the channel''s own number of it';
  comment on column "outgoing_message"."attempts" is 'tries so far';
  comment on column "outgoing_message"."next_try_at" is 'not tried before; null is at once';
  comment on column "outgoing_message"."last_error" is 'the code of what went wrong last';
  comment on column "payment_order"."payer_link_id" is '付款人 / the member of the family who pays; null at a kiosk or an office';
end
$comments$;
