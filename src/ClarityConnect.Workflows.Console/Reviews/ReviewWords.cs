using ClarityConnect.Workflows.Console.Display;
using ClarityConnect.Workflows.Engine.Reviews;

namespace ClarityConnect.Workflows.Console.Reviews;

/// <summary>How review items are put in words.</summary>
internal static class ReviewWords
{
    /// <summary>What stands on the button of a choice.</summary>
    public static string Button(string choice) => choice switch { "Accepted" => "Accept", "Rejected" => "Reject", _ => choice };

    /// <summary>What kind of doubt it is: "reconciliation.missingOnRight" is shown as "Reconciliation: missing on right".</summary>
    public static string Kind(string kind) => kind.Split('.', 2) is [{ Length: > 0 } subject, { Length: > 0 } doubt]
        ? $"{char.ToUpperInvariant(subject[0])}{Text.InWords(subject)[1..]}: {Text.InWords(doubt)}"
        : kind;

    public static string State(ReviewItem item) => item.State == ReviewState.Decided ? item.Decision ?? "Decided" : Text.InWords(item.State.ToString());

    public static string Tone(ReviewItem item) => item.State switch
    {
        ReviewState.Open => "wait",
        ReviewState.TimedOut => "bad",
        _ when item.Decision == "Accepted" => "good",
        _ => "plain",
    };

    /// <summary>The path of a review item's page.</summary>
    public static string Address(string id) => $"/reviews/{Uri.EscapeDataString(id)}";
}
