insert into {cc_cust} (ext_ref, custno, action, company, contact, address1, address2, city, addrstate, zip, country, phone, email)
values (@reference, @number, @action, @company, @contact, @address1, @address2, @city, @state, @zip, @country, @phone, @email)
