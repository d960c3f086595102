select last_no from {cc_change_head} where kind = @kind
