select item_key, hash, change_no from {cc_change} where kind = @kind
