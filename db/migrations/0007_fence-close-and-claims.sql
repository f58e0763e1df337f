-- Whoever prepared a close never approves it, and an approval stays as it was given.
CREATE FUNCTION "refuse_approval_by_preparer"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM settlement_run WHERE id = new.run_id AND prepared_by = new.approver) THEN
    RAISE EXCEPTION 'close_second_person: % prepared this run', new.approver
      USING errcode = 'check_violation', constraint = 'close_second_person';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "close_second_person" BEFORE INSERT ON "close_approval" FOR EACH ROW EXECUTE FUNCTION "refuse_approval_by_preparer"();
--> statement-breakpoint
CREATE TRIGGER "close_approval_append_only" BEFORE UPDATE OR DELETE ON "close_approval" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- What was ordered stays ordered: a wrong payment is returned and ordered anew, never edited.
CREATE TRIGGER "payment_line_append_only" BEFORE UPDATE OR DELETE ON "payment_line" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- Asked, adjusted, approved and paid are four amounts: no decision writes over what was asked, and a settled line is finished.
CREATE FUNCTION "refuse_claim_line_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'DELETE' OR new.claim_id <> old.claim_id OR new.visit_id <> old.visit_id OR new.asked_fen <> old.asked_fen
     OR EXISTS (SELECT 1 FROM claim WHERE id = old.claim_id AND state = 'settled') THEN
    RAISE EXCEPTION 'append_only: % on claim_line is refused', tg_op USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "claim_line_amounts_stay" BEFORE UPDATE OR DELETE ON "claim_line" FOR EACH ROW EXECUTE FUNCTION "refuse_claim_line_change"();
