using System.Globalization;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>How reports are put in words for people, the same on pages, in files and in the review queue.</summary>
public static class ReconciliationWords
{
    /// <summary>The kinds in the order of reports.</summary>
    public static IReadOnlyList<ReconciliationKind> Kinds { get; } =
    [
        ReconciliationKind.AmountDiffers, ReconciliationKind.MissingOnRight, ReconciliationKind.MissingOnLeft, ReconciliationKind.Duplicate,
        ReconciliationKind.TimingDifference, ReconciliationKind.Matched,
    ];

    /// <summary>What a kind is called, with the names of the sides.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="report">The report's head.</param>
    public static string Name(ReconciliationKind kind, ReconciliationSummary report) => kind switch
    {
        ReconciliationKind.AmountDiffers => "Amount differs",
        ReconciliationKind.MissingOnLeft => $"Missing in {report.LeftName}",
        ReconciliationKind.MissingOnRight => $"Missing in {report.RightName}",
        ReconciliationKind.Duplicate => "Twice on one side",
        ReconciliationKind.TimingDifference => "Timing difference",
        _ => "Matched",
    };

    /// <summary>What a match rests on.</summary>
    /// <param name="by">How it was found.</param>
    public static string Name(MatchedBy? by) => by switch
    {
        MatchedBy.Id => "id",
        MatchedBy.CrossReference => "cross-reference",
        MatchedBy.Reference => "reference",
        MatchedBy.AmountAndDate => "amount and date",
        _ => "",
    };

    /// <summary>Why a line is not a match.</summary>
    /// <param name="line">The line.</param>
    /// <param name="report">The report's head.</param>
    public static string Reason(ReconciliationLine line, ReconciliationSummary report)
    {
        var (here, there) = line.Side == ReconciliationSide.Left ? (report.LeftName, report.RightName) : (report.RightName, report.LeftName);
        return line.Kind switch
        {
            ReconciliationKind.AmountDiffers when line.Difference is { } difference =>
                $"{report.LeftName} has {Amount(line.Left!)} and {report.RightName} has {Amount(line.Right!)}: {Amount(Math.Abs(difference), line.Left!.Currency)} {(difference > 0 ? "more" : "less")} in {report.LeftName}. They are the same by their {Name(line.By)}.",
            ReconciliationKind.AmountDiffers =>
                $"{report.LeftName} has {Amount(line.Left!)} and {report.RightName} has {Amount(line.Right!)}, which are different currencies. They are the same by their {Name(line.By)}.",
            ReconciliationKind.MissingOnLeft or ReconciliationKind.MissingOnRight =>
                $"{here} has {Amount(line.Entry)} of {Day(line.Entry.Date)} and {there} has no entry with this id, reference, or amount near that date{(line.CarriedFrom is { } from ? $"; it was carried over from {Day(from)}" : "")}.",
            ReconciliationKind.Duplicate => $"{here} has {Amount(line.Entry)} of {Day(line.Entry.Date)} more than once, and {there} does not.",
            ReconciliationKind.TimingDifference => $"{here} has {Amount(line.Entry)} of {Day(line.Entry.Date)}{(line.Entry.Time is { } time ? time.ToString(" HH:mm", CultureInfo.InvariantCulture) : "")}; {there} may have it the next day.",
            _ => $"The same by {Name(line.By)}{(line.CarriedFrom is { } carried ? $"; carried over from {Day(carried)}" : "")}.",
        };
    }

    /// <summary>What to do about a mismatch.</summary>
    /// <param name="line">The line.</param>
    /// <param name="report">The report's head.</param>
    public static string SuggestedAction(ReconciliationLine line, ReconciliationSummary report)
    {
        var (here, there) = line.Side == ReconciliationSide.Left ? (report.LeftName, report.RightName) : (report.RightName, report.LeftName);
        return line.Kind switch
        {
            ReconciliationKind.AmountDiffers => $"Look for a fee, a tip, a part refund or a wrong rate, and correct the side that is wrong. Accept if the difference is right as it is.",
            ReconciliationKind.Duplicate => $"Look whether {here} recorded it twice and reverse the second one; if both are right, add the missing one to {there}.",
            ReconciliationKind.TimingDifference => "Nothing: it is compared again the next day.",
            ReconciliationKind.Matched => "Nothing.",
            _ => $"Look in {there} for the entry: if it failed or was never sent, send it again; if it is there under another reference, link the two and reconcile the day again. Accept if {here} should not have it.",
        };
    }

    /// <summary>An entry's amount with its currency.</summary>
    /// <param name="entry">The entry.</param>
    public static string Amount(ReconciliationEntry entry) => Amount(entry.Amount, entry.Currency);

    /// <summary>An amount with its currency, such as "1,234.50 GBP".</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="currency">The currency.</param>
    public static string Amount(decimal amount, string currency) =>
        $"{(amount < 0 ? "−" : "")}{Math.Abs(amount).ToString($"N{Currency.MinorDigits(currency)}", CultureInfo.InvariantCulture)} {currency}";

    /// <summary>A day, such as "31 Jan 2026".</summary>
    /// <param name="day">The day.</param>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
