using System.Globalization;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>Finds what Sage Pro would refuse in a batch without looking anything up, and brings its texts into form.</summary>
internal static class BatchCheck
{
    private const int Reference = 40;

    /// <summary>Checks a batch.</summary>
    /// <returns>The batch as it is stored.</returns>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: everything that is wrong.</exception>
    public static StagedBatch Fit(StagedBatch batch)
    {
        var problems = new List<(string Code, string Text)>();
        var text = new BatchText(problems);
        if (batch.ExtRef.Trim().Length == 0)
            problems.Add((SageProFailure.LineInvalid, "it has no reference"));
        var fitting = batch with
        {
            ExtRef = text.Fit(batch.ExtRef, Reference, "the reference"),
            Period = text.Fit(batch.Period, 6, "the period"),
            Source = text.Fit(batch.Source ?? "CLARITY", 12, "the source"),
            Memo = text.Fit(batch.Memo, 40, "the title"),
            Custno = text.Fit(batch.Custno, 6, "the customer number"),
            Currency = text.Fit(batch.Currency, 3, "the currency"),
            Customer = batch.Customer is { } customer ? Fit(customer, text) : null,
            Lines = [.. batch.Lines.Select((line, index) => Fit(line, index + 1, text))],
        };
        for (var i = 0; i < fitting.Lines.Count; i++)
            problems.AddRange(Problems(fitting.Lines[i], batch.Kind).Select(problem => (SageProFailure.LineInvalid, $"line {i + 1} {problem}")));
        problems.AddRange(Whole(fitting));
        if (problems.Count == 0)
            return fitting;
        throw new ActivityException(FailureKind.InvalidData, $"'{batch.ExtRef}' was not sent to Sage Pro: {string.Join("; ", problems.Select(problem => problem.Text))}.")
        {
            VendorCode = problems[0].Code,
        };
    }

    private static StagedLine Fit(StagedLine line, int number, BatchText text) => line with
    {
        No = number,
        Account = text.Fit(line.Account, 24, $"line {number}: the account"),
        Dept = text.Fit(line.Dept, 10, $"line {number}: the department"),
        Memo = text.Fit(line.Memo, 40, $"line {number}: the description"),
        Ref = text.Fit(line.Ref, 20, $"line {number}: the document"),
        Custno = text.Fit(line.Custno, 6, $"line {number}: the customer"),
        Item = text.Fit(line.Item, 20, $"line {number}: the item"),
        Debit = Scaled(line.Debit),
        Credit = Scaled(line.Credit),
    };

    private static StagedCustomer Fit(StagedCustomer customer, BatchText text) => new()
    {
        Custno = text.Fit(customer.Custno, 6, "the customer number"),
        Company = text.Fit(customer.Company, 35, "the name"),
        Contact = text.Fit(customer.Contact, 30, "the contact"),
        Address1 = text.Fit(customer.Address1, 35, "the address"),
        Address2 = text.Fit(customer.Address2, 35, "the second line of the address"),
        City = text.Fit(customer.City, 20, "the town"),
        Addrstate = text.Fit(customer.Addrstate, 10, "the state"),
        Zip = text.Fit(customer.Zip, 10, "the postcode"),
        Country = text.Fit(customer.Country, 15, "the country"),
        Phone = text.Fit(customer.Phone, 20, "the telephone number"),
        Email = text.Fit(customer.Email, 400, "the e-mail address"),
        KeepsEmpty = customer.KeepsEmpty,
        IsPerson = customer.IsPerson,
    };

    private static IEnumerable<string> Problems(StagedLine line, string kind)
    {
        var (debit, credit) = (line.Debit ?? 0, line.Credit ?? 0);
        if (kind == BatchKind.Journal && line.Account!.Length == 0)
            yield return "has no account";
        if (debit < 0 || credit < 0)
            yield return "has an amount below zero; turn the side instead";
        else if (kind != BatchKind.Order && debit > 0 == credit > 0)
            yield return debit > 0 ? "stands on both sides" : "has no amount; leave lines of zero out";
        if (decimal.Round(debit, 2) != debit || decimal.Round(credit, 2) != credit)
            yield return $"has the amount {Write(debit > 0 ? debit : credit)}, which has more than two digits after the point";
        if (kind == BatchKind.Order && line.Item!.Length == 0)
            yield return "names no item";
        if (kind == BatchKind.Order && line.Qty is not > 0)
            yield return "has no quantity above zero";
    }

    private static IEnumerable<(string Code, string Text)> Whole(StagedBatch batch)
    {
        var least = batch.Kind switch { BatchKind.Journal => 2, BatchKind.Customer => 0, _ => 1 };
        if (batch.Lines.Count < least)
            yield return (SageProFailure.LineInvalid, $"it has {batch.Lines.Count} lines and needs at least {least}");
        if (batch.Kind is BatchKind.Receipt or BatchKind.Invoice or BatchKind.Order && batch.Custno!.Length == 0)
            yield return (SageProFailure.LineInvalid, "it names no customer");
        if (batch.Kind == BatchKind.Customer && string.IsNullOrEmpty(batch.Customer?.Company))
            yield return (SageProFailure.LineInvalid, "the customer has no name");
        var (debit, credit) = (batch.Lines.Sum(line => line.Debit ?? 0), batch.Lines.Sum(line => line.Credit ?? 0));
        if (batch.Kind == BatchKind.Journal && debit != credit)
        {
            yield return (SageProFailure.Unbalanced,
                $"it does not balance: debit {Write(debit)}, credit {Write(credit)}, so {Write(Math.Abs(debit - credit))} is missing on the {(debit > credit ? "credit" : "debit")} side");
        }
    }

    /// <summary>With two digits after the point, so that the same amount is always written the same way.</summary>
    private static decimal? Scaled(decimal? amount) => amount is { } value && value != 0 ? value + 0.00m : null;

    private static string Write(decimal amount) => amount.ToString("0.00########", CultureInfo.InvariantCulture);
}
