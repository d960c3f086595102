using System.Globalization;
using Npgsql;

namespace ClarityConnect.Workflows.Simulators.SagePro;

/// <summary>The sales orders of the simulated company, as its users see and change them.</summary>
internal sealed class SageProOrders(NpgsqlDataSource source, string suffix)
{
    /// <summary>Every order, in the order of their numbers.</summary>
    public async Task<IReadOnlyList<SageProSalesOrder>> ListAsync(CancellationToken ct)
    {
        var lines = (await QueryAsync(
                $"select trim(sono), trim(item), qtyord, price, extprice from sotran{suffix} order by sono, item",
                row => (Number: row.GetString(0), Line: (row.GetString(1), row.GetDecimal(2), row.GetDecimal(3), row.GetDecimal(4))),
                ct))
            .ToLookup(line => line.Number, line => line.Line);
        return await QueryAsync(
            $"select trim(sono), trim(custno), sodate, trim(sostat), ordamt, trim(ponum), tax, trim(loctid) from somast{suffix} order by sono",
            row => new SageProSalesOrder(
                row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetString(3), row.GetDecimal(4), row.GetString(5), [.. lines[row.GetString(0)]])
            {
                Tax = row.GetDecimal(6),
                Location = row.GetString(7),
            },
            ct);
    }

    /// <summary>Makes an order, or puts other content into the one with its number.</summary>
    /// <returns>Its number.</returns>
    public async Task<string> SetAsync(SageProSalesOrder order, CancellationToken ct)
    {
        var number = order.Number.Length > 0
            ? order.Number
            : (await QueryAsync($"update sysdata{suffix} set int1 = int1 + 1 where sysid = 'ORDER' returning int1", row => row.GetInt64(0), ct))[0].ToString(CultureInfo.InvariantCulture);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await RunAsync(
            $"""
            insert into somast{suffix} (sono, custno, sodate, sostat, ordamt, tax, ponum, loctid) values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (sono) do update set custno = $2, sodate = $3, sostat = $4, ordamt = $5, tax = $6, ponum = $7, loctid = $8
            """,
            number.PadLeft(10), order.Customer.PadRight(6), order.Day, order.Status.PadRight(1), order.Amount, order.Tax, order.PurchaseOrder.PadRight(20), order.Location.PadRight(6));
        await RunAsync($"delete from sotran{suffix} where sono = $1", number.PadLeft(10));
        foreach (var (item, quantity, price, amount) in order.Lines)
        {
            await RunAsync(
                $"insert into sotran{suffix} values ($1, $2, coalesce((select itmdesc from icitem{suffix} where item = $2), ''), $3, $4, $5)",
                number.PadLeft(10), item.PadRight(15), quantity, price, amount);
        }

        await transaction.CommitAsync(ct);
        return number;

        async Task RunAsync(string statement, params object[] values)
        {
            await using var command = new NpgsqlCommand(statement, connection, transaction);
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private async Task<IReadOnlyList<T>> QueryAsync<T>(string statement, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var command = source.CreateCommand(statement);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
            rows.Add(read(reader));
        return rows;
    }
}
