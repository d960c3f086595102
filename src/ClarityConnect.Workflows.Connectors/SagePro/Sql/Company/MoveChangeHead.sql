update {cc_change_head} set last_no = @number where kind = @kind
