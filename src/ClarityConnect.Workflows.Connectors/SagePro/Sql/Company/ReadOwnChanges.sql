select change_no from {cc_change} where kind = @kind and change_no > @after
