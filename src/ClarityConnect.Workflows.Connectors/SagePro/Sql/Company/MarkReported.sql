update {cc_batch} set
    reported = @reported,
    settled = case when status in ('posted', 'rejected', 'cancelled') and concat(status, ':', attempts) = @reported then 1 else 0 end
where ext_ref = @reference
