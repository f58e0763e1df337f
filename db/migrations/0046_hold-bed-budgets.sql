ALTER TABLE "fund" ADD COLUMN "pays" text DEFAULT 'visits' NOT NULL;--> statement-breakpoint
ALTER TABLE "fund" ADD CONSTRAINT "fund_pays_known" CHECK ("fund"."pays" in ('visits', 'beds'));--> statement-breakpoint
COMMENT ON COLUMN "fund"."pays" IS '支付范围 / what it may pay for: visits or beds';
--> statement-breakpoint
INSERT INTO "fund" ("code", "name_zh", "name_en", "priority", "pays") VALUES ('family_bed', '家庭养老床位补贴', 'Family bed subsidy', 100, 'beds');
--> statement-breakpoint
-- The year whose budget a subsidy of works is held against: the one in which it was proposed.
CREATE FUNCTION "retrofit_budget_year"(proposed_at timestamptz) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT extract(year FROM proposed_at AT TIME ZONE 'Asia/Shanghai')::int
$$;
--> statement-breakpoint
-- Moves the budget of family beds. Works that are proposed are a plan and must fit. A month of service has happened: it is let in, and what
-- then stands above the cap is an excess for a person to look at. What is approved is spent, and never more than the fund was given.
CREATE FUNCTION "move_bed_budget"(the_year integer, held bigint, spent bigint, is_plan boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF spent > 0 AND EXISTS (SELECT 1 FROM budget_year b WHERE b.fund = 'family_bed' AND b.year = the_year AND b.spent_fen + spent > b.cap_fen) THEN
    RAISE EXCEPTION 'budget_short: family_bed of % has less than % fen left', the_year, spent
      USING errcode = 'check_violation', constraint = 'within_budget';
  END IF;
  PERFORM move_budget('family_bed', the_year, held, spent, is_plan);
END $$;
--> statement-breakpoint
CREATE FUNCTION "hold_retrofit_budget"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE the_year integer := retrofit_budget_year(new.proposed_at);
BEGIN
  IF tg_op = 'INSERT' THEN
    IF new.state = 'proposed' THEN PERFORM move_bed_budget(the_year, new.subsidy_fen, 0, true);
    ELSIF new.state = 'approved' THEN PERFORM move_bed_budget(the_year, 0, new.subsidy_fen, false); END IF;
  ELSIF old.state = 'proposed' AND new.state = 'approved' THEN PERFORM move_bed_budget(the_year, -new.subsidy_fen, new.subsidy_fen, false);
  ELSIF old.state = 'proposed' AND new.state = 'refused' THEN PERFORM move_bed_budget(the_year, -new.subsidy_fen, 0, false); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "retrofit_holds_budget" AFTER INSERT OR UPDATE ON "retrofit_subsidy" FOR EACH ROW EXECUTE FUNCTION "hold_retrofit_budget"();
--> statement-breakpoint
CREATE FUNCTION "hold_bed_month_budget"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE the_year integer := extract(year FROM new.month)::int;
BEGIN
  IF tg_op = 'INSERT' THEN
    IF new.state = 'computed' THEN PERFORM move_bed_budget(the_year, new.amount_fen, 0, false);
    ELSIF new.state = 'approved' THEN PERFORM move_bed_budget(the_year, 0, new.amount_fen, false); END IF;
  ELSIF old.state = 'computed' AND new.state = 'approved' THEN PERFORM move_bed_budget(the_year, -new.amount_fen, new.amount_fen, false);
  ELSIF old.state = 'computed' AND new.state = 'superseded' THEN PERFORM move_bed_budget(the_year, -new.amount_fen, 0, false); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "bed_month_holds_budget" AFTER INSERT OR UPDATE ON "bed_service_month" FOR EACH ROW EXECUTE FUNCTION "hold_bed_month_budget"();
--> statement-breakpoint
-- As before, and the first document of the beds' fund starts its watch with what beds hold and have cost by then.
CREATE OR REPLACE FUNCTION "raise_budget_cap"() RETURNS trigger LANGUAGE plpgsql AS $$
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
    IF new.fund = 'family_bed' THEN
      SELECT coalesce(sum(s.subsidy_fen) FILTER (WHERE s.state = 'proposed'), 0), coalesce(sum(s.subsidy_fen) FILTER (WHERE s.state = 'approved'), 0)
        INTO held, spent FROM retrofit_subsidy s WHERE retrofit_budget_year(s.proposed_at) = new.year;
      SELECT held + coalesce(sum(m.amount_fen) FILTER (WHERE m.state = 'computed'), 0), spent + coalesce(sum(m.amount_fen) FILTER (WHERE m.state = 'approved'), 0)
        INTO held, spent FROM bed_service_month m WHERE extract(year FROM m.month) = new.year;
    END IF;
    INSERT INTO budget_year (fund, year, cap_fen, committed_fen, spent_fen, excess_fen)
    VALUES (new.fund, new.year, new.amount_fen, held, spent, greatest(0, held + spent - new.amount_fen));
  END IF;
  RETURN NULL;
END $$;
