-- Fences that drizzle-kit cannot write: what must never be, refused by the database itself.
-- btree_gist lives in the schema "extensions" and is made by the migration run before this file.

-- Plans of one elder never overlap. Only plans are held: a visit that began, ended or was missed is judged, not refused.
ALTER TABLE "visit" ADD CONSTRAINT "elder_has_one_visit_at_a_time"
  EXCLUDE USING gist ("elder_id" WITH =, tstzrange("planned_start", "planned_end") WITH &&)
  WHERE ("delivery_state" IN ('planned', 'offered', 'accepted', 'en_route'));
--> statement-breakpoint
-- One worker is in one place. A declared household visit shares a group and may share the hour.
ALTER TABLE "visit_worker" ADD CONSTRAINT "worker_is_in_one_place"
  EXCLUDE USING gist ("worker_id" WITH =, tstzrange("planned_start", "planned_end") WITH &&, "group_id" WITH <>)
  WHERE (NOT "released");
--> statement-breakpoint
-- A provider has one price on a day.
ALTER TABLE "provider_contract" ADD CONSTRAINT "contract_periods_do_not_overlap"
  EXCLUDE USING gist ("provider_id" WITH =, daterange("from_on", "to_on", '[]') WITH &&);
--> statement-breakpoint
-- One policy version is in force on a day.
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_periods_do_not_overlap"
  EXCLUDE USING gist (daterange("effective_from", "effective_to", '[]') WITH &&);
--> statement-breakpoint
-- A journal needs its last line; with the keys of "posting" it can only be complete.
ALTER TABLE "journal" ADD CONSTRAINT "journal_is_complete"
  FOREIGN KEY ("id", "posting_count") REFERENCES "posting" ("journal_id", "line") DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append_only: % on % is refused', tg_op, tg_table_name USING errcode = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "journal_append_only" BEFORE UPDATE OR DELETE ON "journal" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "posting_append_only" BEFORE UPDATE OR DELETE ON "posting" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "visit_event_append_only" BEFORE UPDATE OR DELETE ON "visit_event" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "record_revision_append_only" BEFORE UPDATE OR DELETE ON "record_revision" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "journal_no_truncate" BEFORE TRUNCATE ON "journal" EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "posting_no_truncate" BEFORE TRUNCATE ON "posting" EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "visit_event_no_truncate" BEFORE TRUNCATE ON "visit_event" EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "audit_event_no_truncate" BEFORE TRUNCATE ON "audit_event" EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE FUNCTION "refuse_closed_period"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.state = 'closed' THEN
    RAISE EXCEPTION 'period_closed: % cannot change', old.month USING errcode = 'integrity_constraint_violation';
  END IF;
  IF tg_op = 'DELETE' THEN RETURN old; END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "period_stays_closed" BEFORE UPDATE OR DELETE ON "ledger_period" FOR EACH ROW EXECUTE FUNCTION "refuse_closed_period"();
--> statement-breakpoint
-- The amounts of a settlement line never change; only a later run may void it.
CREATE FUNCTION "refuse_settlement_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'DELETE' OR (to_jsonb(new) - 'voided_by_run') IS DISTINCT FROM (to_jsonb(old) - 'voided_by_run') OR old.voided_by_run IS NOT NULL THEN
    RAISE EXCEPTION 'append_only: % on settlement_line is refused', tg_op USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "settlement_line_amounts_stay" BEFORE UPDATE OR DELETE ON "settlement_line" FOR EACH ROW EXECUTE FUNCTION "refuse_settlement_change"();
--> statement-breakpoint
-- The only way into the books. Posts one journal in one statement; the same key answers with the first journal.
-- pg_temp stands last on the path, so that no temporary table can stand in front of a real one.
CREATE FUNCTION "ledger_post"(entry jsonb) RETURNS TABLE (journal_id uuid, voucher_no integer, duplicate boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
#variable_conflict use_column
DECLARE
  known journal; period ledger_period; digest bytea := decode(entry->>'request_digest', 'hex');
  the_year smallint; next_no integer; lines integer := jsonb_array_length(entry->'postings');
BEGIN
  -- A retry of what is already in the books is answered even after its period has closed.
  SELECT * INTO known FROM journal WHERE idempotency_key = entry->>'idempotency_key';
  IF NOT found THEN
    SELECT * INTO period FROM ledger_period WHERE id = (entry->>'period_id')::int FOR SHARE;
    IF NOT found THEN RAISE EXCEPTION 'no_such_period' USING errcode = 'integrity_constraint_violation'; END IF;
    IF period.state = 'closed' OR (period.state = 'closing' AND period.closing_run IS DISTINCT FROM (entry->>'closing_run')::uuid) THEN
      RAISE EXCEPTION 'period_not_open: %', period.month USING errcode = 'integrity_constraint_violation';
    END IF;
    the_year := extract(year FROM period.month);
    INSERT INTO voucher_counter (year, last_no) VALUES (the_year, 0) ON CONFLICT DO NOTHING;
    SELECT last_no + 1 INTO next_no FROM voucher_counter WHERE year = the_year FOR UPDATE;
    -- Asked again behind the lock: two equal requests may have arrived together.
    SELECT * INTO known FROM journal WHERE idempotency_key = entry->>'idempotency_key';
  END IF;
  IF known.id IS NOT NULL THEN
    IF known.request_digest <> digest THEN
      RAISE EXCEPTION 'idempotency_conflict: %', known.idempotency_key USING errcode = 'integrity_constraint_violation';
    END IF;
    RETURN QUERY SELECT known.id, known.voucher_no, true; RETURN;
  END IF;
  INSERT INTO journal (id, period_id, refers_to_month, kind, source_type, source_id, source_version, idempotency_key,
                       request_digest, reverses, posting_count, voucher_year, voucher_no, posted_by)
  VALUES ((entry->>'id')::uuid, period.id, (entry->>'refers_to_month')::date, entry->>'kind', entry->>'source_type',
          entry->>'source_id', coalesce((entry->>'source_version')::int, 1), entry->>'idempotency_key', digest,
          (entry->>'reverses')::uuid, lines, the_year, next_no, entry->>'posted_by');
  INSERT INTO posting (journal_id, line, line_count, debit_account_id, credit_account_id, amount_fen, visit_id, rule_version, price_version)
  SELECT (entry->>'id')::uuid, p.n, lines, (p.v->>'debit')::int, (p.v->>'credit')::int, (p.v->>'amount_fen')::bigint,
         (p.v->>'visit_id')::uuid, p.v->>'rule_version', p.v->>'price_version'
    FROM jsonb_array_elements(entry->'postings') WITH ORDINALITY AS p(v, n);
  INSERT INTO account_balance AS b (account_id, period_id, debit_fen, credit_fen)
  SELECT side.account_id, period.id, sum(side.debit), sum(side.credit)
    FROM (SELECT (v->>'debit')::int account_id, (v->>'amount_fen')::bigint debit, 0::bigint credit FROM jsonb_array_elements(entry->'postings') v
          UNION ALL
          SELECT (v->>'credit')::int, 0, (v->>'amount_fen')::bigint FROM jsonb_array_elements(entry->'postings') v) side
   GROUP BY side.account_id ORDER BY side.account_id
      ON CONFLICT (account_id, period_id) DO UPDATE
     SET debit_fen = b.debit_fen + excluded.debit_fen, credit_fen = b.credit_fen + excluded.credit_fen;
  UPDATE voucher_counter SET last_no = next_no WHERE year = the_year;
  RETURN QUERY SELECT (entry->>'id')::uuid, next_no, false;
END $$;
--> statement-breakpoint
-- Adds one event to a chain. The check on the table forces each row's hash, the foreign key forces the link.
CREATE FUNCTION "audit_append"(the_chain text, at timestamptz, actor text, action text, subject_type text, subject_id text, canonical bytea)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE head audit_chain; new_hash bytea;
BEGIN
  INSERT INTO audit_chain (chain, last_seq, last_hash) VALUES (the_chain, 0, sha256(convert_to(the_chain, 'UTF8'))) ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM audit_chain c WHERE c.chain = the_chain FOR UPDATE;
  new_hash := sha256(head.last_hash || canonical);
  INSERT INTO audit_event (chain, seq, at, actor, action, subject_type, subject_id, canonical, previous_hash, hash)
  VALUES (the_chain, head.last_seq + 1, at, actor, action, subject_type, subject_id, canonical, head.last_hash, new_hash);
  UPDATE audit_chain c SET last_seq = head.last_seq + 1, last_hash = new_hash WHERE c.chain = the_chain;
  RETURN head.last_seq + 1;
END $$;
