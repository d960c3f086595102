using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ClarityConnect.Workflows.Connectors.Intacct.Gateway;

/// <summary>One error of an answer.</summary>
/// <param name="Number">The error number; not always a code ("Query Failed" occurs).</param>
/// <param name="Text">What Intacct says, without tags and entities.</param>
/// <param name="Correction">What Intacct advises; null for nothing.</param>
/// <param name="SupportId">The id for Intacct's support desk; null for none.</param>
internal sealed partial record IntacctError(string Number, string Text, string? Correction, string? SupportId)
{
    /// <summary>The last error of an operation that was rolled back: a notice, not a cause.</summary>
    private const string RollbackNotice = "XL03000009";

    /// <summary>The errors of an <c>errormessage</c>, in order.</summary>
    public static IReadOnlyList<IntacctError> ReadAll(XElement? errorMessage) =>
        [.. IntacctXml.Children(errorMessage, "error").Select(Read)];

    /// <summary>The error that explains the others: the first that is not the notice of the rollback.</summary>
    public static IntacctError? Cause(IReadOnlyList<IntacctError> errors) =>
        errors.FirstOrDefault(error => error.Number != RollbackNotice) ?? (errors.Count > 0 ? errors[0] : null);

    /// <summary>Whether the errors are nothing but the notice of a rollback, so that something else was at fault.</summary>
    public static bool IsRollback(IReadOnlyList<IntacctError> errors) => errors.Count > 0 && errors.All(error => error.Number == RollbackNotice);

    private static IntacctError Read(XElement error)
    {
        var words = string.Join(" ", new[] { IntacctXml.Text(error, "description"), IntacctXml.Text(error, "description2") }.OfType<string>());
        var support = SupportIds().Match(words);
        var text = Clean(support.Success ? words.Remove(support.Index, support.Length) : words);
        return new IntacctError(
            IntacctXml.Text(error, "errorno") ?? "",
            text,
            IntacctXml.Text(error, "correction") is { } correction ? Clean(correction) : null,
            support.Success ? support.Groups["id"].Value.Trim() : null);
    }

    // Entities are escaped once more inside the XML, and some texts carry HTML tags.
    private static string Clean(string text) => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Breaks().Replace(text, " "), "")), " ").Trim();

    [GeneratedRegex(@"\[(Support|Request) ID:\s*(?<id>[^\]]*)\]", RegexOptions.IgnoreCase)]
    private static partial Regex SupportIds();

    [GeneratedRegex("</?(br|p|li|ul|div|tr)[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Breaks();

    [GeneratedRegex("</?[a-zA-Z][^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
