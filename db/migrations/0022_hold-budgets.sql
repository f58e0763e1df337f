CREATE TABLE "budget_document" (
	"id" uuid PRIMARY KEY NOT NULL,
	"document_no" text NOT NULL,
	"fund" text NOT NULL,
	"year" smallint NOT NULL,
	"amount_fen" bigint NOT NULL,
	"note" text NOT NULL,
	"entered_by" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "budget_document_documentNo_unique" UNIQUE("document_no"),
	CONSTRAINT "budget_document_not_zero" CHECK ("budget_document"."amount_fen" <> 0)
);
--> statement-breakpoint
CREATE TABLE "fund" (
	"code" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"priority" smallint NOT NULL,
	"per_visit_cap_fen" bigint,
	CONSTRAINT "fund_priority_unique" UNIQUE("priority"),
	CONSTRAINT "fund_priority_positive" CHECK ("fund"."priority" > 0),
	CONSTRAINT "fund_cap_positive" CHECK ("fund"."per_visit_cap_fen" is null or "fund"."per_visit_cap_fen" > 0)
);
--> statement-breakpoint
CREATE TABLE "settlement_part" (
	"line_id" uuid NOT NULL,
	"fund" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	CONSTRAINT "settlement_part_line_id_fund_pk" PRIMARY KEY("line_id","fund"),
	CONSTRAINT "settlement_part_positive" CHECK ("settlement_part"."amount_fen" > 0)
);
--> statement-breakpoint
CREATE TABLE "appeal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"appeal_no" text NOT NULL,
	"settlement_line_id" uuid,
	"clawback_id" uuid,
	"visit_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"street_id" integer NOT NULL,
	"month" date NOT NULL,
	"contested_fen" bigint NOT NULL,
	"said" text NOT NULL,
	"evidence" text NOT NULL,
	"filed_by" text NOT NULL,
	"filed_at" timestamp with time zone NOT NULL,
	"answer_by" date NOT NULL,
	"state" text DEFAULT 'filed' NOT NULL,
	"awarded_fen" bigint,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"decision" text,
	CONSTRAINT "appeal_appealNo_unique" UNIQUE("appeal_no"),
	CONSTRAINT "appeal_about_one_thing" CHECK (num_nonnulls("appeal"."settlement_line_id", "appeal"."clawback_id") = 1),
	CONSTRAINT "appeal_contests_money" CHECK ("appeal"."contested_fen" > 0),
	CONSTRAINT "appeal_state_known" CHECK ("appeal"."state" in ('filed', 'upheld', 'partly', 'dismissed')),
	CONSTRAINT "appeal_decided_by_another" CHECK ("appeal"."state" = 'filed' or ("appeal"."decided_by" is not null and "appeal"."decided_at" is not null and "appeal"."decision" is not null and "appeal"."decided_by" <> "appeal"."filed_by")),
	CONSTRAINT "appeal_award_in_bounds" CHECK ("appeal"."state" = 'filed' or ("appeal"."awarded_fen" is not null and case "appeal"."state" when 'upheld' then "appeal"."awarded_fen" = "appeal"."contested_fen" when 'partly' then "appeal"."awarded_fen" > 0 and "appeal"."awarded_fen" < "appeal"."contested_fen" else "appeal"."awarded_fen" = 0 end))
);
--> statement-breakpoint
CREATE TABLE "clawback_netting" (
	"run_id" uuid NOT NULL,
	"clawback_id" uuid NOT NULL,
	"amount_fen" bigint NOT NULL,
	"netted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "clawback_netting_run_id_clawback_id_pk" PRIMARY KEY("run_id","clawback_id"),
	CONSTRAINT "clawback_netting_positive" CHECK ("clawback_netting"."amount_fen" > 0)
);
--> statement-breakpoint
CREATE TABLE "settlement_adjustment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"adjustment_no" text NOT NULL,
	"visit_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"street_id" integer NOT NULL,
	"settlement_line_id" uuid,
	"appeal_id" uuid,
	"refers_to_month" date NOT NULL,
	"fund" text DEFAULT 'district' NOT NULL,
	"amount_fen" bigint NOT NULL,
	"reason_code" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"approved_by" text,
	"approved_at" timestamp with time zone,
	"dismissed_reason" text,
	"run_id" uuid,
	CONSTRAINT "settlement_adjustment_adjustmentNo_unique" UNIQUE("adjustment_no"),
	CONSTRAINT "settlement_adjustment_appealId_unique" UNIQUE("appeal_id"),
	CONSTRAINT "adjustment_once_per_run" UNIQUE("run_id","visit_id","reason_code"),
	CONSTRAINT "adjustment_positive" CHECK ("settlement_adjustment"."amount_fen" > 0),
	CONSTRAINT "adjustment_reason_known" CHECK ("settlement_adjustment"."reason_code" in ('appeal', 'late-evidence')),
	CONSTRAINT "adjustment_of_appeal_names_it" CHECK (("settlement_adjustment"."reason_code" = 'appeal') = ("settlement_adjustment"."appeal_id" is not null)),
	CONSTRAINT "adjustment_second_person" CHECK (num_nulls("settlement_adjustment"."approved_by", "settlement_adjustment"."approved_at") in (0, 2) and ("settlement_adjustment"."approved_by" is null or "settlement_adjustment"."approved_by" <> "settlement_adjustment"."proposed_by")),
	CONSTRAINT "adjustment_paid_when_approved" CHECK ("settlement_adjustment"."run_id" is null or ("settlement_adjustment"."approved_by" is not null and "settlement_adjustment"."dismissed_reason" is null))
);
--> statement-breakpoint
ALTER TABLE "payment_line" DROP CONSTRAINT "payment_line_once";--> statement-breakpoint
ALTER TABLE "budget_year" DROP CONSTRAINT "budget_not_negative";--> statement-breakpoint
ALTER TABLE "budget_year" DROP CONSTRAINT "within_budget";--> statement-breakpoint
ALTER TABLE "clawback" ADD COLUMN "notified_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "clawback" ADD COLUMN "appeal_until" date;--> statement-breakpoint
ALTER TABLE "clawback" ADD COLUMN "recovered_fen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_line" ADD COLUMN "fund" text DEFAULT 'district' NOT NULL;--> statement-breakpoint
ALTER TABLE "budget_year" ADD COLUMN "excess_fen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "fund" text DEFAULT 'district' NOT NULL;--> statement-breakpoint
ALTER TABLE "budget_document" ADD CONSTRAINT "budget_document_fund_fund_code_fk" FOREIGN KEY ("fund") REFERENCES "fund"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_part" ADD CONSTRAINT "settlement_part_line_id_settlement_line_id_fk" FOREIGN KEY ("line_id") REFERENCES "settlement_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_part" ADD CONSTRAINT "settlement_part_fund_fund_code_fk" FOREIGN KEY ("fund") REFERENCES "fund"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_settlement_line_id_settlement_line_id_fk" FOREIGN KEY ("settlement_line_id") REFERENCES "settlement_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_clawback_id_clawback_id_fk" FOREIGN KEY ("clawback_id") REFERENCES "clawback"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback_netting" ADD CONSTRAINT "clawback_netting_run_id_settlement_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "settlement_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clawback_netting" ADD CONSTRAINT "clawback_netting_clawback_id_clawback_id_fk" FOREIGN KEY ("clawback_id") REFERENCES "clawback"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_adjustment" ADD CONSTRAINT "settlement_adjustment_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_adjustment" ADD CONSTRAINT "settlement_adjustment_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_adjustment" ADD CONSTRAINT "settlement_adjustment_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_adjustment" ADD CONSTRAINT "settlement_adjustment_settlement_line_id_settlement_line_id_fk" FOREIGN KEY ("settlement_line_id") REFERENCES "settlement_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_adjustment" ADD CONSTRAINT "settlement_adjustment_appeal_id_appeal_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "appeal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_adjustment" ADD CONSTRAINT "settlement_adjustment_fund_fund_code_fk" FOREIGN KEY ("fund") REFERENCES "fund"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_adjustment" ADD CONSTRAINT "settlement_adjustment_run_id_settlement_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "settlement_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budget_document_by_year" ON "budget_document" USING btree ("year","fund");--> statement-breakpoint
CREATE INDEX "settlement_part_by_fund" ON "settlement_part" USING btree ("fund");--> statement-breakpoint
CREATE UNIQUE INDEX "one_appeal_per_line" ON "appeal" USING btree ("settlement_line_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_appeal_per_clawback" ON "appeal" USING btree ("clawback_id");--> statement-breakpoint
CREATE INDEX "appeal_by_state" ON "appeal" USING btree ("state","filed_at");--> statement-breakpoint
CREATE INDEX "clawback_netting_by_clawback" ON "clawback_netting" USING btree ("clawback_id");--> statement-breakpoint
CREATE INDEX "settlement_adjustment_by_run" ON "settlement_adjustment" USING btree ("run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_late_adjustment_per_visit" ON "settlement_adjustment" USING btree ("visit_id") WHERE "settlement_adjustment"."reason_code" = 'late-evidence';--> statement-breakpoint
ALTER TABLE "budget_year" ADD CONSTRAINT "budget_year_fund_fund_code_fk" FOREIGN KEY ("fund") REFERENCES "fund"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_line" ADD CONSTRAINT "payment_line_once" UNIQUE("run_id","provider_id","fund");--> statement-breakpoint
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_never_below_zero" CHECK ("clawback"."recovered_fen" between 0 and "clawback"."paid_fen");--> statement-breakpoint
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_notice_whole" CHECK (num_nulls("clawback"."notified_at", "clawback"."appeal_until") in (0, 2));--> statement-breakpoint
ALTER TABLE "budget_year" ADD CONSTRAINT "spent_within_appropriation" CHECK ("budget_year"."spent_fen" <= "budget_year"."cap_fen");--> statement-breakpoint
ALTER TABLE "budget_year" ADD CONSTRAINT "budget_not_negative" CHECK (least("budget_year"."cap_fen", "budget_year"."committed_fen", "budget_year"."spent_fen", "budget_year"."excess_fen") >= 0);--> statement-breakpoint
ALTER TABLE "budget_year" ADD CONSTRAINT "within_budget" CHECK ("budget_year"."committed_fen" + "budget_year"."spent_fen" <= "budget_year"."cap_fen" + "budget_year"."excess_fen");--> statement-breakpoint
INSERT INTO "fund" ("code", "name_zh", "name_en", "priority") VALUES ('district', '区级居家服务补贴', 'District home-care subsidy', 1);
--> statement-breakpoint
-- Planned money that a visit holds. Called off and missed it holds none; waived, refused or settled it holds none any more.
CREATE FUNCTION "visit_held_fen"(kind text, delivery_state text, approval_state text, waived boolean, planned_fen bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN kind = 'basket' AND delivery_state NOT IN ('cancelled', 'missed') AND approval_state NOT IN ('rejected', 'locked') AND NOT waived
              THEN planned_fen ELSE 0 END
$$;
--> statement-breakpoint
-- Moves the budget of a fund and year. A plan must fit, by one conditional update: of two who ask for the last fen one gets it. What has
-- happened is let in, and what then stands above the cap is an excess for a person to look at. A fund without a budget is not watched.
CREATE FUNCTION "move_budget"(the_fund text, the_year integer, held bigint, spent bigint, is_plan boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF held = 0 AND spent = 0 THEN RETURN; END IF;
  IF is_plan THEN
    UPDATE budget_year b SET committed_fen = b.committed_fen + held
     WHERE b.fund = the_fund AND b.year = the_year AND b.committed_fen + b.spent_fen + held <= b.cap_fen;
    IF NOT found AND EXISTS (SELECT 1 FROM budget_year b WHERE b.fund = the_fund AND b.year = the_year) THEN
      RAISE EXCEPTION 'budget_short: % of % has less than % fen left', the_fund, the_year, held
        USING errcode = 'check_violation', constraint = 'within_budget';
    END IF;
  ELSE
    UPDATE budget_year b
       SET committed_fen = b.committed_fen + held, spent_fen = b.spent_fen + spent,
           excess_fen = greatest(0, b.committed_fen + held + b.spent_fen + spent - b.cap_fen)
     WHERE b.fund = the_fund AND b.year = the_year;
  END IF;
END $$;
--> statement-breakpoint
-- One statement on visits moves each budget once, what is given back first. The month's close has released what its visits held.
CREATE FUNCTION "hold_visit_budget"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved record;
BEGIN
  IF tg_op = 'INSERT' THEN
    FOR moved IN
      SELECT n.fund, extract(year FROM n.service_month)::int AS year, n.origin <> 'fact' AND n.delivery_state IN ('planned', 'offered', 'accepted') AS is_plan,
             sum(visit_held_fen(n.kind, n.delivery_state, n.approval_state, n.waived, n.planned_fen)) AS held
        FROM new_rows n LEFT JOIN ledger_period p ON p.month = n.service_month AND p.state = 'closed'
       WHERE p.id IS NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    LOOP PERFORM move_budget(moved.fund, moved.year, moved.held::bigint, 0, moved.is_plan); END LOOP;
  ELSIF tg_op = 'DELETE' THEN
    FOR moved IN
      SELECT o.fund, extract(year FROM o.service_month)::int AS year,
             sum(visit_held_fen(o.kind, o.delivery_state, o.approval_state, o.waived, o.planned_fen)) AS held
        FROM old_rows o LEFT JOIN ledger_period p ON p.month = o.service_month AND p.state = 'closed'
       WHERE p.id IS NULL GROUP BY 1, 2 ORDER BY 1, 2
    LOOP PERFORM move_budget(moved.fund, moved.year, -moved.held::bigint, 0, false); END LOOP;
  ELSE
    FOR moved IN
      WITH changed AS (
        SELECT o.fund, o.service_month, false AS is_plan, -visit_held_fen(o.kind, o.delivery_state, o.approval_state, o.waived, o.planned_fen) AS held
          FROM old_rows o
        UNION ALL
        SELECT n.fund, n.service_month, false, visit_held_fen(n.kind, n.delivery_state, n.approval_state, n.waived, n.planned_fen)
          FROM new_rows n),
      taken AS (
        SELECT n.fund, n.service_month, sum(visit_held_fen(n.kind, n.delivery_state, n.approval_state, n.waived, n.planned_fen)
                 - visit_held_fen(o.kind, o.delivery_state, o.approval_state, o.waived, o.planned_fen)) AS held
          FROM new_rows n JOIN old_rows o ON o.id = n.id AND o.fund = n.fund AND o.service_month = n.service_month
         WHERE n.origin <> 'fact' AND n.delivery_state IN ('planned', 'offered', 'accepted')
           AND visit_held_fen(n.kind, n.delivery_state, n.approval_state, n.waived, n.planned_fen)
             > visit_held_fen(o.kind, o.delivery_state, o.approval_state, o.waived, o.planned_fen)
         GROUP BY 1, 2)
      SELECT s.fund, extract(year FROM s.service_month)::int AS year, s.is_plan, sum(s.held) AS held
        FROM (SELECT c.fund, c.service_month, c.is_plan, sum(c.held) AS held FROM changed c GROUP BY 1, 2, 3
              UNION ALL SELECT t.fund, t.service_month, false, -t.held FROM taken t
              UNION ALL SELECT t.fund, t.service_month, true, t.held FROM taken t) s
        LEFT JOIN ledger_period p ON p.month = s.service_month AND p.state = 'closed'
       WHERE p.id IS NULL GROUP BY 1, 2, 3 ORDER BY 3, 1, 2
    LOOP PERFORM move_budget(moved.fund, moved.year, moved.held::bigint, 0, moved.is_plan); END LOOP;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "visit_insert_holds_budget" AFTER INSERT ON "visit" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "hold_visit_budget"();
--> statement-breakpoint
CREATE TRIGGER "visit_update_holds_budget" AFTER UPDATE ON "visit" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "hold_visit_budget"();
--> statement-breakpoint
CREATE TRIGGER "visit_delete_holds_budget" AFTER DELETE ON "visit" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION "hold_visit_budget"();
--> statement-breakpoint
-- A closed month holds nothing any more: what was not claimed goes back, and what comes late is paid by an adjustment.
CREATE FUNCTION "release_month_budget"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved record;
BEGIN
  FOR moved IN
    SELECT v.fund, sum(visit_held_fen(v.kind, v.delivery_state, v.approval_state, v.waived, v.planned_fen)) AS held
      FROM visit v WHERE v.service_month = new.month GROUP BY v.fund ORDER BY v.fund
  LOOP PERFORM move_budget(moved.fund, extract(year FROM new.month)::int, -moved.held::bigint, 0, false); END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "close_releases_budget" AFTER UPDATE ON "ledger_period" FOR EACH ROW WHEN (new.state = 'closed' AND old.state <> 'closed') EXECUTE FUNCTION "release_month_budget"();
--> statement-breakpoint
-- The cap of a year is the sum of its documents. The first document starts the watch with what is held and spent by then.
CREATE FUNCTION "raise_budget_cap"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held bigint; spent bigint;
BEGIN
  UPDATE budget_year b SET cap_fen = b.cap_fen + new.amount_fen, excess_fen = greatest(0, b.committed_fen + b.spent_fen - b.cap_fen - new.amount_fen)
   WHERE b.fund = new.fund AND b.year = new.year;
  IF NOT found THEN
    SELECT coalesce(sum(visit_held_fen(v.kind, v.delivery_state, v.approval_state, v.waived, v.planned_fen)), 0) INTO held
      FROM visit v LEFT JOIN ledger_period p ON p.month = v.service_month AND p.state = 'closed'
     WHERE p.id IS NULL AND v.fund = new.fund AND extract(year FROM v.service_month) = new.year;
    SELECT coalesce((SELECT sum(p.amount_fen) FROM settlement_part p JOIN settlement_line l ON l.id = p.line_id
                      WHERE l.voided_by_run IS NULL AND p.fund = new.fund AND extract(year FROM l.service_month) = new.year), 0)
         + coalesce((SELECT sum(a.amount_fen) FROM settlement_adjustment a
                      WHERE a.run_id IS NOT NULL AND a.fund = new.fund AND extract(year FROM a.refers_to_month) = new.year), 0) INTO spent;
    INSERT INTO budget_year (fund, year, cap_fen, committed_fen, spent_fen, excess_fen)
    VALUES (new.fund, new.year, new.amount_fen, held, spent, greatest(0, held + spent - new.amount_fen));
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "budget_document_raises_cap" AFTER INSERT ON "budget_document" FOR EACH ROW EXECUTE FUNCTION "raise_budget_cap"();
--> statement-breakpoint
CREATE TRIGGER "budget_document_append_only" BEFORE UPDATE OR DELETE ON "budget_document" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- No fen twice: the parts of a line never exceed what was approved. What is paid is spent.
CREATE FUNCTION "spend_settlement_parts"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved record;
BEGIN
  IF EXISTS (SELECT 1 FROM settlement_part p JOIN settlement_line l ON l.id = p.line_id WHERE p.line_id IN (SELECT n.line_id FROM new_rows n)
              GROUP BY l.id, l.approved_fen HAVING sum(p.amount_fen) > l.approved_fen) THEN
    RAISE EXCEPTION 'funded_twice: the parts of a line exceed what was approved' USING errcode = 'check_violation', constraint = 'parts_within_approved';
  END IF;
  FOR moved IN
    SELECT n.fund, extract(year FROM l.service_month)::int AS year, sum(n.amount_fen) AS spent
      FROM new_rows n JOIN settlement_line l ON l.id = n.line_id GROUP BY 1, 2 ORDER BY 1, 2
  LOOP PERFORM move_budget(moved.fund, moved.year, 0, moved.spent::bigint, false); END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "settlement_part_is_spent" AFTER INSERT ON "settlement_part" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "spend_settlement_parts"();
--> statement-breakpoint
CREATE TRIGGER "settlement_part_append_only" BEFORE UPDATE OR DELETE ON "settlement_part" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- Only a confirmed clawback is set off, and its rows say how much of it has come back.
CREATE FUNCTION "recover_clawback"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE clawback c SET recovered_fen = c.recovered_fen + new.amount_fen,
         state = CASE WHEN c.recovered_fen + new.amount_fen = c.paid_fen THEN 'offset' ELSE c.state END
   WHERE c.id = new.clawback_id AND c.state = 'confirmed';
  IF NOT found THEN
    RAISE EXCEPTION 'clawback_not_confirmed' USING errcode = 'check_violation', constraint = 'clawback_set_off_when_confirmed';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "clawback_netting_recovers" AFTER INSERT ON "clawback_netting" FOR EACH ROW EXECUTE FUNCTION "recover_clawback"();
--> statement-breakpoint
CREATE TRIGGER "clawback_netting_append_only" BEFORE UPDATE OR DELETE ON "clawback_netting" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- An appeal stays as it was filed, is decided once, and by nobody who decided on the matter before.
CREATE FUNCTION "keep_appeal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'DELETE' OR old.state <> 'filed'
     OR (to_jsonb(new) - '{state,awarded_fen,decided_by,decided_at,decision}'::text[]) IS DISTINCT FROM (to_jsonb(old) - '{state,awarded_fen,decided_by,decided_at,decision}'::text[]) THEN
    RAISE EXCEPTION 'append_only: % on appeal is refused', tg_op USING errcode = 'integrity_constraint_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM claim_line l WHERE new.settlement_line_id IS NOT NULL AND l.visit_id = new.visit_id AND l.voided_at IS NULL AND l.decided_by = new.decided_by)
     OR EXISTS (SELECT 1 FROM clawback c WHERE c.id = new.clawback_id AND new.decided_by IN (c.proposed_by, c.decided_by)) THEN
    RAISE EXCEPTION 'appeal_second_person: % has decided on this before', new.decided_by USING errcode = 'check_violation', constraint = 'appeal_second_person';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "appeal_is_kept" BEFORE UPDATE OR DELETE ON "appeal" FOR EACH ROW EXECUTE FUNCTION "keep_appeal"();
--> statement-breakpoint
-- Adjustments and what was settled together never exceed the plan; an amount stays, is approved once and paid once, and is then spent.
CREATE FUNCTION "keep_adjustment"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE planned bigint; settled bigint; adjusted bigint;
BEGIN
  IF tg_op = 'UPDATE' AND (old.run_id IS NOT NULL OR old.dismissed_reason IS NOT NULL
     OR (old.approved_by IS NOT NULL AND (new.approved_by, new.approved_at, new.dismissed_reason) IS DISTINCT FROM (old.approved_by, old.approved_at, old.dismissed_reason))
     OR (to_jsonb(new) - '{approved_by,approved_at,dismissed_reason,run_id}'::text[]) IS DISTINCT FROM (to_jsonb(old) - '{approved_by,approved_at,dismissed_reason,run_id}'::text[]))
     OR tg_op = 'DELETE' THEN
    RAISE EXCEPTION 'append_only: % on settlement_adjustment is refused', tg_op USING errcode = 'integrity_constraint_violation';
  END IF;
  IF tg_op = 'INSERT' THEN
    SELECT v.planned_fen INTO planned FROM visit v WHERE v.id = new.visit_id FOR UPDATE;
    SELECT coalesce(sum(l.approved_fen), 0) INTO settled FROM settlement_line l WHERE l.visit_id = new.visit_id AND l.voided_by_run IS NULL;
    SELECT coalesce(sum(a.amount_fen), 0) INTO adjusted FROM settlement_adjustment a WHERE a.visit_id = new.visit_id AND a.dismissed_reason IS NULL;
    IF settled + adjusted + new.amount_fen > planned THEN
      RAISE EXCEPTION 'adjusted_above_plan' USING errcode = 'check_violation', constraint = 'adjusted_within_plan';
    END IF;
  END IF;
  IF tg_op = 'UPDATE' AND new.run_id IS NOT NULL THEN
    PERFORM move_budget(new.fund, extract(year FROM new.refers_to_month)::int, 0, new.amount_fen, false);
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "adjustment_is_kept" BEFORE INSERT OR UPDATE OR DELETE ON "settlement_adjustment" FOR EACH ROW EXECUTE FUNCTION "keep_adjustment"();
--> statement-breakpoint
do $comments$
begin
  comment on table "fund" is '资金来源 / Who pays; a visit is paid by the funds in their order';
  comment on column "fund"."code" is 'short name in keys of the books';
  comment on column "fund"."name_zh" is 'Chinese name';
  comment on column "fund"."name_en" is 'English name';
  comment on column "fund"."priority" is '1 pays first';
  comment on column "fund"."per_visit_cap_fen" is 'most that it pays of one visit; null for no bound';
  comment on table "budget_document" is '预算下达 / Appropriations of a fund and year; the cap is their sum';
  comment on column "budget_document"."id" is 'UUIDv7 made by the application';
  comment on column "budget_document"."document_no" is '文号 / number of the document';
  comment on column "budget_document"."fund" is '资金来源 / the fund';
  comment on column "budget_document"."year" is 'budget year';
  comment on column "budget_document"."amount_fen" is 'fen given; negative when taken away';
  comment on column "budget_document"."note" is 'what it is for';
  comment on column "budget_document"."entered_by" is 'audit name of who entered it';
  comment on column "budget_document"."entered_at" is 'when';
  comment on column "budget_year"."excess_fen" is 'above the cap because it has happened; a person must look at it';
  comment on table "settlement_part" is '资金分摊 / What each fund pays of a settled line';
  comment on column "settlement_part"."line_id" is '结算明细 / the line';
  comment on column "settlement_part"."fund" is '资金来源 / the fund';
  comment on column "settlement_part"."amount_fen" is 'its part; the parts add up to what was approved';
  comment on column "visit"."fund" is '资金来源 / fund whose budget holds the planned money until the visit is settled';
  comment on column "payment_line"."fund" is '资金来源 / which fund pays';
  comment on column "clawback"."notified_at" is 'when the provider was told';
  comment on column "clawback"."appeal_until" is 'last day on which the provider may answer; nothing is set off before it has passed';
  comment on column "clawback"."recovered_fen" is 'set off so far';
  comment on table "clawback_netting" is '追回抵扣 / How much of a clawback each run set off';
  comment on column "clawback_netting"."run_id" is '结算批 / the run whose payment it lowered';
  comment on column "clawback_netting"."clawback_id" is '追回 / the clawback';
  comment on column "clawback_netting"."amount_fen" is 'fen set off';
  comment on column "clawback_netting"."netted_at" is 'when';
  comment on table "appeal" is '申诉 / A provider contests a settled line or a clawback';
  comment on column "appeal"."id" is 'UUIDv7 made by the application';
  comment on column "appeal"."appeal_no" is '编号 / business key';
  comment on column "appeal"."settlement_line_id" is 'the contested line; null for a clawback';
  comment on column "appeal"."clawback_id" is 'the contested clawback; null for a line';
  comment on column "appeal"."visit_id" is '上门服务 / the visit';
  comment on column "appeal"."provider_id" is '服务机构 / who appeals';
  comment on column "appeal"."street_id" is '街道 / street of the visit';
  comment on column "appeal"."month" is 'closed month of the line';
  comment on column "appeal"."contested_fen" is 'fen that are said to be missing, or wrongly demanded';
  comment on column "appeal"."said" is 'why';
  comment on column "appeal"."evidence" is 'where the proof is found';
  comment on column "appeal"."filed_by" is 'audit name of who filed it';
  comment on column "appeal"."filed_at" is 'when';
  comment on column "appeal"."answer_by" is 'last working day for the answer';
  comment on column "appeal"."state" is 'filed, upheld, partly or dismissed';
  comment on column "appeal"."awarded_fen" is 'what the decision gives';
  comment on column "appeal"."decided_by" is 'audit name of the second reviewer';
  comment on column "appeal"."decided_at" is 'when';
  comment on column "appeal"."decision" is 'reason of the decision';
  comment on table "settlement_adjustment" is '调整 / Amounts added in an open month for a visit of a closed one';
  comment on column "settlement_adjustment"."id" is 'UUIDv7 made by the application';
  comment on column "settlement_adjustment"."adjustment_no" is '编号 / business key that its journal carries';
  comment on column "settlement_adjustment"."visit_id" is '上门服务 / the visit';
  comment on column "settlement_adjustment"."provider_id" is '服务机构 / who is paid';
  comment on column "settlement_adjustment"."street_id" is '街道 / street of the visit';
  comment on column "settlement_adjustment"."settlement_line_id" is 'the line it corrects; null where there was none';
  comment on column "settlement_adjustment"."appeal_id" is 'the appeal that gave it';
  comment on column "settlement_adjustment"."refers_to_month" is 'closed month of the visit';
  comment on column "settlement_adjustment"."fund" is '资金来源 / which fund pays';
  comment on column "settlement_adjustment"."amount_fen" is 'fen added';
  comment on column "settlement_adjustment"."reason_code" is 'appeal or late-evidence';
  comment on column "settlement_adjustment"."proposed_by" is 'audit name of who brought it up';
  comment on column "settlement_adjustment"."proposed_at" is 'when';
  comment on column "settlement_adjustment"."approved_by" is 'second person';
  comment on column "settlement_adjustment"."approved_at" is 'when';
  comment on column "settlement_adjustment"."dismissed_reason" is 'why it was turned down';
  comment on column "settlement_adjustment"."run_id" is '结算批 / the run of the open month that pays it';
end
$comments$;
