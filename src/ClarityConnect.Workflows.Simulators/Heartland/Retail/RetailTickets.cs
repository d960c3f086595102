using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>Tickets that callers import, and payments that are added to them.</summary>
internal sealed class RetailTickets(RetailTables tables, TimeProvider time)
{
    public JsonObject Create(JsonObject body)
    {
        var now = time.GetUtcNow();
        var id = tables[RetailTables.Tickets].NextId;
        var row = RetailWriter.New(id, now);
        Fill(row, body);
        row = RetailWriter.Merge(row, body, now);
        if (RetailWriter.Status(row) == "complete")
        {
            row["completed_at"] ??= RetailJson.Utc(now);
            row["local_completed_at"] ??= RetailJson.Local(DateTimeOffset.Parse(row["completed_at"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture));
        }

        tables.Store(RetailTables.Tickets, row);
        if (RetailWriter.Status(row) == "complete" && body["affect_inventory"]?.GetValue<bool>() != false)
        {
            foreach (var line in RetailWriter.Rows(row, "lines").Where(line => RetailWriter.Id(line, "item_id") is not null))
                Move(row, line);
        }

        return row;
    }

    public JsonObject Update(JsonObject row, JsonObject body)
    {
        var changed = RetailWriter.Merge(row, body, time.GetUtcNow());
        changed["voided?"] = RetailWriter.Status(changed) == "void";
        changed["completed?"] = RetailWriter.Status(changed) == "complete";
        tables.Store(RetailTables.Tickets, changed);
        return changed;
    }

    public JsonObject Pay(JsonObject row, JsonObject payment)
    {
        var changed = RetailWriter.Append(row, "payments", Payment(payment), time.GetUtcNow());
        changed["total_paid"] = RetailJson.Amount(RetailWriter.Rows(changed, "payments").Sum(p => RetailWriter.Number(p, "amount") ?? 0));
        changed["balance"] = RetailJson.Amount(RetailWriter.Number(changed, "total")!.Value - RetailWriter.Number(changed, "total_paid")!.Value);
        tables.Store(RetailTables.Tickets, changed);
        return changed;
    }

    /// <summary>A payment as it is kept, whatever it is a payment for.</summary>
    public JsonObject Payment(JsonObject body)
    {
        if (RetailWriter.Number(body, "amount") is null or 0)
            throw RetailRefusal.Invalid("amount", "can't be blank");
        if (RetailWriter.Id(body, "payment_type_id") is not { } type || tables[RetailTables.PaymentTypes].Find(type) is null)
            throw RetailRefusal.Invalid("payment_type_id", "is not a payment type");
        var payment = body.DeepClone().AsObject();
        payment["status"] ??= "complete";
        payment["completed_at"] ??= RetailJson.Utc(time.GetUtcNow());
        return payment;
    }

    private void Move(JsonObject ticket, JsonObject line) => tables.Store(
        RetailTables.Movements,
        RetailStock.Movement(
            tables[RetailTables.Movements].NextId, RetailWriter.Id(line, "item_id")!.Value, RetailWriter.Id(ticket, "source_location_id")!.Value,
            -RetailWriter.Number(line, "qty")!.Value, "Sale", ticket["id"]!.GetValue<long>(), ticket["updated_at"]!.ToString()));

    private void Fill(JsonObject row, JsonObject body)
    {
        if (RetailWriter.Id(body, "station_id") is not { } station || tables[RetailTables.Stations].Find(station) is not { } found)
            throw RetailRefusal.Invalid("station_id", "is not a station");
        var items = RetailWriter.Rows(body, "item_lines");
        var taxes = RetailWriter.Rows(body, "tax_lines");
        var payments = RetailWriter.Rows(body, "payments");
        foreach (var item in items.Where(i => RetailWriter.Number(i, "qty") is not { } qty || qty != decimal.Truncate(qty)))
            throw RetailRefusal.Invalid("qty", "must be a whole number");
        var original = items.Sum(i => (RetailWriter.Number(i, "original_unit_price") ?? RetailWriter.Number(i, "unit_price") ?? 0) * RetailWriter.Number(i, "qty")!.Value);
        var subtotal = items.Sum(i => (RetailWriter.Number(i, "unit_price") ?? RetailWriter.Number(i, "original_unit_price") ?? 0) * RetailWriter.Number(i, "qty")!.Value);
        var tax = taxes.Sum(t => RetailWriter.Number(t, "value") ?? 0);
        var paid = payments.Sum(p => RetailWriter.Number(p, "amount") ?? 0);
        // The vendor's own import tool makes sure of this sum before it posts.
        if (payments.Count > 0 && paid != subtotal + tax)
            throw new RetailRefusal(422, "payment_error", "Payments do not add up to the total of the ticket");
        row["type"] = subtotal + tax < 0 ? "Return" : "Ticket";
        row["status"] = "incomplete";
        row["source_location_id"] = found["location_id"]!.DeepClone();
        foreach (var (name, amount) in new[]
        {
            ("subtotal", subtotal), ("original_subtotal", original), ("total_discounts", original - subtotal), ("tax_total", tax),
            ("total", subtotal + tax), ("total_paid", paid), ("balance", subtotal + tax - paid),
        })
        {
            row[name] = RetailJson.Amount(amount);
        }

        row["completed?"] = string.Equals(body["status"]?.ToString(), "complete", StringComparison.OrdinalIgnoreCase);
        row["voided?"] = false;
        row["lines"] = Numbered(items.Concat(taxes));
        row["payments"] = Numbered(payments.Select(Payment));
    }

    private static JsonArray Numbered(IEnumerable<JsonObject> rows) => new([.. rows.Select((r, i) =>
    {
        var copy = r.DeepClone().AsObject();
        copy["id"] = i + 1L;
        return copy;
    })]);
}
