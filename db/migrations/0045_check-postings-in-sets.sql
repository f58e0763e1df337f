ALTER TABLE "posting" DROP CONSTRAINT "posting_debit_account_id_account_id_fk";
--> statement-breakpoint
ALTER TABLE "posting" DROP CONSTRAINT "posting_credit_account_id_account_id_fk";
--> statement-breakpoint
ALTER TABLE "posting" DROP CONSTRAINT "posting_of_journal";
--> statement-breakpoint
ALTER TABLE "posting" DROP CONSTRAINT "posting_after_previous";
--> statement-breakpoint
ALTER TABLE "posting" DROP COLUMN "previous_line";
--> statement-breakpoint
-- A close writes millions of postings and decides a million lines. What a posting refers to, and what a decision must leave alone, is
-- therefore looked up once for a statement's rows instead of once a row. Nothing that is referred to is ever taken away: journals and
-- postings are append-only already, and accounts are from here on, so that looking when rows come in is enough.
CREATE FUNCTION "require_journal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT DISTINCT n.journal_id, n.line_count FROM new_rows n) n
              WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.id = n.journal_id AND j.posting_count = n.line_count)) THEN
    RAISE EXCEPTION 'posting_of_journal: no journal of as many postings' USING errcode = 'foreign_key_violation', constraint = 'posting_of_journal';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "posting_of_journal" AFTER INSERT ON "posting" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "require_journal"();
--> statement-breakpoint
-- Lines begin at 1 and none stands twice, so none is left out where there are as many as the last one's number.
CREATE FUNCTION "require_lines_in_row"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM posting p WHERE p.journal_id IN (SELECT n.journal_id FROM new_rows n)
              GROUP BY p.journal_id HAVING count(*) <> max(p.line)) THEN
    RAISE EXCEPTION 'posting_after_previous: a line is left out' USING errcode = 'foreign_key_violation', constraint = 'posting_after_previous';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "posting_after_previous" AFTER INSERT ON "posting" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "require_lines_in_row"();
--> statement-breakpoint
CREATE FUNCTION "require_accounts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT n.debit_account_id AS id FROM new_rows n UNION SELECT n.credit_account_id FROM new_rows n) n
              WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.id = n.id)) THEN
    RAISE EXCEPTION 'posting_accounts_known: no such account' USING errcode = 'foreign_key_violation', constraint = 'posting_accounts_known';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "posting_accounts_known" AFTER INSERT ON "posting" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "require_accounts"();
--> statement-breakpoint
CREATE TRIGGER "account_append_only" BEFORE UPDATE OR DELETE ON "account" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- Asked, adjusted, approved and paid are four amounts: no decision writes over what was asked, and a settled line is finished. Looked at
-- once for all lines that a statement decides.
DROP TRIGGER "claim_line_amounts_stay" ON "claim_line";
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "refuse_claim_line_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- As sets, because a join would keep the plan of its first use, which may have been one row.
  IF EXISTS (SELECT o.id, o.claim_id, o.visit_id, o.asked_fen FROM old_rows o
             EXCEPT SELECT n.id, n.claim_id, n.visit_id, n.asked_fen FROM new_rows n)
     OR EXISTS (SELECT 1 FROM (SELECT DISTINCT o.claim_id FROM old_rows o) o JOIN claim c ON c.id = o.claim_id WHERE c.state = 'settled') THEN
    RAISE EXCEPTION 'append_only: % on claim_line is refused', tg_op USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "claim_line_amounts_stay" AFTER UPDATE ON "claim_line" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "refuse_claim_line_change"();
--> statement-breakpoint
CREATE TRIGGER "claim_line_is_never_deleted" BEFORE DELETE ON "claim_line" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- Every line is decided once, and none of its indexed columns changes by it: with room for the decided row beside it no index is written again.
ALTER TABLE "claim_line" SET (fillfactor = 50);
