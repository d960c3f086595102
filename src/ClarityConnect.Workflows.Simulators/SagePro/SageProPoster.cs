using System.Globalization;
using Npgsql;

namespace ClarityConnect.Workflows.Simulators.SagePro;

/// <summary>
/// Sage Pro's posting over the staging tables: claims what was delivered, checks it by the company's rules, writes the books and says what became of
/// it. Books and status are written apart, as by the program on a customer's premises, so a crash between them has to be found out.
/// </summary>
internal sealed class SageProPoster(NpgsqlDataSource source, SageProCompanyOptions options, TimeProvider time)
{
    private sealed record Batch(string Reference, string Kind, DateOnly Day, string Memo, string Customer, int Attempts);

    private sealed record Line(int Number, string Account, string Department, decimal Debit, decimal Credit, string Memo, string Document, string Item, decimal Quantity, decimal Price);

    private sealed class RefusedException(string code, string text, bool isForNow = false) : Exception(text)
    {
        public string Code => code;

        public bool IsForNow => isForNow;
    }

    private string S => options.Suffix;

    public async Task<SageProPosting> RunAsync(bool crashesBeforeStatus, CancellationToken ct)
    {
        var (posted, rejected, retried) = (new List<string>(), new List<string>(), new List<string>());
        await using var connection = await source.OpenConnectionAsync(ct);
        if (!await ExistsAsync(connection, "select 1 where to_regclass('cc_batch') is not null", ct))
            return new SageProPosting(posted, rejected, retried);
        var batches = await QueryAsync(
            connection,
            "update cc_batch set status = 'claimed', updated = $1 where status in ('delivered', 'claimed', 'retry') returning ext_ref, kind, doc_date, memo, custno, attempts",
            row => new Batch(row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetString(3), row.GetString(4), row.GetInt32(5)),
            ct,
            time.GetUtcNow());
        foreach (var batch in batches.OrderBy(batch => batch.Reference, StringComparer.Ordinal))
        {
            try
            {
                var number = await PostAsync(connection, batch, ct);
                if (crashesBeforeStatus)
                    return new SageProPosting(posted, rejected, retried);
                await SayAsync(connection, batch, "posted", number, null, null, ct);
                posted.Add(batch.Reference);
            }
            catch (RefusedException refusal)
            {
                await SayAsync(connection, batch, refusal.IsForNow ? "retry" : "rejected", null, refusal.Code, refusal.Message, ct);
                (refusal.IsForNow ? retried : rejected).Add(batch.Reference);
            }
        }

        return new SageProPosting(posted, rejected, retried);
    }

    private async Task<string> PostAsync(NpgsqlConnection connection, Batch batch, CancellationToken ct)
    {
        var known = await QueryAsync(connection, "select pro_ref from glx_posted where ext_ref = $1", row => row.GetString(0), ct, batch.Reference);
        if (known.Count > 0)
            return known[0]; // the run before this one ended before it could say so
        var lines = await QueryAsync(
            connection,
            "select line_no, account, dept, debit, credit, memo, ref, item, qty, price from cc_line where ext_ref = $1 order by line_no",
            row => new Line(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetDecimal(3), row.GetDecimal(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetDecimal(8), row.GetDecimal(9)),
            ct,
            batch.Reference);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var number = batch.Kind switch
        {
            "GLJ" => await JournalAsync(connection, batch, lines, ct),
            "ARI" => await InvoiceAsync(connection, batch, lines, ct),
            "ARC" => await ReceiptAsync(connection, batch, lines, ct),
            "SO" => await OrderAsync(connection, batch, lines, ct),
            _ => await CustomerAsync(connection, batch, ct),
        };
        await RunAsync(connection, "insert into glx_posted (ext_ref, kind, pro_ref, attempts) values ($1, $2, $3, $4)", ct, batch.Reference, batch.Kind, number, batch.Attempts);
        await transaction.CommitAsync(ct);
        return number;
    }

    private async Task<string> JournalAsync(NpgsqlConnection connection, Batch batch, List<Line> lines, CancellationToken ct)
    {
        await OpenPeriodAsync(connection, batch, ct);
        foreach (var line in lines)
            await AccountAsync(connection, line, ct);
        if (lines.Sum(line => line.Debit) != lines.Sum(line => line.Credit))
            throw new RefusedException("UNBALANCED", "The batch does not balance");
        var number = await NextAsync(connection, "GLBATCH", "B", ct);
        await RunAsync(connection, "insert into glx_batch values ($1, $2, $3, $4)", ct, number, batch.Reference, batch.Day, batch.Memo);
        foreach (var line in lines)
            await RunAsync(connection, "insert into glx_entry values ($1, $2, $3, $4, $5, $6)", ct, number, line.Number, line.Account, line.Department, line.Debit, line.Credit);
        return number;
    }

    private async Task<string> InvoiceAsync(NpgsqlConnection connection, Batch batch, List<Line> lines, CancellationToken ct)
    {
        await OpenPeriodAsync(connection, batch, ct);
        await OpenCustomerAsync(connection, batch.Customer, ct);
        foreach (var line in lines.Where(line => line.Account.Length > 0))
            await AccountAsync(connection, line, ct);
        var amount = lines.Sum(line => line.Credit - line.Debit);
        var type = amount < 0 ? "C" : " ";
        var number = await NextAsync(connection, "INVOICE", "", ct);
        await RunAsync(
            connection, $"insert into armast{S} (invno, custno, invdte, artype, invamt, balance) values ($1, $2, $3, $4, $5, $5)", ct, number.PadLeft(10), batch.Customer.PadRight(6), batch.Day, type, amount);
        foreach (var line in lines)
        {
            await RunAsync(
                connection, $"insert into artran{S} values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", ct,
                number.PadLeft(10), line.Item.PadRight(15), line.Memo, batch.Customer.PadRight(6), line.Quantity, line.Price, line.Credit - line.Debit, type, batch.Day);
        }

        await OweAsync(connection, batch.Customer, amount, ct);
        return number;
    }

    private async Task<string> ReceiptAsync(NpgsqlConnection connection, Batch batch, List<Line> lines, CancellationToken ct)
    {
        await OpenPeriodAsync(connection, batch, ct);
        await OpenCustomerAsync(connection, batch.Customer, ct);
        foreach (var line in lines)
        {
            var paid = line.Credit - line.Debit;
            if (line.Account.Length > 0)
                await AccountAsync(connection, line, ct);
            if (line.Document.Length > 0 && await RunAsync(connection, $"update armast{S} set paidamt = paidamt + $2, balance = balance - $2 where trim(invno) = $1", ct, line.Document, paid) == 0)
                throw new RefusedException("INVOICE_NOT_FOUND", $"Invoice {line.Document} is not there (line {line.Number})");
            await OweAsync(connection, batch.Customer, -paid, ct);
        }

        return await NextAsync(connection, "RECEIPT", "R", ct);
    }

    private async Task<string> OrderAsync(NpgsqlConnection connection, Batch batch, List<Line> lines, CancellationToken ct)
    {
        await OpenCustomerAsync(connection, batch.Customer, ct);
        foreach (var line in lines)
        {
            if (!await ExistsAsync(connection, $"select 1 from icitem{S} where trim(item) = $1", ct, line.Item))
                throw new RefusedException("ITEM_NOT_FOUND", $"Item {line.Item} is not there (line {line.Number})");
        }

        // Without a number of the customer's own it shows ours, so that people find where an order came from.
        var purchaseOrder = lines.Select(line => line.Document).FirstOrDefault(document => document.Length > 0) ?? batch.Reference[..Math.Min(20, batch.Reference.Length)];
        var number = await NextAsync(connection, "ORDER", "", ct);
        await RunAsync(
            connection, $"insert into somast{S} (sono, custno, sodate, ordamt, ponum) values ($1, $2, $3, $4, $5)", ct,
            number.PadLeft(10), batch.Customer.PadRight(6), batch.Day, lines.Sum(line => line.Credit), purchaseOrder);
        foreach (var line in lines)
        {
            await RunAsync(
                connection, $"insert into sotran{S} values ($1, $2, $3, $4, $5, $6)", ct, number.PadLeft(10), line.Item.PadRight(15), line.Memo, line.Quantity, line.Price, line.Credit);
        }

        return number;
    }

    private async Task<string> CustomerAsync(NpgsqlConnection connection, Batch batch, CancellationToken ct)
    {
        var (number, action, fields) = (await QueryAsync(
            connection,
            "select custno, action, company, contact, address1, address2, city, addrstate, zip, country, phone, email from cc_cust where ext_ref = $1",
            row => (row.GetString(0), row.GetString(1), Enumerable.Range(2, 10).Select(row.GetString).ToArray()),
            ct,
            batch.Reference)).Single();
        object[] values = [number.PadRight(6), .. fields];
        if (action == "I")
        {
            await RunAsync(
                connection,
                $"insert into arcust{S} (custno, company, contact, address1, address2, city, addrstate, zip, country, phone, email) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                ct,
                values);
            return number;
        }

        await OpenCustomerAsync(connection, number, ct);
        await RunAsync(
            connection,
            $"update arcust{S} set company = $2, contact = $3, address1 = $4, address2 = $5, city = $6, addrstate = $7, zip = $8, country = $9, phone = $10, email = $11 where custno = $1",
            ct,
            values);
        return number;
    }

    private static async Task OpenPeriodAsync(NpgsqlConnection connection, Batch batch, CancellationToken ct)
    {
        if (!await ExistsAsync(connection, "select 1 from glx_period where $1 between firstday and lastday and closed = 'N'", ct, batch.Day))
            throw new RefusedException("PERIOD_CLOSED", $"The period of {batch.Day:yyyy-MM-dd} is closed");
    }

    private static async Task AccountAsync(NpgsqlConnection connection, Line line, CancellationToken ct)
    {
        var active = await QueryAsync(connection, "select active from glx_chart where acctno = $1", row => row.GetString(0), ct, line.Account);
        if (active.Count == 0)
            throw new RefusedException("GL_ACCOUNT_NOT_FOUND", $"Account {line.Account} not in chart (line {line.Number})");
        if (active[0] != "Y")
            throw new RefusedException("GL_ACCOUNT_INACTIVE", $"Account {line.Account} is not active (line {line.Number})");
    }

    private async Task OpenCustomerAsync(NpgsqlConnection connection, string customer, CancellationToken ct)
    {
        var locks = await QueryAsync(connection, $"select lckstat, lckuser from arcust{S} where trim(custno) = $1", row => (row.GetString(0).Trim(), row.GetString(1).Trim()), ct, customer);
        if (locks.Count == 0)
            throw new RefusedException("CUSTOMER_NOT_FOUND", $"Customer {customer} is not there");
        if (locks[0].Item1.Length > 0)
            throw new RefusedException("RECORD_LOCKED", $"{locks[0].Item2} has customer {customer} open", isForNow: true);
    }

    private Task OweAsync(NpgsqlConnection connection, string customer, decimal amount, CancellationToken ct) =>
        RunAsync(connection, $"update arcust{S} set balance = balance + $2 where trim(custno) = $1", ct, customer, amount);

    private async Task<string> NextAsync(NpgsqlConnection connection, string counter, string prefix, CancellationToken ct)
    {
        var next = await QueryAsync(connection, $"update sysdata{S} set int1 = int1 + 1 where sysid = $1 returning int1", row => row.GetInt64(0), ct, counter);
        return prefix + next[0].ToString(CultureInfo.InvariantCulture);
    }

    private Task SayAsync(NpgsqlConnection connection, Batch batch, string status, string? number, string? code, string? text, CancellationToken ct) => RunAsync(
        connection,
        "update cc_batch set status = $2, pro_ref = $3, error_code = $4, error_text = $5, updated = $6 where ext_ref = $1",
        ct,
        batch.Reference,
        status,
        (object?)number ?? DBNull.Value,
        (object?)code ?? DBNull.Value,
        (object?)text ?? DBNull.Value,
        time.GetUtcNow());

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string statement, CancellationToken ct, params object[] values) =>
        (await QueryAsync(connection, statement, _ => true, ct, values)).Count > 0;

    private static async Task<int> RunAsync(NpgsqlConnection connection, string statement, CancellationToken ct, params object[] values)
    {
        await using var command = Command(connection, statement, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<List<T>> QueryAsync<T>(NpgsqlConnection connection, string statement, Func<NpgsqlDataReader, T> read, CancellationToken ct, params object[] values)
    {
        await using var command = Command(connection, statement, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
            rows.Add(read(reader));
        return rows;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string statement, object[] values)
    {
        var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values)
            command.Parameters.Add(value is DBNull ? new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Varchar } : new NpgsqlParameter { Value = value });
        return command;
    }
}
