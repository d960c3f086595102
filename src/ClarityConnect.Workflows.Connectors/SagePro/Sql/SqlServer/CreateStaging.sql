-- The tables between us and Sage Pro. The program on Sage Pro's side reads delivered batches and writes status, error and pro_ref.
if object_id(N'{cc_batch}') is null
create table {cc_batch} (
    ext_ref nvarchar(40) primary key,
    company nvarchar(2) not null,
    kind nvarchar(3) not null check (kind in ('GLJ', 'ARC', 'ARI', 'SO', 'CUS')),
    doc_date date not null,
    period nvarchar(6) not null,
    source nvarchar(12) not null,
    memo nvarchar(40) not null,
    custno nvarchar(6) not null,
    currency nvarchar(3) not null,
    total_dr decimal(18, 2) not null,
    total_cr decimal(18, 2) not null,
    line_count int not null,
    content_hash nvarchar(64) not null,
    task nvarchar(64) not null,
    status nvarchar(10) not null check (status in ('new', 'claimed', 'delivered', 'posted', 'rejected', 'retry', 'cancelled')),
    attempts int not null,
    error_code nvarchar(20),
    error_text nvarchar(200),
    pro_ref nvarchar(20),
    reported nvarchar(40),
    settled smallint not null,
    created datetimeoffset not null,
    updated datetimeoffset not null,
    check (kind <> 'GLJ' or total_dr = total_cr)
);
if not exists (select 1 from sys.indexes where name = N'ix_cc_batch_settled' and object_id = object_id(N'{cc_batch}'))
create index ix_cc_batch_settled on {cc_batch} (settled, ext_ref);
if object_id(N'{cc_line}') is null
create table {cc_line} (
    ext_ref nvarchar(40) not null references {cc_batch} (ext_ref),
    line_no int not null,
    account nvarchar(24) not null,
    dept nvarchar(10) not null,
    debit decimal(18, 2) not null check (debit >= 0),
    credit decimal(18, 2) not null check (credit >= 0),
    memo nvarchar(40) not null,
    ref nvarchar(20) not null,
    custno nvarchar(6) not null,
    item nvarchar(20) not null,
    qty decimal(18, 4) not null,
    price decimal(18, 4) not null,
    primary key (ext_ref, line_no)
);
if object_id(N'{cc_cust}') is null
create table {cc_cust} (
    ext_ref nvarchar(40) primary key references {cc_batch} (ext_ref),
    custno nvarchar(6) not null,
    action nvarchar(1) not null check (action in ('I', 'U')),
    company nvarchar(35) not null,
    contact nvarchar(30) not null,
    address1 nvarchar(35) not null,
    address2 nvarchar(35) not null,
    city nvarchar(20) not null,
    addrstate nvarchar(10) not null,
    zip nvarchar(10) not null,
    country nvarchar(15) not null,
    phone nvarchar(20) not null,
    email nvarchar(400) not null
);
if not exists (select 1 from sys.indexes where name = N'ix_cc_cust_custno' and object_id = object_id(N'{cc_cust}'))
create index ix_cc_cust_custno on {cc_cust} (custno);
if object_id(N'{cc_agent}') is null
create table {cc_agent} (
    agent_id nvarchar(100) primary key,
    version nvarchar(40) not null,
    company nvarchar(2) not null,
    last_seen datetimeoffset not null,
    state nvarchar(20) not null
);
if object_id(N'{cc_change}') is null
create table {cc_change} (
    kind nvarchar(20) not null,
    item_key nvarchar(60) not null,
    hash nvarchar(64) not null,
    change_no bigint not null,
    changed datetimeoffset not null,
    primary key (kind, item_key)
);
if not exists (select 1 from sys.indexes where name = N'ix_cc_change_no' and object_id = object_id(N'{cc_change}'))
create index ix_cc_change_no on {cc_change} (kind, change_no);
if object_id(N'{cc_change_head}') is null
create table {cc_change_head} (
    kind nvarchar(20) primary key,
    last_no bigint not null
);
