select ext_ref, kind, status, attempts, error_code, error_text, pro_ref, content_hash, task from {cc_batch} with (updlock, holdlock) where ext_ref = @reference
