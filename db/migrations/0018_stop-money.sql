CREATE TABLE "clawback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"finding_no" text NOT NULL,
	"settlement_line_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"street_id" integer NOT NULL,
	"paid_month" date NOT NULL,
	"paid_fen" bigint NOT NULL,
	"rule_code" text NOT NULL,
	"facts" jsonb NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"import_id" uuid,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"note" text,
	CONSTRAINT "clawback_findingNo_unique" UNIQUE("finding_no"),
	CONSTRAINT "clawback_settlementLineId_unique" UNIQUE("settlement_line_id"),
	CONSTRAINT "clawback_positive" CHECK ("clawback"."paid_fen" > 0),
	CONSTRAINT "clawback_state_known" CHECK ("clawback"."state" in ('proposed', 'dismissed', 'found', 'notified', 'appealed', 'confirmed', 'offset', 'refunded', 'written_off')),
	CONSTRAINT "clawback_second_person" CHECK ("clawback"."state" = 'proposed' or ("clawback"."decided_by" is not null and "clawback"."decided_at" is not null and "clawback"."decided_by" <> "clawback"."proposed_by")),
	CONSTRAINT "clawback_dismissal_is_explained" CHECK ("clawback"."state" <> 'dismissed' or "clawback"."note" is not null)
);
--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind_known";--> statement-breakpoint
ALTER TABLE "import_batch" DROP CONSTRAINT "import_kind_known";--> statement-breakpoint
ALTER TABLE "elder" ADD COLUMN "hukou_until" date;--> statement-breakpoint
ALTER TABLE "elder" ADD COLUMN "death_listed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "elder_absence" ADD COLUMN "listed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "elder_benefit" ADD COLUMN "listed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "effects" jsonb;--> statement-breakpoint
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_settlement_line_id_settlement_line_id_fk" FOREIGN KEY ("settlement_line_id") REFERENCES "settlement_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_import_id_import_batch_id_fk" FOREIGN KEY ("import_id") REFERENCES "import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "clawback_by_state" ON "clawback" USING btree ("state","proposed_at");--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind_known" CHECK ("notice"."kind" in ('reminder', 'late_worker', 'late_provider', 'late_street', 'presumed_missed', 'check_out_reminder', 'check_out_missing', 'all_clear', 'no_answer', 'unsafe', 'taken_off', 'put_on', 'called_off'));--> statement-breakpoint
ALTER TABLE "import_batch" ADD CONSTRAINT "import_kind_known" CHECK ("import_batch"."kind" in ('elders', 'providers', 'workers', 'facilities', 'stops'));--> statement-breakpoint
-- What was paid and who brought it up stays as it was proposed; only the state moves on.
CREATE FUNCTION "keep_clawback_finding"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.finding_no, NEW.settlement_line_id, NEW.visit_id, NEW.provider_id, NEW.paid_month, NEW.paid_fen, NEW.rule_code, NEW.proposed_by)
     IS DISTINCT FROM
     (OLD.finding_no, OLD.settlement_line_id, OLD.visit_id, OLD.provider_id, OLD.paid_month, OLD.paid_fen, OLD.rule_code, OLD.proposed_by)
  THEN
    RAISE EXCEPTION 'clawback-finding-is-fixed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "clawback_finding_is_kept" BEFORE UPDATE ON "clawback" FOR EACH ROW EXECUTE FUNCTION "keep_clawback_finding"();
--> statement-breakpoint
do $comments$
begin
  comment on column "elder"."hukou_until" is '户籍迁出前一天 / last day of the registration in the district; null while it stands';
  comment on column "elder"."death_listed" is 'true: the death stands on a list, and a roster silent about it takes nothing back';
  comment on column "elder_absence"."listed" is 'true: from a list of an authority; rosters leave it alone';
  comment on column "elder_benefit"."listed" is 'true: from a list of an authority; rosters leave it alone';
  comment on column "import_batch"."effects" is 'visits called off and found, lines held and clawbacks proposed by a list; null for other files';
  comment on table "clawback" is '追回 / Money found wrongly paid, from the proposal to the last fen';
  comment on column "clawback"."id" is 'UUIDv7 made by the application';
  comment on column "clawback"."finding_no" is '编号 / business key that its journal carries';
  comment on column "clawback"."settlement_line_id" is 'the paid line; it stays as it is';
  comment on column "clawback"."visit_id" is '上门服务 / the visit';
  comment on column "clawback"."provider_id" is '服务机构 / who was paid';
  comment on column "clawback"."street_id" is '街道 / street of the visit';
  comment on column "clawback"."paid_month" is 'closed month in which it was settled';
  comment on column "clawback"."paid_fen" is '已付金额 / fen that were paid for the visit';
  comment on column "clawback"."rule_code" is 'rule that the visit breaks';
  comment on column "clawback"."facts" is 'what the rule rests on';
  comment on column "clawback"."state" is 'proposed until a second person decides; then dismissed, or found and on through hearing and recovery';
  comment on column "clawback"."import_id" is 'list that brought it up; null for a scan of the past';
  comment on column "clawback"."proposed_by" is 'who imported the list or scanned';
  comment on column "clawback"."proposed_at" is 'when';
  comment on column "clawback"."decided_by" is 'second person who confirmed or dismissed it';
  comment on column "clawback"."decided_at" is 'when';
  comment on column "clawback"."note" is 'why it was dismissed, or what the decider added';
end
$comments$;
