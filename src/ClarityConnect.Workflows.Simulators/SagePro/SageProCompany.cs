using System.Globalization;
using Npgsql;

namespace ClarityConnect.Workflows.Simulators.SagePro;

/// <summary>The tables of a company and what is in them at the begin. Texts are padded with blanks, as Sage Pro keeps them.</summary>
internal static class SageProCompany
{
    private const string Tables =
        """
        create table if not exists arcust~ (
            custno varchar(6) primary key, company varchar(35) not null default '', contact varchar(30) not null default '', title varchar(20) not null default '',
            address1 varchar(35) not null default '', address2 varchar(35) not null default '', city varchar(20) not null default '', addrstate varchar(10) not null default '',
            zip varchar(10) not null default '', country varchar(15) not null default '', phone varchar(20) not null default '', email text not null default '',
            pterms varchar(20) not null default '', currency varchar(3) not null default '', aracct varchar(24) not null default '', balance numeric(18, 2) not null default 0,
            credstat varchar(1) not null default '', custstat varchar(1) not null default '', lckstat varchar(1) not null default ' ', lckuser varchar(4) not null default '',
            lckdate date not null default '@', adduser varchar(4) not null default '', adddate date not null default '@');
        create table if not exists armast~ (
            invno varchar(10) primary key, custno varchar(6) not null, invdte date not null, artype varchar(1) not null default ' ', arstat varchar(1) not null default ' ',
            ornum varchar(10) not null default '', ponum varchar(20) not null default '', invamt numeric(18, 2) not null, paidamt numeric(18, 2) not null default 0,
            balance numeric(18, 2) not null, check (balance = invamt - paidamt));
        create table if not exists artran~ (
            invno varchar(10) not null, item varchar(15) not null, descrip varchar(40) not null, custno varchar(6) not null, qtyshp numeric(18, 4) not null,
            price numeric(18, 4) not null, extprice numeric(18, 2) not null, artype varchar(1) not null, invdte date not null);
        create table if not exists somast~ (
            sono varchar(10) primary key, custno varchar(6) not null, sodate date not null, sotype varchar(1) not null default ' ', sostat varchar(1) not null default ' ',
            ordamt numeric(18, 2) not null, tax numeric(18, 2) not null default 0, ponum varchar(20) not null default '', loctid varchar(6) not null default '');
        create table if not exists sotran~ (
            sono varchar(10) not null, item varchar(15) not null, descrip varchar(40) not null, qtyord numeric(18, 4) not null, price numeric(18, 4) not null, extprice numeric(18, 2) not null);
        create table if not exists icitem~ (
            item varchar(15) primary key, itmdesc varchar(35) not null default '', itmdes2 varchar(35) not null default '', ionhand numeric(18, 4) not null default 0,
            lstcost numeric(18, 4) not null default 0, ilsale date not null default '@', ilrecv date not null default '@', plinid varchar(6) not null default '',
            itmclss varchar(6) not null default '', makeitr varchar(1) not null default '', price numeric(18, 4) not null default 0);
        create table if not exists iciloc~ (
            item varchar(15) not null, loctid varchar(6) not null, lonhand numeric(18, 4) not null, lsupplr varchar(6) not null default '', primary key (item, loctid));
        create table if not exists sysdata~ (sysid varchar(10) primary key, int1 bigint not null);
        create table if not exists syusess~ (userid varchar(4) not null);
        create table if not exists glx_chart (acctno varchar(24) primary key, descrip varchar(40) not null, active varchar(1) not null);
        create table if not exists glx_period (period varchar(6) primary key, firstday date not null, lastday date not null, closed varchar(1) not null);
        create table if not exists glx_batch (batchno varchar(20) primary key, ext_ref varchar(40) not null, docdate date not null, memo varchar(40) not null);
        create table if not exists glx_entry (
            batchno varchar(20) not null, lineno integer not null, acctno varchar(24) not null, dept varchar(10) not null, debit numeric(18, 2) not null, credit numeric(18, 2) not null);
        create table if not exists glx_posted (id bigserial primary key, ext_ref varchar(40) not null, kind varchar(3) not null, pro_ref varchar(20) not null, attempts integer not null);
        """;

    private static readonly (string Number, string Name)[] Accounts =
    [
        ("1010-00", "Cash"), ("1100-00", "Accounts receivable"), ("1210-00", "Card clearing"), ("1220-00", "Gift cards"), ("1300-00", "Inventory"),
        ("2100-00", "Payroll payable"), ("2200-00", "Sales tax"), ("2300-00", "Tips payable"), ("4000-00", "Sales"), ("4100-00", "Returns"), ("4200-00", "Discounts"),
        ("5000-00", "Cost of goods"), ("6000-00", "Wages"), ("6100-00", "Payroll taxes"), ("6500-00", "Card fees"), ("9990-00", "Rounding"),
    ];

    private static readonly (string Number, string Name, string Contact, string Email, string Phone, string City, string State, string Zip)[] Customers =
    [
        ("WALKIN", "Walk-in customers", "", "", "", "Portland", "OR", "97201"),
        ("C00001", "Alder Coffee Company", "Ruth Alder", "ruth@alder.example", "(503) 555-0101", "Portland", "OR", "97201"),
        ("C00002", "Birch & Sons", "Tom Birch", "tom@birch.example", "503-555-0102", "Salem", "OR", "97301"),
        ("C00003", "Cedar Outdoor", "Ann Cedar", "ann@cedar.example; orders@cedar.example", "+1 503 555 0103", "Eugene", "OR", "97401"),
    ];

    private static readonly (string Number, string Name, decimal Price, decimal Cost, decimal[] OnHand)[] Items =
    [
        ("W-100", "Water bottle", 12.50m, 5.10m, [40, 12]), ("W-200", "Lunch box", 18.00m, 7.25m, [25, 0]), ("T-300", "Tent, two persons", 249.00m, 131.00m, [6, 2]),
    ];

    public static async Task CreateAsync(NpgsqlDataSource source, SageProCompanyOptions options, TimeProvider time, CancellationToken ct)
    {
        var tables = Tables.Replace("~", options.Suffix, StringComparison.Ordinal).Replace("@", options.IsFoxPro ? "1899-12-30" : "1900-01-01", StringComparison.Ordinal);
        await using (var command = source.CreateCommand(tables))
            await command.ExecuteNonQueryAsync(ct);
        await using (var known = source.CreateCommand("select count(*) from glx_chart"))
        {
            if (await known.ExecuteScalarAsync(ct) is > 0L)
                return;
        }

        var s = options.Suffix;
        foreach (var (number, name) in Accounts)
            await RunAsync("insert into glx_chart values ($1, $2, 'Y')", number, name);
        foreach (var customer in Customers)
        {
            await RunAsync(
                $"insert into arcust{s} (custno, company, contact, email, phone, address1, city, addrstate, zip, country) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                customer.Number.PadRight(6), customer.Name.PadRight(35), customer.Contact.PadRight(30), customer.Email, customer.Phone.PadRight(20),
                "1 Main Street".PadRight(35), customer.City.PadRight(20), customer.State.PadRight(10), customer.Zip.PadRight(10), "USA".PadRight(15));
        }

        foreach (var item in Items)
        {
            await RunAsync(
                $"insert into icitem{s} (item, itmdesc, ionhand, lstcost, price, plinid) values ($1, $2, $3, $4, $5, 'SHOP  ')",
                item.Number.PadRight(15), item.Name.PadRight(35), item.OnHand.Sum(), item.Cost, item.Price);
            for (var i = 0; i < item.OnHand.Length; i++)
                await RunAsync($"insert into iciloc{s} (item, loctid, lonhand) values ($1, $2, $3)", item.Number.PadRight(15), $"LOC{i + 1}".PadRight(6), item.OnHand[i]);
        }

        foreach (var counter in new[] { "INVOICE", "ORDER", "GLBATCH", "RECEIPT" })
            await RunAsync($"insert into sysdata{s} values ($1, $2)", counter, 1000L);
        var first = time.GetUtcNow().Year - 1;
        for (var month = 0; month < 36; month++)
        {
            var begin = new DateOnly(first, 1, 1).AddMonths(month);
            await RunAsync("insert into glx_period values ($1, $2, $3, 'N')", begin.ToString("yyyyMM", CultureInfo.InvariantCulture), begin, begin.AddMonths(1).AddDays(-1));
        }

        async Task RunAsync(string statement, params object[] values)
        {
            await using var command = Command(source, statement, values);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    public static NpgsqlCommand Command(NpgsqlDataSource source, string statement, object[] values)
    {
        var command = source.CreateCommand(statement);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
