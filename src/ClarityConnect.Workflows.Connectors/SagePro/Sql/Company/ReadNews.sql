select ext_ref, kind, status, attempts, error_code, error_text, pro_ref, content_hash, task from {cc_batch}
where settled = 0 and (reported is null or reported <> concat(status, ':', attempts))
order by ext_ref
