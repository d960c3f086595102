insert into {cc_batch} (ext_ref, company, kind, doc_date, period, source, memo, custno, currency, total_dr, total_cr, line_count, content_hash, task, status, attempts, error_code, error_text, pro_ref, reported, settled, created, updated)
select @reference, @company, @kind, @day, @period, @source, @memo, @customer, @currency, @debit, @credit, @lines, @hash, @task, 'delivered', 1, null, null, null, null, 0, @now, @now
where not exists (select 1 from {cc_batch} with (updlock, holdlock) where ext_ref = @reference)
