-- Only what was refused or taken back is delivered again; nothing of it is in the books.
update {cc_batch} set
    company = @company, kind = @kind, doc_date = @day, period = @period, source = @source, memo = @memo, custno = @customer, currency = @currency,
    total_dr = @debit, total_cr = @credit, line_count = @lines, content_hash = @hash, task = @task, status = 'delivered', attempts = attempts + 1,
    error_code = null, error_text = null, pro_ref = null, reported = null, settled = 0, updated = @now
where ext_ref = @reference and status in ('rejected', 'cancelled')
