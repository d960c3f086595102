delete from {cc_line} where ext_ref = @reference
