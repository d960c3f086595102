select custno from {cc_cust} where custno = @number and ext_ref <> @reference
