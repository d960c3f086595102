-- The tables between us and Sage Pro. The program on Sage Pro's side reads delivered batches and writes status, error and pro_ref.
create table if not exists {cc_batch} (
    ext_ref varchar(40) primary key,
    company varchar(2) not null,
    kind varchar(3) not null check (kind in ('GLJ', 'ARC', 'ARI', 'SO', 'CUS')),
    doc_date date not null,
    period varchar(6) not null,
    source varchar(12) not null,
    memo varchar(40) not null,
    custno varchar(6) not null,
    currency varchar(3) not null,
    total_dr numeric(18, 2) not null,
    total_cr numeric(18, 2) not null,
    line_count integer not null,
    content_hash varchar(64) not null,
    task varchar(64) not null,
    status varchar(10) not null check (status in ('new', 'claimed', 'delivered', 'posted', 'rejected', 'retry', 'cancelled')),
    attempts integer not null,
    error_code varchar(20),
    error_text varchar(200),
    pro_ref varchar(20),
    reported varchar(40),
    settled smallint not null,
    created timestamp with time zone not null,
    updated timestamp with time zone not null,
    check (kind <> 'GLJ' or total_dr = total_cr)
);
create index if not exists ix_cc_batch_settled on {cc_batch} (settled, ext_ref);
create table if not exists {cc_line} (
    ext_ref varchar(40) not null references {cc_batch} (ext_ref),
    line_no integer not null,
    account varchar(24) not null,
    dept varchar(10) not null,
    debit numeric(18, 2) not null check (debit >= 0),
    credit numeric(18, 2) not null check (credit >= 0),
    memo varchar(40) not null,
    ref varchar(20) not null,
    custno varchar(6) not null,
    item varchar(20) not null,
    qty numeric(18, 4) not null,
    price numeric(18, 4) not null,
    primary key (ext_ref, line_no)
);
create table if not exists {cc_cust} (
    ext_ref varchar(40) primary key references {cc_batch} (ext_ref),
    custno varchar(6) not null,
    action varchar(1) not null check (action in ('I', 'U')),
    company varchar(35) not null,
    contact varchar(30) not null,
    address1 varchar(35) not null,
    address2 varchar(35) not null,
    city varchar(20) not null,
    addrstate varchar(10) not null,
    zip varchar(10) not null,
    country varchar(15) not null,
    phone varchar(20) not null,
    email text not null
);
create index if not exists ix_cc_cust_custno on {cc_cust} (custno);
create table if not exists {cc_agent} (
    agent_id varchar(100) primary key,
    version varchar(40) not null,
    company varchar(2) not null,
    last_seen timestamp with time zone not null,
    state varchar(20) not null
);
create table if not exists {cc_change} (
    kind varchar(20) not null,
    item_key varchar(60) not null,
    hash varchar(64) not null,
    change_no bigint not null,
    changed timestamp with time zone not null,
    primary key (kind, item_key)
);
create index if not exists ix_cc_change_no on {cc_change} (kind, change_no);
create table if not exists {cc_change_head} (
    kind varchar(20) primary key,
    last_no bigint not null
);
