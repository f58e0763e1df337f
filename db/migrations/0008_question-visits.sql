CREATE TABLE "elder_visit_pin" (
	"elder_id" uuid PRIMARY KEY NOT NULL,
	"pin_hash" text NOT NULL,
	"tries_left" smallint NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "elder_visit_pin_tries" CHECK ("elder_visit_pin"."tries_left" between 0 and 10)
);
--> statement-breakpoint
CREATE TABLE "finding_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"finding_id" uuid NOT NULL,
	"step" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"facts" jsonb NOT NULL,
	"reason_code" text,
	"resolution_code" text,
	"note" text,
	CONSTRAINT "finding_change_step_known" CHECK ("finding_change"."step" in ('cleared', 'reopened', 'acknowledged', 'fixed', 'upheld', 'withdrawn', 'contested'))
);
--> statement-breakpoint
CREATE TABLE "visit_correction" (
	"id" uuid PRIMARY KEY NOT NULL,
	"visit_id" uuid NOT NULL,
	"field" text NOT NULL,
	"old_value" timestamp with time zone,
	"new_value" timestamp with time zone NOT NULL,
	"reason_code" text NOT NULL,
	"resolution_code" text NOT NULL,
	"memo" text,
	"evidence" text,
	"state" text DEFAULT 'requested' NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	CONSTRAINT "visit_correction_field_known" CHECK ("visit_correction"."field" in ('check_in_at', 'check_out_at')),
	CONSTRAINT "visit_correction_state_known" CHECK ("visit_correction"."state" in ('requested', 'approved', 'refused')),
	CONSTRAINT "visit_correction_second_person" CHECK ("visit_correction"."state" = 'requested' or ("visit_correction"."decided_by" is not null and "visit_correction"."decided_by" <> "visit_correction"."requested_by"))
);
--> statement-breakpoint
CREATE TABLE "visit_event_quarantine" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" text,
	"visit_no" text,
	"sender" text NOT NULL,
	"reason" text NOT NULL,
	"body" jsonb NOT NULL,
	"body_digest" "bytea" NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "visit_event_quarantine_once" UNIQUE("sender","body_digest"),
	CONSTRAINT "visit_event_quarantine_reason_known" CHECK ("visit_event_quarantine"."reason" in ('malformed', 'not-your-visit'))
);
--> statement-breakpoint
ALTER TABLE "elder_visit_pin" ADD CONSTRAINT "elder_visit_pin_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding_change" ADD CONSTRAINT "finding_change_finding_id_finding_id_fk" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_correction" ADD CONSTRAINT "visit_correction_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "finding_change_by_finding" ON "finding_change" USING btree ("finding_id");--> statement-breakpoint
CREATE INDEX "visit_correction_by_visit" ON "visit_correction" USING btree ("visit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "visit_correction_one_open" ON "visit_correction" USING btree ("visit_id","field") WHERE "visit_correction"."state" = 'requested';