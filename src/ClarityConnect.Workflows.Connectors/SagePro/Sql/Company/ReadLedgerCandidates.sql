select distinct table_name from {company_tables} where lower(table_name) like 'gl%' order by table_name
