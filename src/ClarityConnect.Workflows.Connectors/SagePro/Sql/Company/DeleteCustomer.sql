delete from {cc_cust} where ext_ref = @reference
