using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Engine.Secrets;

namespace ClarityConnect.Workflows.Studio.Secrets;

/// <summary>What a secret may be called and hold.</summary>
internal static partial class SecretRules
{
    private const int LongestText = 400;

    public static List<string> Check(SecretRequest request, DateTimeOffset now, bool needsName, bool needsValue)
    {
        var problems = new List<string>();
        if (needsName && (request.Name is not { } name || !Names().IsMatch(name)))
            problems.Add("A secret's name has 1 to 100 letters, digits, dots, dashes and underscores.");
        if (needsName && request.Name is "picker" or "descriptors")
            problems.Add($"A secret cannot be called '{request.Name}'. Choose another name.");
        if (needsValue && request.Value is not { Length: >= SecretDirectory.ShortestValue and <= SecretDirectory.LongestValue })
            problems.Add($"A secret's value has {SecretDirectory.ShortestValue} to {SecretDirectory.LongestValue} characters. A shorter one could not be told from other text.");
        if (request.DisplayName?.Length > LongestText || request.Description?.Length > LongestText)
            problems.Add($"Names and descriptions have at most {LongestText} characters.");
        if (request.ExpiresAt <= now)
            problems.Add($"The secret would expire at {request.ExpiresAt:u}, which has passed. Give a later time, or none.");
        return problems;
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,100}$")]
    private static partial Regex Names();
}
