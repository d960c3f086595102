-- What Sage Pro's side has not begun with.
update {cc_batch} set status = 'cancelled', updated = @now where ext_ref = @reference and status in ('new', 'delivered')
