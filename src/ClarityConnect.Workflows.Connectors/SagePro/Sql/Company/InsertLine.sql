insert into {cc_line} (ext_ref, line_no, account, dept, debit, credit, memo, ref, custno, item, qty, price)
values (@reference, @number, @account, @department, @debit, @credit, @memo, @document, @customer, @item, @quantity, @price)
