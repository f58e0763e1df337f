ALTER TABLE "claim_line" DROP CONSTRAINT "claim_line_claim_id_claim_id_fk";
--> statement-breakpoint
ALTER TABLE "claim_line" DROP CONSTRAINT "claim_line_visit_id_visit_id_fk";
--> statement-breakpoint
ALTER TABLE "settlement_line" DROP CONSTRAINT "settlement_line_run_id_settlement_run_id_fk";
--> statement-breakpoint
ALTER TABLE "settlement_line" DROP CONSTRAINT "settlement_line_visit_id_visit_id_fk";
--> statement-breakpoint
ALTER TABLE "settlement_line" DROP CONSTRAINT "settlement_line_provider_id_provider_id_fk";
--> statement-breakpoint
ALTER TABLE "settlement_line" DROP CONSTRAINT "settlement_line_street_id_street_id_fk";
--> statement-breakpoint
ALTER TABLE "settlement_part" DROP CONSTRAINT "settlement_part_line_id_settlement_line_id_fk";
--> statement-breakpoint
ALTER TABLE "settlement_part" DROP CONSTRAINT "settlement_part_fund_fund_code_fk";
--> statement-breakpoint
-- Claims and closes write a million lines. What a line refers to is therefore looked up once for a statement's rows instead of by a foreign
-- key a row. Arguments: the column, the table that it refers to, the key there. Planned anew each time, because a plan that is kept would
-- be that of its first use, which may have been one row in an empty table; each key is looked up by itself, because a join would read the
-- whole table that is referred to.
CREATE FUNCTION "require_referred"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE missing boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM (SELECT DISTINCT n.%I AS key FROM new_rows n) n WHERE (SELECT true FROM %I r WHERE r.%I = n.key) IS NULL)',
                 tg_argv[0], tg_argv[1], tg_argv[2]) INTO missing;
  IF missing THEN
    RAISE EXCEPTION '%: no such %', tg_name, tg_argv[1] USING errcode = 'foreign_key_violation', constraint = tg_name;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "claim_line_claim_known" AFTER INSERT ON "claim_line" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "require_referred"('claim_id', 'claim', 'id');
--> statement-breakpoint
CREATE TRIGGER "claim_line_visit_known" AFTER INSERT ON "claim_line" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "require_referred"('visit_id', 'visit', 'id');
--> statement-breakpoint
CREATE TRIGGER "settlement_line_run_known" AFTER INSERT ON "settlement_line" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "require_referred"('run_id', 'settlement_run', 'id');
--> statement-breakpoint
CREATE TRIGGER "settlement_line_visit_known" AFTER INSERT ON "settlement_line" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "require_referred"('visit_id', 'visit', 'id');
--> statement-breakpoint
CREATE TRIGGER "settlement_line_provider_known" AFTER INSERT ON "settlement_line" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "require_referred"('provider_id', 'provider', 'id');
--> statement-breakpoint
CREATE TRIGGER "settlement_line_street_known" AFTER INSERT ON "settlement_line" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "require_referred"('street_id', 'street', 'id');
--> statement-breakpoint
CREATE TRIGGER "settlement_part_line_known" AFTER INSERT ON "settlement_part" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "require_referred"('line_id', 'settlement_line', 'id');
--> statement-breakpoint
CREATE TRIGGER "settlement_part_fund_known" AFTER INSERT ON "settlement_part" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "require_referred"('fund', 'fund', 'code');
--> statement-breakpoint
-- The other side. Lines never change what they refer to. Of what they refer to nothing goes away and no key changes, so that looking when
-- rows come in is as strong as a foreign key; a visit alone may go, as long as no money speaks of it. Argument: the key's column.
CREATE FUNCTION "refuse_removal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'DELETE' OR (to_jsonb(new) -> tg_argv[0]) IS DISTINCT FROM (to_jsonb(old) -> tg_argv[0]) THEN
    RAISE EXCEPTION 'never_removed: % on % is refused', tg_op, tg_table_name USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "claim_is_never_removed" BEFORE DELETE OR UPDATE OF "id" ON "claim" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"('id');
--> statement-breakpoint
CREATE TRIGGER "settlement_run_is_never_removed" BEFORE DELETE OR UPDATE OF "id" ON "settlement_run" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"('id');
--> statement-breakpoint
CREATE TRIGGER "provider_is_never_removed" BEFORE DELETE OR UPDATE OF "id" ON "provider" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"('id');
--> statement-breakpoint
CREATE TRIGGER "street_is_never_removed" BEFORE DELETE OR UPDATE OF "id" ON "street" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"('id');
--> statement-breakpoint
CREATE TRIGGER "fund_is_never_removed" BEFORE DELETE OR UPDATE OF "code" ON "fund" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"('code');
--> statement-breakpoint
CREATE TRIGGER "visit_keeps_its_id" BEFORE UPDATE OF "id" ON "visit" FOR EACH ROW EXECUTE FUNCTION "refuse_removal"('id');
--> statement-breakpoint
CREATE TRIGGER "claim_no_truncate" BEFORE TRUNCATE ON "claim" EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- The locks wait for lines that are being written and keep new ones out until this deletion has ended, whoever came first: a line that was
-- looked up before the deletion is seen here, and one that comes after it finds no visit.
CREATE FUNCTION "refuse_removal_of_claimed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE claim_line, settlement_line IN SHARE MODE;
  IF EXISTS (SELECT 1 FROM claim_line l WHERE l.visit_id IN (SELECT o.id FROM old_rows o))
     OR EXISTS (SELECT 1 FROM settlement_line l WHERE l.visit_id IN (SELECT o.id FROM old_rows o)) THEN
    RAISE EXCEPTION 'claimed_visit_stays: a line speaks of this visit' USING errcode = 'foreign_key_violation', constraint = 'claimed_visit_stays';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "claimed_visit_stays" AFTER DELETE ON "visit" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION "refuse_removal_of_claimed"();
--> statement-breakpoint
-- As before, but a statement that brings all lines of its journals, from the first to the last, is judged by itself: the books are read only
-- for the others.
CREATE OR REPLACE FUNCTION "require_lines_in_row"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM new_rows n GROUP BY n.journal_id HAVING count(*) <> max(n.line))
     AND EXISTS (SELECT 1 FROM (SELECT DISTINCT n.journal_id FROM new_rows n) n
                  CROSS JOIN LATERAL (SELECT count(*) AS lines, max(p.line) AS last FROM posting p WHERE p.journal_id = n.journal_id) p
                  WHERE p.lines <> p.last) THEN
    RAISE EXCEPTION 'posting_after_previous: a line is left out' USING errcode = 'foreign_key_violation', constraint = 'posting_after_previous';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- As before, but the parts of each line are found by its key and both questions are asked in one passage: a join kept the plan of its first use
-- and read all parts of all months.
CREATE OR REPLACE FUNCTION "spend_settlement_parts"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved record;
BEGIN
  FOR moved IN EXECUTE
    'SELECT s.fund, s.year, sum(s.amount_fen) AS spent, bool_or(s.funded_fen > s.approved_fen) AS is_twice
       FROM (SELECT n.fund, extract(year FROM l.service_month)::int AS year, n.amount_fen, l.approved_fen,
                    (SELECT sum(p.amount_fen) FROM settlement_part p WHERE p.line_id = n.line_id) AS funded_fen
               FROM new_rows n
              CROSS JOIN LATERAL (SELECT o.service_month, o.approved_fen FROM settlement_line o WHERE o.id = n.line_id OFFSET 0) l) s
      GROUP BY 1, 2 ORDER BY 4 DESC, 1, 2'
  LOOP
    IF moved.is_twice THEN
      RAISE EXCEPTION 'funded_twice: the parts of a line exceed what was approved' USING errcode = 'check_violation', constraint = 'parts_within_approved';
    END IF;
    PERFORM move_budget(moved.fund, moved.year, 0, moved.spent::bigint, false);
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- As before, but visits are looked at one by one only where one of them is a plan: a close that locks what was delivered only adds up.
CREATE OR REPLACE FUNCTION "hold_visit_budget"() RETURNS trigger LANGUAGE plpgsql AS $$
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
      WITH sides AS MATERIALIZED (
        SELECT o.id, o.fund, o.service_month, -visit_held_fen(o.kind, o.delivery_state, o.approval_state, o.waived, o.planned_fen) AS held,
               false AS is_plan
          FROM old_rows o
        UNION ALL
        SELECT n.id, n.fund, n.service_month, visit_held_fen(n.kind, n.delivery_state, n.approval_state, n.waived, n.planned_fen),
               n.origin <> 'fact' AND n.delivery_state IN ('planned', 'offered', 'accepted')
          FROM new_rows n),
      taken AS (
        SELECT t.fund, t.service_month, sum(t.held) AS held
          FROM (SELECT s.fund, s.service_month, sum(s.held) AS held FROM sides s WHERE (SELECT bool_or(a.is_plan) FROM sides a) GROUP BY s.id, s.fund, s.service_month
                HAVING count(*) = 2 AND bool_or(s.is_plan) AND sum(s.held) > 0) t
         GROUP BY 1, 2)
      SELECT s.fund, extract(year FROM s.service_month)::int AS year, s.is_plan, sum(s.held) AS held
        FROM (SELECT c.fund, c.service_month, false AS is_plan, sum(c.held) AS held FROM sides c GROUP BY 1, 2
              UNION ALL SELECT t.fund, t.service_month, false, -t.held FROM taken t
              UNION ALL SELECT t.fund, t.service_month, true, t.held FROM taken t) s
        LEFT JOIN ledger_period p ON p.month = s.service_month AND p.state = 'closed'
       WHERE p.id IS NULL GROUP BY 1, 2, 3 ORDER BY 3, 1, 2
    LOOP PERFORM move_budget(moved.fund, moved.year, moved.held::bigint, 0, moved.is_plan); END LOOP;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- No decision writes over what was asked, row by row but without a call: only a row that breaks the rule calls anything.
CREATE TRIGGER "claim_line_identity_stays" BEFORE UPDATE ON "claim_line" FOR EACH ROW
  WHEN (new.id <> old.id OR new.claim_id <> old.claim_id OR new.visit_id <> old.visit_id OR new.asked_fen <> old.asked_fen) EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
DROP TRIGGER "claim_line_amounts_stay" ON "claim_line";
--> statement-breakpoint
-- A settled line is finished: looked at once for all lines that a statement decides.
CREATE OR REPLACE FUNCTION "refuse_claim_line_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT DISTINCT o.claim_id FROM old_rows o) o WHERE EXISTS (SELECT 1 FROM claim c WHERE c.id = o.claim_id AND c.state = 'settled')) THEN
    RAISE EXCEPTION 'append_only: % on claim_line is refused', tg_op USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "settled_claim_line_stays" AFTER UPDATE ON "claim_line" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION "refuse_claim_line_change"();
--> statement-breakpoint
-- Every visit of a month is locked by its close, and none of its indexed columns changes by it: with room for the locked row beside it no
-- index is written again.
ALTER TABLE "visit" SET (fillfactor = 50);
