-- The only way into the books takes one journal or an array of them. Each passes the checks that one alone passes, in its turn; the
-- voucher counter, the postings and the balances are then written once for all. Before, a close of thousands of journals in one transaction
-- wrote the counter and the budget's balances anew for each, and read through all their former versions each time.
CREATE OR REPLACE FUNCTION "ledger_post"(entry jsonb) RETURNS TABLE (journal_id uuid, voucher_no integer, duplicate boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
#variable_conflict use_column
DECLARE
  entries jsonb := CASE WHEN jsonb_typeof(entry) = 'array' THEN entry ELSE jsonb_build_array(entry) END;
  one jsonb; known journal; period ledger_period; digest bytea; the_year smallint; counted_year smallint; next_no integer;
  posted uuid[] := '{}';
BEGIN
  FOR one IN SELECT e.v FROM jsonb_array_elements(entries) WITH ORDINALITY AS e(v, place) ORDER BY e.place LOOP
    digest := decode(one->>'request_digest', 'hex');
    -- A retry of what is already in the books is answered even after its period has closed.
    SELECT * INTO known FROM journal WHERE idempotency_key = one->>'idempotency_key';
    IF NOT found THEN
      SELECT * INTO period FROM ledger_period WHERE id = (one->>'period_id')::int FOR SHARE;
      IF NOT found THEN RAISE EXCEPTION 'no_such_period' USING errcode = 'integrity_constraint_violation'; END IF;
      IF period.state = 'closed' OR (period.state = 'closing' AND period.closing_run IS DISTINCT FROM (one->>'closing_run')::uuid) THEN
        RAISE EXCEPTION 'period_not_open: %', period.month USING errcode = 'integrity_constraint_violation';
      END IF;
      the_year := extract(year FROM period.month);
      IF counted_year IS DISTINCT FROM the_year THEN
        UPDATE voucher_counter SET last_no = next_no WHERE year = counted_year;
        INSERT INTO voucher_counter (year, last_no) VALUES (the_year, 0) ON CONFLICT DO NOTHING;
        SELECT last_no INTO next_no FROM voucher_counter WHERE year = the_year FOR UPDATE;
        counted_year := the_year;
      END IF;
      -- Asked again behind the lock: two equal requests may have arrived together.
      SELECT * INTO known FROM journal WHERE idempotency_key = one->>'idempotency_key';
    END IF;
    IF known.id IS NOT NULL THEN
      IF known.request_digest <> digest THEN
        RAISE EXCEPTION 'idempotency_conflict: %', known.idempotency_key USING errcode = 'integrity_constraint_violation';
      END IF;
      RETURN QUERY SELECT known.id, known.voucher_no, true;
      CONTINUE;
    END IF;
    next_no := next_no + 1;
    INSERT INTO journal (id, period_id, refers_to_month, kind, source_type, source_id, source_version, idempotency_key,
                         request_digest, reverses, posting_count, voucher_year, voucher_no, posted_by)
    VALUES ((one->>'id')::uuid, period.id, (one->>'refers_to_month')::date, one->>'kind', one->>'source_type',
            one->>'source_id', coalesce((one->>'source_version')::int, 1), one->>'idempotency_key', digest,
            (one->>'reverses')::uuid, jsonb_array_length(one->'postings'), the_year, next_no, one->>'posted_by');
    posted := posted || (one->>'id')::uuid;
    RETURN QUERY SELECT (one->>'id')::uuid, next_no, false;
  END LOOP;
  IF cardinality(posted) = 0 THEN RETURN; END IF;
  UPDATE voucher_counter SET last_no = next_no WHERE year = counted_year;
  WITH written AS (
    INSERT INTO posting (journal_id, line, line_count, debit_account_id, credit_account_id, amount_fen, visit_id, rule_version, price_version)
    SELECT j.id, p.n, j.posting_count, p.debit, p.credit, p.amount_fen, p.visit_id, p.rule_version, p.price_version
      FROM jsonb_array_elements(entries) AS e(v)
      JOIN journal j ON j.id = (e.v->>'id')::uuid AND j.id = ANY (posted)
     CROSS JOIN LATERAL ROWS FROM (jsonb_to_recordset(e.v->'postings')
           AS (debit int, credit int, amount_fen bigint, visit_id uuid, rule_version text, price_version text))
           WITH ORDINALITY AS p(debit, credit, amount_fen, visit_id, rule_version, price_version, n)
    RETURNING journal_id, debit_account_id, credit_account_id, amount_fen)
  INSERT INTO account_balance AS b (account_id, period_id, debit_fen, credit_fen)
  SELECT side.account_id, j.period_id, sum(side.debit), sum(side.credit)
    FROM (SELECT w.journal_id, w.debit_account_id AS account_id, w.amount_fen AS debit, 0::bigint AS credit FROM written w
          UNION ALL
          SELECT w.journal_id, w.credit_account_id, 0, w.amount_fen FROM written w) side
    JOIN journal j ON j.id = side.journal_id
   GROUP BY side.account_id, j.period_id ORDER BY side.account_id, j.period_id
      ON CONFLICT (account_id, period_id) DO UPDATE
     SET debit_fen = b.debit_fen + excluded.debit_fen, credit_fen = b.credit_fen + excluded.credit_fen;
END $$;
