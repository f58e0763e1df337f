-- What was said about a visit stays said: the steps of a finding and the events that no visit could take are only added.
CREATE TRIGGER "finding_change_append_only" BEFORE UPDATE OR DELETE ON "finding_change" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "finding_change_no_truncate" BEFORE TRUNCATE ON "finding_change" EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "visit_event_quarantine_append_only" BEFORE UPDATE OR DELETE ON "visit_event_quarantine" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "visit_event_quarantine_no_truncate" BEFORE TRUNCATE ON "visit_event_quarantine" EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- A finding is opened, cleared and closed, and never deleted.
CREATE FUNCTION "refuse_delete"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'never_deleted: % on % is refused', tg_op, tg_table_name USING errcode = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "finding_is_never_deleted" BEFORE DELETE ON "finding" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
