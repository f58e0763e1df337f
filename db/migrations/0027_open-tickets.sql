CREATE TABLE "help_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"help_no" text NOT NULL,
	"request_key" text NOT NULL,
	"street_id" integer NOT NULL,
	"device" text NOT NULL,
	"elder_id" uuid,
	"touched_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"dialled_by_kiosk" text,
	"want" text,
	"state" text NOT NULL,
	"confirm_at" timestamp with time zone NOT NULL,
	"hotline_at" timestamp with time zone NOT NULL,
	"both_at" timestamp with time zone NOT NULL,
	"next_step_at" timestamp with time zone,
	"taken_by" text,
	"taken_at" timestamp with time zone,
	"arrived_by" text,
	"arrived_at" timestamp with time zone,
	"ended_by" text,
	"ended_at" timestamp with time zone,
	"outcome" text,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "help_request_helpNo_unique" UNIQUE("help_no"),
	CONSTRAINT "help_request_requestKey_unique" UNIQUE("request_key"),
	CONSTRAINT "help_request_want_known" CHECK ("help_request"."want" in ('staff', 'unwell')),
	CONSTRAINT "help_request_state_known" CHECK ("help_request"."state" in ('open', 'taken', 'arrived', 'closed', 'cancelled')),
	CONSTRAINT "help_request_outcome_known" CHECK ("help_request"."outcome" in ('helped', 'to_120', 'family_came', 'nobody_there', 'not_needed', 'test')),
	CONSTRAINT "help_request_closed_says_how" CHECK (("help_request"."state" = 'closed') = ("help_request"."outcome" is not null)),
	CONSTRAINT "help_request_ended_whole" CHECK (num_nulls("help_request"."ended_by", "help_request"."ended_at") = case when "help_request"."state" in ('closed', 'cancelled') then 0 else 2 end),
	CONSTRAINT "help_request_taken_whole" CHECK (num_nulls("help_request"."taken_by", "help_request"."taken_at") in (0, 2)),
	CONSTRAINT "help_request_arrived_whole" CHECK (num_nulls("help_request"."arrived_by", "help_request"."arrived_at") in (0, 2)),
	CONSTRAINT "help_request_escalates_while_open" CHECK ("help_request"."next_step_at" is null or "help_request"."state" = 'open')
);
--> statement-breakpoint
CREATE TABLE "help_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"help_id" uuid NOT NULL,
	"step" text NOT NULL,
	"due_at" timestamp with time zone,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "help_step_once" UNIQUE("help_id","step")
);
--> statement-breakpoint
CREATE TABLE "ticket" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ticket_no" text NOT NULL,
	"kind" text NOT NULL,
	"topic" text,
	"details" text[] NOT NULL,
	"summary" text,
	"street_id" integer NOT NULL,
	"elder_id" uuid,
	"provider_id" uuid,
	"visit_id" uuid,
	"channel" text NOT NULL,
	"anonymous" boolean NOT NULL,
	"asking_hash" "bytea",
	"asking_tries_left" smallint NOT NULL,
	"call_back_wanted" boolean NOT NULL,
	"call_back_phone_cipher" text,
	"state" text NOT NULL,
	"desk" text NOT NULL,
	"seat" text,
	"assigned_to" text,
	"seen_by_provider" boolean NOT NULL,
	"source_kind" text,
	"source_ref" text,
	"request_key" text,
	"opened_by" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"policy_version" text NOT NULL,
	"answer" text,
	"answered_by" text,
	"answered_at" timestamp with time zone,
	"closed_by" text,
	"closed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "ticket_ticketNo_unique" UNIQUE("ticket_no"),
	CONSTRAINT "ticket_requestKey_unique" UNIQUE("request_key"),
	CONSTRAINT "ticket_kind_known" CHECK ("ticket"."kind" in ('consult', 'book', 'help', 'complaint', 'call_back', 'outbound_care', 'wait', 'apply')),
	CONSTRAINT "ticket_state_known" CHECK ("ticket"."state" in ('new', 'assigned', 'in_progress', 'waiting', 'resolved', 'closed')),
	CONSTRAINT "ticket_desk_known" CHECK ("ticket"."desk" in ('operator', 'street', 'district', 'provider')),
	CONSTRAINT "ticket_channel_known" CHECK ("ticket"."channel" in ('kiosk', 'phone', 'hotline', 'family', 'office')),
	CONSTRAINT "ticket_anonymous_names_nobody" CHECK (not "ticket"."anonymous" or num_nonnulls("ticket"."elder_id", "ticket"."call_back_phone_cipher") = 0),
	CONSTRAINT "ticket_protected_from_provider" CHECK (not ("ticket"."seen_by_provider" or "ticket"."desk" = 'provider') or ("ticket"."provider_id" is not null and not ("ticket"."details" && array['took_money', 'unsafe']))),
	CONSTRAINT "ticket_answered_whole" CHECK (num_nulls("ticket"."answer", "ticket"."answered_by", "ticket"."answered_at") in (0, 3) and ("ticket"."state" not in ('resolved', 'closed') or "ticket"."answer" is not null)),
	CONSTRAINT "ticket_closed_whole" CHECK (num_nulls("ticket"."closed_by", "ticket"."closed_at") = case "ticket"."state" when 'closed' then 0 else 2 end),
	CONSTRAINT "ticket_tries_not_negative" CHECK ("ticket"."asking_tries_left" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ticket_event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ticket_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"step" text NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"note" text,
	"facts" jsonb NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_event_place" UNIQUE("ticket_id","place"),
	CONSTRAINT "ticket_event_step_known" CHECK ("ticket_event"."step" in ('open', 'assign', 'start', 'wait', 'answer', 'close', 'reopen', 'note', 'asked'))
);
--> statement-breakpoint
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_step" ADD CONSTRAINT "help_step_help_id_help_request_id_fk" FOREIGN KEY ("help_id") REFERENCES "help_request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_event" ADD CONSTRAINT "ticket_event_ticket_id_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "help_request_next_step" ON "help_request" USING btree ("next_step_at") WHERE "help_request"."next_step_at" is not null;--> statement-breakpoint
CREATE INDEX "help_request_live" ON "help_request" USING btree ("touched_at") WHERE "help_request"."state" in ('open', 'taken', 'arrived');--> statement-breakpoint
CREATE INDEX "help_request_by_street" ON "help_request" USING btree ("street_id","touched_at");--> statement-breakpoint
CREATE INDEX "help_request_by_elder" ON "help_request" USING btree ("elder_id");--> statement-breakpoint
CREATE INDEX "ticket_open" ON "ticket" USING btree ("desk","due_at") WHERE "ticket"."state" not in ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX "ticket_by_street" ON "ticket" USING btree ("street_id","opened_at");--> statement-breakpoint
CREATE INDEX "ticket_by_elder" ON "ticket" USING btree ("elder_id");--> statement-breakpoint
CREATE INDEX "ticket_by_provider" ON "ticket" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "ticket_by_source" ON "ticket" USING btree ("source_kind","source_ref");
--> statement-breakpoint
CREATE TRIGGER "ticket_event_append_only" BEFORE UPDATE OR DELETE ON "ticket_event" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "help_step_append_only" BEFORE UPDATE OR DELETE ON "help_step" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "ticket_is_never_deleted" BEFORE DELETE ON "ticket" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
CREATE TRIGGER "help_request_is_never_deleted" BEFORE DELETE ON "help_request" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
do $comments$
begin
  comment on table "ticket" is '工单 / What an elder, a family or an office wants done until a time';
  comment on column "ticket"."id" is 'UUIDv7 made by the application';
  comment on column "ticket"."ticket_no" is '工单号 / day and four digits; people are told the digits';
  comment on column "ticket"."kind" is '类型 / consult, book, help, complaint, call_back, outbound_care, wait or apply';
  comment on column "ticket"."topic" is '事由 / what a complaint is about: visit, worker, money or other';
  comment on column "ticket"."details" is '具体情况 / codes of what was wrong';
  comment on column "ticket"."summary" is 'in words, numbers of persons masked';
  comment on column "ticket"."street_id" is '街道 / who sees it';
  comment on column "ticket"."elder_id" is '老人 / whom it is about; null for one without a name';
  comment on column "ticket"."provider_id" is '服务机构 / whose work it is about';
  comment on column "ticket"."visit_id" is '上门服务 / the visit it is about';
  comment on column "ticket"."channel" is '来源 / kiosk, phone, hotline, family or office';
  comment on column "ticket"."anonymous" is '匿名 / no elder and no telephone stand on it';
  comment on column "ticket"."asking_hash" is 'SHA-256 of number and code by which an anonymous person asks later';
  comment on column "ticket"."asking_tries_left" is 'wrong codes it still bears';
  comment on column "ticket"."call_back_wanted" is '要回话 / whoever asked wants to be called';
  comment on column "ticket"."call_back_phone_cipher" is '回话电话 / number to call of somebody who is not on file, encrypted';
  comment on column "ticket"."state" is '状态 / new, assigned, in_progress, waiting, resolved or closed';
  comment on column "ticket"."desk" is '办理方 / whose desk has it: operator, street, district or provider';
  comment on column "ticket"."seat" is '坐席 / seat at that desk';
  comment on column "ticket"."assigned_to" is 'audit name of the person who has it';
  comment on column "ticket"."seen_by_provider" is 'the provider concerned may read and answer it; never where money was taken or safety is touched';
  comment on column "ticket"."source_kind" is 'kind of the record it comes from';
  comment on column "ticket"."source_ref" is 'name of that record';
  comment on column "ticket"."request_key" is 'made by the page that asked; one ticket a key';
  comment on column "ticket"."opened_by" is 'audit name of who opened it';
  comment on column "ticket"."opened_at" is 'when';
  comment on column "ticket"."due_at" is '办理期限 / to be answered until then';
  comment on column "ticket"."policy_version" is 'policy version of the time it may take';
  comment on column "ticket"."answer" is '答复 / what was done, as the person who asked is told';
  comment on column "ticket"."answered_by" is 'audit name of who answered';
  comment on column "ticket"."answered_at" is 'when';
  comment on column "ticket"."closed_by" is 'audit name of who closed it';
  comment on column "ticket"."closed_at" is 'when';
  comment on column "ticket"."version" is 'counts the changes';
  comment on table "ticket_event" is '工单经过 / Every step of a ticket, only added';
  comment on column "ticket_event"."id" is 'UUIDv7 made by the application';
  comment on column "ticket_event"."ticket_id" is '工单 / the ticket';
  comment on column "ticket_event"."place" is 'place among its steps, from 1';
  comment on column "ticket_event"."step" is 'open, assign, start, wait, answer, close, reopen, note or asked';
  comment on column "ticket_event"."from_state" is 'state before';
  comment on column "ticket_event"."to_state" is 'state after';
  comment on column "ticket_event"."note" is 'what was said, numbers of persons masked';
  comment on column "ticket_event"."facts" is 'what belongs to the step, such as the desk it was given to';
  comment on column "ticket_event"."by" is 'audit name of who took it';
  comment on column "ticket_event"."at" is 'when';
  comment on table "help_request" is '一体机求助 / Calls for help from kiosks';
  comment on column "help_request"."id" is 'UUIDv7 made by the application';
  comment on column "help_request"."help_no" is '求助号 / day and four digits';
  comment on column "help_request"."request_key" is 'made by the kiosk at the touch; one request a key';
  comment on column "help_request"."street_id" is '街道 / where the kiosk stands';
  comment on column "help_request"."device" is '一体机 / which kiosk';
  comment on column "help_request"."elder_id" is '老人 / who was identified at it; null for nobody';
  comment on column "help_request"."touched_at" is 'the first touch, from which its timer runs';
  comment on column "help_request"."received_at" is 'when the server stored it; later for one that was kept without a network';
  comment on column "help_request"."dialled_by_kiosk" is 'whom the kiosk''s own line dialled meanwhile: staff or hotline';
  comment on column "help_request"."want" is 'what was chosen: staff or unwell; null while nothing was';
  comment on column "help_request"."state" is '状态 / open, taken, arrived, closed or cancelled';
  comment on column "help_request"."confirm_at" is 'until then it is called off without a question';
  comment on column "help_request"."hotline_at" is 'not taken until then, the hotline rings as well';
  comment on column "help_request"."both_at" is 'not taken until then, both go on ringing';
  comment on column "help_request"."next_step_at" is 'when the escalation is looked at again; null when it is over';
  comment on column "help_request"."taken_by" is 'audit name of who takes care of it';
  comment on column "help_request"."taken_at" is 'when';
  comment on column "help_request"."arrived_by" is 'audit name of who says that somebody is there';
  comment on column "help_request"."arrived_at" is 'when';
  comment on column "help_request"."ended_by" is 'audit name of who closed it or called it off';
  comment on column "help_request"."ended_at" is 'when';
  comment on column "help_request"."outcome" is '结果 / helped, to_120, family_came, nobody_there, not_needed or test';
  comment on column "help_request"."note" is 'what was done, numbers of persons masked';
  comment on column "help_request"."version" is 'counts the changes';
  comment on table "help_step" is '求助经过 / Every step of a call for help, only added';
  comment on column "help_step"."id" is 'UUIDv7 made by the application';
  comment on column "help_step"."help_id" is '求助 / the call';
  comment on column "help_step"."step" is 'requested, staff, unwell, as_staff, told_contact, hotline, both, taken, arrived, closed or cancelled';
  comment on column "help_step"."due_at" is 'when it was due; null for what a person did';
  comment on column "help_step"."at" is 'when it happened';
  comment on column "help_step"."by" is 'audit name of who or what did it';
end
$comments$;
