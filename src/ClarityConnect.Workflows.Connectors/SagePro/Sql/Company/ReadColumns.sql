select column_name from {company_columns}
where lower(table_name) = lower(@table) and (@schema is null or lower(table_schema) = lower(@schema))
