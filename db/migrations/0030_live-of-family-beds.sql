CREATE TABLE "bed_plan" (
	"bed_id" uuid NOT NULL,
	"version" smallint NOT NULL,
	"made_on" date NOT NULL,
	"devices" jsonb NOT NULL,
	"service_plan" text NOT NULL,
	"cost_fen" bigint NOT NULL,
	"subsidy_fen" bigint NOT NULL,
	"policy_version" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "bed_plan_bed_id_version_pk" PRIMARY KEY("bed_id","version"),
	CONSTRAINT "bed_plan_subsidy_in_cost" CHECK ("bed_plan"."subsidy_fen" between 0 and "bed_plan"."cost_fen")
);
--> statement-breakpoint
CREATE TABLE "bed_plan_item" (
	"bed_id" uuid NOT NULL,
	"version" smallint NOT NULL,
	"item_no" smallint NOT NULL,
	"quantity" smallint NOT NULL,
	"unit_price_fen" bigint NOT NULL,
	"cap_fen" bigint,
	"subsidy_fen" bigint NOT NULL,
	CONSTRAINT "bed_plan_item_bed_id_version_item_no_pk" PRIMARY KEY("bed_id","version","item_no"),
	CONSTRAINT "bed_plan_item_known" CHECK ("bed_plan_item"."item_no" between 1 and 30),
	CONSTRAINT "bed_plan_item_counted" CHECK ("bed_plan_item"."quantity" > 0 and "bed_plan_item"."unit_price_fen" >= 0),
	CONSTRAINT "bed_plan_item_within_cap" CHECK ("bed_plan_item"."subsidy_fen" between 0 and least("bed_plan_item"."cap_fen", "bed_plan_item"."quantity" * "bed_plan_item"."unit_price_fen"))
);
--> statement-breakpoint
CREATE TABLE "bed_service_month" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bed_id" uuid NOT NULL,
	"month" date NOT NULL,
	"version" smallint NOT NULL,
	"provider_id" uuid NOT NULL,
	"month_days" smallint NOT NULL,
	"in_service_days" smallint NOT NULL,
	"suspended_days" smallint NOT NULL,
	"offline_days" smallint NOT NULL,
	"paid_days" smallint NOT NULL,
	"monthly_fen" bigint NOT NULL,
	"amount_fen" bigint NOT NULL,
	"days" jsonb NOT NULL,
	"digest" text NOT NULL,
	"policy_version" text NOT NULL,
	"state" text NOT NULL,
	"computed_by" text NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"posted_month" date,
	CONSTRAINT "bed_service_version_once" UNIQUE("bed_id","month","version"),
	CONSTRAINT "bed_service_month_first_day" CHECK (extract(day from "bed_service_month"."month") = 1),
	CONSTRAINT "bed_service_state_known" CHECK ("bed_service_month"."state" in ('computed', 'approved', 'superseded')),
	CONSTRAINT "bed_service_days_add_up" CHECK (least("bed_service_month"."in_service_days", "bed_service_month"."suspended_days", "bed_service_month"."offline_days", "bed_service_month"."paid_days") >= 0 and "bed_service_month"."in_service_days" + "bed_service_month"."suspended_days" <= "bed_service_month"."month_days" and "bed_service_month"."paid_days" = "bed_service_month"."in_service_days" - "bed_service_month"."offline_days"),
	CONSTRAINT "bed_service_arithmetic" CHECK ("bed_service_month"."amount_fen" = "bed_service_month"."monthly_fen" * "bed_service_month"."paid_days" / "bed_service_month"."month_days"),
	CONSTRAINT "bed_service_second_person" CHECK ("bed_service_month"."decided_by" <> "bed_service_month"."computed_by"),
	CONSTRAINT "bed_service_decided_whole" CHECK (("bed_service_month"."state" = 'approved') = ("bed_service_month"."decided_by" is not null) and num_nulls("bed_service_month"."decided_by", "bed_service_month"."decided_at", "bed_service_month"."posted_month") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "retrofit_subsidy" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bed_id" uuid NOT NULL,
	"plan_version" smallint NOT NULL,
	"payee_id" uuid NOT NULL,
	"cost_fen" bigint NOT NULL,
	"subsidy_fen" bigint NOT NULL,
	"bed_cap_fen" bigint NOT NULL,
	"policy_version" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"note" text,
	"posted_month" date,
	CONSTRAINT "retrofit_subsidy_state_known" CHECK ("retrofit_subsidy"."state" in ('proposed', 'approved', 'refused')),
	CONSTRAINT "retrofit_subsidy_in_cost" CHECK ("retrofit_subsidy"."subsidy_fen" > 0 and "retrofit_subsidy"."subsidy_fen" <= "retrofit_subsidy"."cost_fen"),
	CONSTRAINT "retrofit_subsidy_within_cap" CHECK ("retrofit_subsidy"."subsidy_fen" <= "retrofit_subsidy"."bed_cap_fen"),
	CONSTRAINT "retrofit_subsidy_second_person" CHECK ("retrofit_subsidy"."decided_by" <> "retrofit_subsidy"."proposed_by"),
	CONSTRAINT "retrofit_subsidy_decided_whole" CHECK (("retrofit_subsidy"."state" = 'proposed') = ("retrofit_subsidy"."decided_by" is null) and num_nulls("retrofit_subsidy"."decided_by", "retrofit_subsidy"."decided_at") in (0, 2)),
	CONSTRAINT "retrofit_subsidy_posted" CHECK (("retrofit_subsidy"."state" = 'approved') = ("retrofit_subsidy"."posted_month" is not null))
);
--> statement-breakpoint
CREATE TABLE "retrofit_subsidy_line" (
	"subsidy_id" uuid NOT NULL,
	"item_no" smallint NOT NULL,
	"cost_fen" bigint NOT NULL,
	"cap_fen" bigint,
	"subsidy_fen" bigint NOT NULL,
	CONSTRAINT "retrofit_subsidy_line_subsidy_id_item_no_pk" PRIMARY KEY("subsidy_id","item_no"),
	CONSTRAINT "retrofit_line_item_known" CHECK ("retrofit_subsidy_line"."item_no" between 1 and 30),
	CONSTRAINT "retrofit_line_within_cap" CHECK ("retrofit_subsidy_line"."subsidy_fen" between 0 and least("retrofit_subsidy_line"."cap_fen", "retrofit_subsidy_line"."cost_fen"))
);
--> statement-breakpoint
CREATE TABLE "family_bed" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bed_no" text NOT NULL,
	"elder_id" uuid NOT NULL,
	"street_id" integer NOT NULL,
	"state" text DEFAULT 'none' NOT NULL,
	"state_seq" integer DEFAULT 0 NOT NULL,
	"state_since" date,
	"due_on" date,
	"grade" smallint,
	"queued_on" date,
	"counted_on" date,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "family_bed_bedNo_unique" UNIQUE("bed_no"),
	CONSTRAINT "family_bed_grade_range" CHECK ("family_bed"."grade" between 0 and 4),
	CONSTRAINT "family_bed_counts_when_accepted" CHECK ("family_bed"."counted_on" is null or "family_bed"."state" in ('accepted', 'active', 'suspended', 'exit_pending', 'exited', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "family_bed_body" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bed_id" uuid NOT NULL,
	"role" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"link_group" uuid NOT NULL,
	"separation" text GENERATED ALWAYS AS (case when role in ('assessment', 'provider') then 'care' else 'building' end) STORED NOT NULL,
	"from_on" date NOT NULL,
	"named_by" text NOT NULL,
	"named_at" timestamp with time zone NOT NULL,
	"ended_on" date,
	"ended_by" text,
	"questioned_at" timestamp with time zone,
	CONSTRAINT "family_bed_role_known" CHECK ("family_bed_body"."role" in ('assessment', 'provider', 'survey', 'works', 'acceptance')),
	CONSTRAINT "family_bed_body_ended_by_somebody" CHECK (num_nulls("family_bed_body"."ended_on", "family_bed_body"."ended_by") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "family_bed_document" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bed_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"digest" text,
	"media_type" text,
	"bytes" integer,
	"archive_no" text,
	"item_no" smallint,
	"added_by" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "family_bed_document_somewhere" CHECK (num_nulls("family_bed_document"."digest", "family_bed_document"."archive_no") = 1),
	CONSTRAINT "family_bed_document_stored_whole" CHECK (num_nulls("family_bed_document"."digest", "family_bed_document"."media_type", "family_bed_document"."bytes") in (0, 3)),
	CONSTRAINT "family_bed_document_item_known" CHECK ("family_bed_document"."item_no" between 1 and 30)
);
--> statement-breakpoint
CREATE TABLE "family_bed_event" (
	"bed_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"previous_seq" integer GENERATED ALWAYS AS (nullif(seq - 1, 0)) STORED,
	"from_state" text NOT NULL,
	"kind" text NOT NULL,
	"to_state" text NOT NULL,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"party" text NOT NULL,
	"on_behalf" boolean NOT NULL,
	"note" text,
	"body" jsonb NOT NULL,
	"policy_version" text NOT NULL,
	"due_on" date,
	CONSTRAINT "family_bed_event_bed_id_seq_pk" PRIMARY KEY("bed_id","seq"),
	CONSTRAINT "family_bed_event_leads_to" UNIQUE("bed_id","seq","to_state"),
	CONSTRAINT "family_bed_event_first" CHECK (("family_bed_event"."seq" = 1) = ("family_bed_event"."from_state" = 'none') and "family_bed_event"."seq" > 0),
	CONSTRAINT "family_bed_party_known" CHECK ("family_bed_event"."party" in ('elder', 'community', 'street', 'district', 'assessor', 'survey', 'works', 'acceptance', 'provider'))
);
--> statement-breakpoint
CREATE TABLE "family_bed_step" (
	"from_state" text NOT NULL,
	"kind" text NOT NULL,
	"to_state" text NOT NULL,
	CONSTRAINT "family_bed_step_once" PRIMARY KEY("from_state","kind","to_state")
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"credit_code" text NOT NULL,
	"link_group" uuid NOT NULL,
	"confirmed" text DEFAULT '示例' NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "organisation_creditCode_unique" UNIQUE("credit_code"),
	CONSTRAINT "organisation_in_group" UNIQUE("id","link_group"),
	CONSTRAINT "organisation_code_form" CHECK ("organisation"."credit_code" ~ '^[0-9A-HJ-NPQRTUWXY]{18}$')
);
--> statement-breakpoint
CREATE TABLE "organisation_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"first_id" uuid NOT NULL,
	"second_id" uuid NOT NULL,
	"basis" text NOT NULL,
	"note" text NOT NULL,
	"known_on" date NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "organisation_link_once" UNIQUE("first_id","second_id"),
	CONSTRAINT "organisation_link_of_two" CHECK ("organisation_link"."first_id" <> "organisation_link"."second_id"),
	CONSTRAINT "organisation_link_basis_known" CHECK ("organisation_link"."basis" in ('owner', 'manager', 'branch', 'address', 'declared'))
);
--> statement-breakpoint
ALTER TABLE "bed_plan" ADD CONSTRAINT "bed_plan_bed_id_family_bed_id_fk" FOREIGN KEY ("bed_id") REFERENCES "family_bed"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bed_plan_item" ADD CONSTRAINT "bed_plan_item_of_plan" FOREIGN KEY ("bed_id","version") REFERENCES "bed_plan"("bed_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bed_service_month" ADD CONSTRAINT "bed_service_month_bed_id_family_bed_id_fk" FOREIGN KEY ("bed_id") REFERENCES "family_bed"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bed_service_month" ADD CONSTRAINT "bed_service_month_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retrofit_subsidy" ADD CONSTRAINT "retrofit_subsidy_bed_id_family_bed_id_fk" FOREIGN KEY ("bed_id") REFERENCES "family_bed"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retrofit_subsidy" ADD CONSTRAINT "retrofit_subsidy_payee_id_organisation_id_fk" FOREIGN KEY ("payee_id") REFERENCES "organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retrofit_subsidy_line" ADD CONSTRAINT "retrofit_subsidy_line_subsidy_id_retrofit_subsidy_id_fk" FOREIGN KEY ("subsidy_id") REFERENCES "retrofit_subsidy"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_bed" ADD CONSTRAINT "family_bed_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_bed" ADD CONSTRAINT "family_bed_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_bed_body" ADD CONSTRAINT "family_bed_body_bed_id_family_bed_id_fk" FOREIGN KEY ("bed_id") REFERENCES "family_bed"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_bed_body" ADD CONSTRAINT "family_bed_body_of_group" FOREIGN KEY ("organisation_id","link_group") REFERENCES "organisation"("id","link_group") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "family_bed_document" ADD CONSTRAINT "family_bed_document_bed_id_family_bed_id_fk" FOREIGN KEY ("bed_id") REFERENCES "family_bed"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_bed_event" ADD CONSTRAINT "family_bed_event_bed_id_family_bed_id_fk" FOREIGN KEY ("bed_id") REFERENCES "family_bed"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_bed_event" ADD CONSTRAINT "family_bed_event_after_previous" FOREIGN KEY ("bed_id","previous_seq","from_state") REFERENCES "family_bed_event"("bed_id","seq","to_state") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_bed_event" ADD CONSTRAINT "family_bed_event_is_a_step" FOREIGN KEY ("from_state","kind","to_state") REFERENCES "family_bed_step"("from_state","kind","to_state") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation_link" ADD CONSTRAINT "organisation_link_first_id_organisation_id_fk" FOREIGN KEY ("first_id") REFERENCES "organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation_link" ADD CONSTRAINT "organisation_link_second_id_organisation_id_fk" FOREIGN KEY ("second_id") REFERENCES "organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bed_service_month_paid_once" ON "bed_service_month" USING btree ("bed_id","month") WHERE "bed_service_month"."state" = 'approved';--> statement-breakpoint
CREATE INDEX "bed_service_month_by_month" ON "bed_service_month" USING btree ("month","provider_id");--> statement-breakpoint
CREATE UNIQUE INDEX "retrofit_subsidy_once" ON "retrofit_subsidy" USING btree ("bed_id") WHERE "retrofit_subsidy"."state" <> 'refused';--> statement-breakpoint
CREATE INDEX "family_bed_by_street" ON "family_bed" USING btree ("street_id","state");--> statement-breakpoint
CREATE INDEX "family_bed_by_state" ON "family_bed" USING btree ("state");--> statement-breakpoint
CREATE UNIQUE INDEX "family_bed_one_open" ON "family_bed" USING btree ("elder_id") WHERE "family_bed"."state" not in ('rejected', 'withdrawn', 'exited', 'closed');--> statement-breakpoint
CREATE UNIQUE INDEX "family_bed_body_one_in_force" ON "family_bed_body" USING btree ("bed_id","role") WHERE "family_bed_body"."ended_on" is null;--> statement-breakpoint
CREATE INDEX "family_bed_body_by_organisation" ON "family_bed_body" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "family_bed_document_by_bed" ON "family_bed_document" USING btree ("bed_id","added_at");--> statement-breakpoint
CREATE INDEX "organisation_by_group" ON "organisation" USING btree ("link_group");
--> statement-breakpoint
-- The life of a bed, as app/domain/family-beds/lifecycle.ts lists it (a test holds both together). No step is added while the product runs.
INSERT INTO "family_bed_step" ("from_state", "kind", "to_state") VALUES
  ('none', 'apply', 'applied'),
  ('applied', 'return_papers', 'returned'),
  ('returned', 'resubmit', 'applied'),
  ('applied', 'pass_street', 'street_reviewed'),
  ('applied', 'reject', 'rejected'),
  ('street_reviewed', 'reject', 'rejected'),
  ('assessed', 'reject', 'rejected'),
  ('waiting', 'reject', 'rejected'),
  ('district_approved', 'reject', 'rejected'),
  ('in_publicity', 'reject', 'rejected'),
  ('street_reviewed', 'assess', 'assessed'),
  ('assessed', 'queue', 'waiting'),
  ('assessed', 'approve', 'district_approved'),
  ('waiting', 'approve', 'district_approved'),
  ('district_approved', 'publish', 'in_publicity'),
  ('in_publicity', 'clear_publicity', 'publicised'),
  ('publicised', 'survey', 'surveyed'),
  ('surveyed', 'plan', 'planned'),
  ('planned', 'revise_plan', 'planned'),
  ('building', 'revise_plan', 'building'),
  ('planned', 'contract', 'contracted'),
  ('contracted', 'start_works', 'building'),
  ('building', 'report_works', 'in_acceptance'),
  ('in_acceptance', 'rework', 'building'),
  ('in_acceptance', 'accept', 'accepted'),
  ('accepted', 'start_service', 'active'),
  ('active', 'change', 'active'),
  ('active', 'suspend', 'suspended'),
  ('suspended', 'resume', 'active'),
  ('accepted', 'propose_exit', 'exit_pending'),
  ('active', 'propose_exit', 'exit_pending'),
  ('suspended', 'propose_exit', 'exit_pending'),
  ('exit_pending', 'exit', 'exited'),
  ('exited', 'close', 'closed'),
  ('applied', 'withdraw', 'withdrawn'),
  ('returned', 'withdraw', 'withdrawn'),
  ('street_reviewed', 'withdraw', 'withdrawn'),
  ('assessed', 'withdraw', 'withdrawn'),
  ('waiting', 'withdraw', 'withdrawn'),
  ('district_approved', 'withdraw', 'withdrawn'),
  ('in_publicity', 'withdraw', 'withdrawn'),
  ('publicised', 'withdraw', 'withdrawn'),
  ('surveyed', 'withdraw', 'withdrawn'),
  ('planned', 'withdraw', 'withdrawn'),
  ('contracted', 'withdraw', 'withdrawn'),
  ('building', 'withdraw', 'withdrawn'),
  ('in_acceptance', 'withdraw', 'withdrawn');
--> statement-breakpoint
CREATE TRIGGER "family_bed_step_is_fixed" BEFORE INSERT OR UPDATE OR DELETE ON "family_bed_step" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- A new organisation stands alone; which ones belong together is said by links and written by their trigger.
CREATE FUNCTION "keep_organisation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'INSERT' THEN
    new.link_group := new.id;
  ELSIF to_jsonb(new) - '{name,confirmed,link_group}'::text[] <> to_jsonb(old) - '{name,confirmed,link_group}'::text[]
    OR (new.link_group <> old.link_group AND pg_trigger_depth() < 2) THEN
    RAISE EXCEPTION 'organisation_is_kept: an organisation keeps its code, and its group follows from links'
      USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "organisation_is_kept" BEFORE INSERT OR UPDATE ON "organisation" FOR EACH ROW EXECUTE FUNCTION "keep_organisation"();
--> statement-breakpoint
CREATE TRIGGER "organisation_is_never_deleted" BEFORE DELETE ON "organisation" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
-- A link makes two groups one. Where both serve a bed already, their rows are questioned and the bed goes no further until one is replaced.
CREATE FUNCTION "join_organisations"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kept uuid; joined uuid;
BEGIN
  PERFORM 1 FROM organisation WHERE id IN (new.first_id, new.second_id) ORDER BY id FOR UPDATE;
  SELECT link_group INTO kept FROM organisation WHERE id = new.first_id;
  SELECT link_group INTO joined FROM organisation WHERE id = new.second_id;
  IF kept = joined THEN RETURN new; END IF;
  UPDATE family_bed_body b SET questioned_at = new.recorded_at
   WHERE b.link_group IN (kept, joined) AND b.questioned_at IS NULL
     AND EXISTS (SELECT 1 FROM family_bed_body o WHERE o.bed_id = b.bed_id AND o.separation = b.separation
                  AND o.role <> b.role AND o.link_group IN (kept, joined) AND o.link_group <> b.link_group);
  UPDATE organisation SET link_group = kept WHERE link_group = joined;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "organisation_link_joins" AFTER INSERT ON "organisation_link" FOR EACH ROW EXECUTE FUNCTION "join_organisations"();
--> statement-breakpoint
CREATE TRIGGER "organisation_link_append_only" BEFORE UPDATE OR DELETE ON "organisation_link" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- Whoever held one task of a bed never gets another of the same kind there, nor does anybody linked to them (rule G-SEPARATE).
ALTER TABLE "family_bed_body" ADD CONSTRAINT "family_bed_bodies_apart"
  EXCLUDE USING gist ("bed_id" WITH =, "separation" WITH =, "link_group" WITH =, "role" WITH <>) WHERE ("questioned_at" IS NULL);
--> statement-breakpoint
CREATE FUNCTION "keep_family_bed_body"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE accepted date;
BEGIN
  IF tg_op = 'INSERT' THEN
    new.questioned_at := NULL;
    SELECT counted_on INTO accepted FROM family_bed WHERE id = new.bed_id FOR SHARE;
    IF accepted IS NOT NULL AND new.role IN ('survey', 'works', 'acceptance') THEN
      RAISE EXCEPTION 'family_bed_body_is_kept: an accepted bed keeps the bodies that made it' USING errcode = 'integrity_constraint_violation';
    END IF;
    RETURN new;
  END IF;
  IF pg_trigger_depth() < 2
    AND (to_jsonb(new) - '{ended_on,ended_by,separation}'::text[] <> to_jsonb(old) - '{ended_on,ended_by,separation}'::text[] OR old.ended_on IS NOT NULL) THEN
    RAISE EXCEPTION 'family_bed_body_is_kept: a body that was named only ends' USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "family_bed_body_is_kept" BEFORE INSERT OR UPDATE ON "family_bed_body" FOR EACH ROW EXECUTE FUNCTION "keep_family_bed_body"();
--> statement-breakpoint
CREATE TRIGGER "family_bed_body_is_never_deleted" BEFORE DELETE ON "family_bed_body" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
-- Steps that a body takes need that body named, and none of the bed's questioned; works and acceptance are written down by two persons.
CREATE FUNCTION "guard_family_bed_event"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE needed text[]; named text[]; questioned boolean; builder text;
BEGIN
  needed := CASE new.kind
    WHEN 'assess' THEN '{assessment}'::text[] WHEN 'survey' THEN '{survey}'::text[] WHEN 'plan' THEN '{survey}'::text[]
    WHEN 'revise_plan' THEN '{survey}'::text[] WHEN 'contract' THEN '{provider}'::text[]
    WHEN 'start_works' THEN '{survey,works}'::text[] WHEN 'report_works' THEN '{survey,works}'::text[]
    WHEN 'rework' THEN '{acceptance}'::text[] WHEN 'accept' THEN '{survey,works,acceptance}'::text[]
    WHEN 'start_service' THEN '{survey,works,acceptance,provider}'::text[] ELSE '{}'::text[] END;
  IF needed = '{}' THEN RETURN new; END IF;
  PERFORM 1 FROM family_bed WHERE id = new.bed_id FOR UPDATE;
  SELECT coalesce(array_agg(role), '{}'), coalesce(bool_or(questioned_at IS NOT NULL), false) INTO named, questioned
    FROM family_bed_body WHERE bed_id = new.bed_id AND ended_on IS NULL;
  IF NOT needed <@ named THEN
    RAISE EXCEPTION 'family_bed_bodies_named: % needs %', new.kind, needed
      USING errcode = 'check_violation', constraint = 'family_bed_bodies_named';
  END IF;
  IF questioned AND new.kind IN ('start_works', 'report_works', 'accept', 'start_service') THEN
    RAISE EXCEPTION 'family_bed_bodies_apart: linked organisations serve this bed'
      USING errcode = 'check_violation', constraint = 'family_bed_bodies_apart';
  END IF;
  IF new.kind = 'accept' THEN
    SELECT actor INTO builder FROM family_bed_event WHERE bed_id = new.bed_id AND kind = 'report_works' ORDER BY seq DESC LIMIT 1;
    IF builder = new.actor THEN
      RAISE EXCEPTION 'family_bed_second_person: works and acceptance are written down by two persons'
        USING errcode = 'check_violation', constraint = 'family_bed_second_person';
    END IF;
    IF coalesce(jsonb_array_length(new.body -> 'items'), 0) = 0 OR coalesce(jsonb_array_length(new.body -> 'devices'), 0) = 0
      OR EXISTS (SELECT 1 FROM jsonb_array_elements(new.body -> 'items') one WHERE (one ->> 'passed')::boolean IS NOT TRUE)
      OR EXISTS (SELECT 1 FROM jsonb_array_elements(new.body -> 'devices') one WHERE (one ->> 'online')::boolean IS NOT TRUE) THEN
      RAISE EXCEPTION 'family_bed_passed_whole: every item passes and every device is online, or the bed is not accepted'
        USING errcode = 'check_violation', constraint = 'family_bed_passed_whole';
    END IF;
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "family_bed_event_is_guarded" BEFORE INSERT ON "family_bed_event" FOR EACH ROW EXECUTE FUNCTION "guard_family_bed_event"();
--> statement-breakpoint
CREATE TRIGGER "family_bed_event_append_only" BEFORE UPDATE OR DELETE ON "family_bed_event" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- What the events come to. Nobody else writes it, so no row counts toward the target that was not accepted.
CREATE FUNCTION "fold_family_bed_event"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE family_bed SET state = new.to_state, state_seq = new.seq, due_on = new.due_on,
    state_since = CASE WHEN new.from_state = new.to_state THEN state_since ELSE new.occurred_on END,
    grade = CASE WHEN new.kind = 'assess' THEN (new.body ->> 'grade')::smallint ELSE grade END,
    queued_on = CASE WHEN new.kind = 'queue' THEN new.occurred_on ELSE queued_on END,
    counted_on = CASE WHEN new.kind = 'accept' THEN new.occurred_on ELSE counted_on END
   WHERE id = new.bed_id;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "family_bed_event_folds" AFTER INSERT ON "family_bed_event" FOR EACH ROW EXECUTE FUNCTION "fold_family_bed_event"();
--> statement-breakpoint
CREATE FUNCTION "keep_family_bed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'INSERT' THEN
    IF new.state <> 'none' OR new.state_seq <> 0 OR num_nonnulls(new.state_since, new.due_on, new.grade, new.queued_on, new.counted_on) > 0 THEN
      RAISE EXCEPTION 'family_bed_is_folded: a bed begins with nothing and becomes what its events say' USING errcode = 'integrity_constraint_violation';
    END IF;
  ELSIF pg_trigger_depth() < 2 AND to_jsonb(new) - 'street_id' <> to_jsonb(old) - 'street_id' THEN
    RAISE EXCEPTION 'family_bed_is_folded: a bed becomes what its events say' USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "family_bed_is_folded" BEFORE INSERT OR UPDATE ON "family_bed" FOR EACH ROW EXECUTE FUNCTION "keep_family_bed"();
--> statement-breakpoint
CREATE TRIGGER "family_bed_is_never_deleted" BEFORE DELETE ON "family_bed" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
CREATE TRIGGER "family_bed_document_append_only" BEFORE UPDATE OR DELETE ON "family_bed_document" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "bed_plan_append_only" BEFORE UPDATE OR DELETE ON "bed_plan" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "bed_plan_item_append_only" BEFORE UPDATE OR DELETE ON "bed_plan_item" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "retrofit_subsidy_line_append_only" BEFORE UPDATE OR DELETE ON "retrofit_subsidy_line" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- The retrofit of an accepted bed is paid to the body that did the works, item by item; what was proposed is decided once.
CREATE FUNCTION "keep_retrofit_subsidy"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE listed record;
BEGIN
  IF tg_op = 'INSERT' THEN
    IF new.state <> 'proposed' OR NOT EXISTS (SELECT 1 FROM family_bed WHERE id = new.bed_id AND counted_on IS NOT NULL)
      OR NOT EXISTS (SELECT 1 FROM family_bed_body WHERE bed_id = new.bed_id AND role = 'works' AND ended_on IS NULL
                      AND questioned_at IS NULL AND organisation_id = new.payee_id) THEN
      RAISE EXCEPTION 'retrofit_subsidy_of_accepted_bed: an accepted bed, and its works body'
        USING errcode = 'check_violation', constraint = 'retrofit_subsidy_of_accepted_bed';
    END IF;
    RETURN new;
  END IF;
  IF old.state <> 'proposed' OR to_jsonb(new) - '{state,decided_by,decided_at,note,posted_month}'::text[]
      <> to_jsonb(old) - '{state,decided_by,decided_at,note,posted_month}'::text[] THEN
    RAISE EXCEPTION 'retrofit_subsidy_is_kept: decided once' USING errcode = 'integrity_constraint_violation';
  END IF;
  SELECT coalesce(sum(cost_fen), 0) AS cost, coalesce(sum(subsidy_fen), 0) AS subsidy INTO listed
    FROM retrofit_subsidy_line WHERE subsidy_id = new.id;
  IF new.state = 'approved' AND (listed.cost <> new.cost_fen OR listed.subsidy <> new.subsidy_fen) THEN
    RAISE EXCEPTION 'retrofit_subsidy_adds_up: its lines come to another sum' USING errcode = 'check_violation', constraint = 'retrofit_subsidy_adds_up';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "retrofit_subsidy_is_kept" BEFORE INSERT OR UPDATE ON "retrofit_subsidy" FOR EACH ROW EXECUTE FUNCTION "keep_retrofit_subsidy"();
--> statement-breakpoint
CREATE TRIGGER "retrofit_subsidy_is_never_deleted" BEFORE DELETE ON "retrofit_subsidy" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
CREATE FUNCTION "keep_bed_service_month"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'INSERT' AND new.state <> 'computed' THEN
    RAISE EXCEPTION 'bed_service_month_is_kept: a month is computed before it is approved' USING errcode = 'integrity_constraint_violation';
  END IF;
  IF tg_op = 'UPDATE' AND (old.state <> 'computed' OR to_jsonb(new) - '{state,decided_by,decided_at,posted_month}'::text[]
      <> to_jsonb(old) - '{state,decided_by,decided_at,posted_month}'::text[]) THEN
    RAISE EXCEPTION 'bed_service_month_is_kept: a computed month is approved or superseded, and stays what it was'
      USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "bed_service_month_is_kept" BEFORE INSERT OR UPDATE ON "bed_service_month" FOR EACH ROW EXECUTE FUNCTION "keep_bed_service_month"();
--> statement-breakpoint
CREATE TRIGGER "bed_service_month_is_never_deleted" BEFORE DELETE ON "bed_service_month" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
do $comments$
begin
  comment on table "organisation" is '机构 / Organisations that assess, survey, build, accept or serve family beds';
  comment on column "organisation"."id" is 'UUIDv7 made by the application';
  comment on column "organisation"."name" is '机构名称';
  comment on column "organisation"."credit_code" is '统一社会信用代码';
  comment on column "organisation"."link_group" is '关联组 / id of the organisation that heads its group; itself while it stands alone';
  comment on column "organisation"."confirmed" is '示例 until the district confirms the organisation';
  comment on column "organisation"."recorded_by" is 'audit name of who recorded it';
  comment on column "organisation"."recorded_at" is 'when';
  comment on table "organisation_link" is '机构关联 / That two organisations belong together; only added';
  comment on column "organisation_link"."id" is 'UUIDv7 made by the application';
  comment on column "organisation_link"."first_id" is 'one organisation';
  comment on column "organisation_link"."second_id" is 'the other';
  comment on column "organisation_link"."basis" is 'owner, manager, branch, address or declared by themselves';
  comment on column "organisation_link"."note" is '依据 / where it is written';
  comment on column "organisation_link"."known_on" is 'day of the document it stands in';
  comment on column "organisation_link"."recorded_by" is 'audit name of who recorded it';
  comment on column "organisation_link"."recorded_at" is 'when';
  comment on table "family_bed_step" is '床位流程 / Every step that can happen to a bed';
  comment on column "family_bed_step"."from_state" is 'state before; none before there is a bed';
  comment on column "family_bed_step"."kind" is 'the step';
  comment on column "family_bed_step"."to_state" is 'state after';
  comment on table "family_bed" is '家庭养老床位 / Family beds and what their events come to';
  comment on column "family_bed"."id" is 'UUIDv7 made by the application';
  comment on column "family_bed"."bed_no" is '床位编号';
  comment on column "family_bed"."elder_id" is '老人 / whose home';
  comment on column "family_bed"."street_id" is '街道 / who looks after it';
  comment on column "family_bed"."state" is '状态 / after the last event; none before the first';
  comment on column "family_bed"."state_seq" is 'place of the last event';
  comment on column "family_bed"."state_since" is 'day from which the state holds';
  comment on column "family_bed"."due_on" is '办理期限 / until when the next step is owed; null where nobody owes one';
  comment on column "family_bed"."grade" is '能力等级 / of the assessment for this bed';
  comment on column "family_bed"."queued_on" is '轮候起始 / day on which it came onto the waiting list';
  comment on column "family_bed"."counted_on" is '验收日期 / counts toward the target from here';
  comment on column "family_bed"."created_at" is 'when the application was written down';
  comment on table "family_bed_event" is '床位经过 / Everything that happened to a bed; only added';
  comment on column "family_bed_event"."bed_id" is 'the bed';
  comment on column "family_bed_event"."seq" is 'from 1 without a gap';
  comment on column "family_bed_event"."previous_seq" is 'the event before; null for the first';
  comment on column "family_bed_event"."from_state" is 'state before';
  comment on column "family_bed_event"."kind" is 'the step';
  comment on column "family_bed_event"."to_state" is 'state after';
  comment on column "family_bed_event"."occurred_on" is 'day from which it holds';
  comment on column "family_bed_event"."recorded_at" is 'when it was written down';
  comment on column "family_bed_event"."actor" is 'audit name of who wrote it down';
  comment on column "family_bed_event"."party" is 'whose step it was';
  comment on column "family_bed_event"."on_behalf" is '代录 / somebody else wrote it down for that party';
  comment on column "family_bed_event"."note" is 'opinion or reason in words';
  comment on column "family_bed_event"."body" is 'what the step carries, by its schema';
  comment on column "family_bed_event"."policy_version" is 'policy version in force';
  comment on column "family_bed_event"."due_on" is 'until when the next step is owed';
  comment on table "family_bed_body" is '床位承办机构 / Which organisation does what for a bed';
  comment on column "family_bed_body"."id" is 'UUIDv7 made by the application';
  comment on column "family_bed_body"."bed_id" is 'the bed';
  comment on column "family_bed_body"."role" is 'assessment, provider, survey, works or acceptance';
  comment on column "family_bed_body"."organisation_id" is '机构 / who';
  comment on column "family_bed_body"."link_group" is '关联组 / group of the organisation, followed by its foreign key';
  comment on column "family_bed_body"."separation" is 'building or care: within one, no group has two tasks of a bed';
  comment on column "family_bed_body"."from_on" is 'first day';
  comment on column "family_bed_body"."named_by" is 'audit name of who named it';
  comment on column "family_bed_body"."named_at" is 'when';
  comment on column "family_bed_body"."ended_on" is 'day on which it was replaced; null while in force';
  comment on column "family_bed_body"."ended_by" is 'audit name of who replaced it';
  comment on column "family_bed_body"."questioned_at" is 'when a link with another body of the bed became known';
  comment on table "family_bed_document" is '床位材料 / Papers and photographs of a bed';
  comment on column "family_bed_document"."id" is 'UUIDv7 made by the application';
  comment on column "family_bed_document"."bed_id" is 'the bed';
  comment on column "family_bed_document"."kind" is '材料种类';
  comment on column "family_bed_document"."title" is 'name of the file or of the paper';
  comment on column "family_bed_document"."digest" is 'SHA-256 of the stored bytes; null for a paper in the archive';
  comment on column "family_bed_document"."media_type" is 'image/jpeg or application/pdf';
  comment on column "family_bed_document"."bytes" is 'size as stored';
  comment on column "family_bed_document"."archive_no" is '纸质档案号 / where the paper lies';
  comment on column "family_bed_document"."item_no" is '改造项目 / the item that a photograph shows';
  comment on column "family_bed_document"."added_by" is 'audit name of who added it';
  comment on column "family_bed_document"."added_at" is 'when';
  comment on table "bed_plan" is '改造方案 / Versions of a bed''s plan; only added';
  comment on column "bed_plan"."bed_id" is 'the bed';
  comment on column "bed_plan"."version" is 'from 1';
  comment on column "bed_plan"."made_on" is 'day of the plan';
  comment on column "bed_plan"."devices" is '智能设备 / kinds and numbers of devices';
  comment on column "bed_plan"."service_plan" is '服务计划 / what the provider will do';
  comment on column "bed_plan"."cost_fen" is '预算 / sum of its items, fen';
  comment on column "bed_plan"."subsidy_fen" is '补贴 / sum of its items under the bed''s cap, fen';
  comment on column "bed_plan"."policy_version" is 'policy version of the caps';
  comment on column "bed_plan"."made_by" is 'audit name of who recorded it';
  comment on column "bed_plan"."made_at" is 'when';
  comment on table "bed_plan_item" is '改造方案项目 / Items of a plan';
  comment on column "bed_plan_item"."bed_id" is 'the bed';
  comment on column "bed_plan_item"."version" is 'version of the plan';
  comment on column "bed_plan_item"."item_no" is 'number in the national list of 30';
  comment on column "bed_plan_item"."quantity" is 'how many';
  comment on column "bed_plan_item"."unit_price_fen" is 'price of one, fen';
  comment on column "bed_plan_item"."cap_fen" is 'most that is paid for the item, fen; null for no bound of its own';
  comment on column "bed_plan_item"."subsidy_fen" is 'what is paid of it, fen';
  comment on table "retrofit_subsidy" is '改造补贴 / What is paid for the retrofit of an accepted bed';
  comment on column "retrofit_subsidy"."id" is 'UUIDv7 made by the application';
  comment on column "retrofit_subsidy"."bed_id" is 'the bed';
  comment on column "retrofit_subsidy"."plan_version" is 'version of the plan it was built by';
  comment on column "retrofit_subsidy"."payee_id" is '实施机构 / who is paid';
  comment on column "retrofit_subsidy"."cost_fen" is 'final cost of the items, fen';
  comment on column "retrofit_subsidy"."subsidy_fen" is 'what is paid, fen';
  comment on column "retrofit_subsidy"."bed_cap_fen" is 'bed_cost_cap_fen of the policy, fen';
  comment on column "retrofit_subsidy"."policy_version" is 'policy version of the caps';
  comment on column "retrofit_subsidy"."state" is 'proposed, approved or refused';
  comment on column "retrofit_subsidy"."proposed_by" is 'audit name of who proposed it';
  comment on column "retrofit_subsidy"."proposed_at" is 'when';
  comment on column "retrofit_subsidy"."decided_by" is 'audit name of the second person';
  comment on column "retrofit_subsidy"."decided_at" is 'when';
  comment on column "retrofit_subsidy"."note" is 'why it was refused';
  comment on column "retrofit_subsidy"."posted_month" is 'first day of the month in whose books it stands';
  comment on table "retrofit_subsidy_line" is '改造补贴明细 / The retrofit subsidy item by item';
  comment on column "retrofit_subsidy_line"."subsidy_id" is 'the subsidy';
  comment on column "retrofit_subsidy_line"."item_no" is 'number in the national list of 30';
  comment on column "retrofit_subsidy_line"."cost_fen" is 'final cost, fen';
  comment on column "retrofit_subsidy_line"."cap_fen" is 'cap of the item, fen; null for none';
  comment on column "retrofit_subsidy_line"."subsidy_fen" is 'what is paid, fen';
  comment on table "bed_service_month" is '床位月度服务 / Days in service of a bed and month, and what they come to';
  comment on column "bed_service_month"."id" is 'UUIDv7 made by the application';
  comment on column "bed_service_month"."bed_id" is 'the bed';
  comment on column "bed_service_month"."month" is 'first day of the month';
  comment on column "bed_service_month"."version" is 'from 1; facts that changed make another';
  comment on column "bed_service_month"."provider_id" is '服务机构 / who is paid';
  comment on column "bed_service_month"."month_days" is 'days of the month';
  comment on column "bed_service_month"."in_service_days" is '服务天数 / days in service, those with silent devices included';
  comment on column "bed_service_month"."suspended_days" is '暂停天数 / days suspended or in hospital';
  comment on column "bed_service_month"."offline_days" is '离线天数 / days in service on which the devices were silent';
  comment on column "bed_service_month"."paid_days" is 'days in service less days offline';
  comment on column "bed_service_month"."monthly_fen" is 'price of a whole month, fen';
  comment on column "bed_service_month"."amount_fen" is 'monthly price times paid days by days of the month, cut off, fen';
  comment on column "bed_service_month"."days" is 'each day and what it was';
  comment on column "bed_service_month"."digest" is 'SHA-256 of days and price; the same facts give the same';
  comment on column "bed_service_month"."policy_version" is 'policy version of the price';
  comment on column "bed_service_month"."state" is 'computed, approved or superseded';
  comment on column "bed_service_month"."computed_by" is 'audit name of who had it computed';
  comment on column "bed_service_month"."computed_at" is 'when';
  comment on column "bed_service_month"."decided_by" is 'audit name of the second person';
  comment on column "bed_service_month"."decided_at" is 'when';
  comment on column "bed_service_month"."posted_month" is 'first day of the month in whose books it stands';
end
$comments$;
