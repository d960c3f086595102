using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Conformance.Cases;

namespace ClarityConnect.Workflows.Conformance.Steps;

/// <summary>Reads the column how_started.</summary>
internal static partial class StepReader
{
    /// <returns>The steps, whether flowcharts are to run in token mode, and the phrases that were not understood.</returns>
    public static (IReadOnlyList<Step> Steps, bool IsTokenBased, IReadOnlyList<string> Unknown) Read(string howStarted)
    {
        var steps = new List<Step>();
        var unknown = new List<string>();
        var isTokenBased = false;
        foreach (var phrase in Phrases.Split(howStarted, ";", ", then ", " then ", ", wait"))
        {
            var (text, remarks) = Phrases.WithoutRemarks(phrase);
            isTokenBased |= remarks.Any(remark => remark.Contains("token", StringComparison.OrdinalIgnoreCase));
            if (text.Length == 0 || Waiting().IsMatch(text))
                continue;
            if (ReadOne(text) is { } step)
                steps.Add(step);
            else
                unknown.Add(phrase);
        }

        return (steps, isTokenBased, unknown);
    }

    private static Step? ReadOne(string text)
    {
        if (Running().Match(text) is { Success: true } run)
            return new Step.Run(Given(run.Groups[1]), run.Groups[2].Success ? Phrases.Value(run.Groups[2].Value).Value : null);
        if (ResumingAll().IsMatch(text))
            return new Step.ResumeAll();
        if (Resuming().Match(text) is { Success: true } resume)
            return new Step.Resume(Phrases.Names(resume.Groups[1].Value));
        if (Publishing().Match(text) is { Success: true } publish)
            return new Step.Publish(Phrases.Unquoted(publish.Groups[1].Value), Given(publish.Groups[2]), publish.Groups[3].Success ? Phrases.Value(publish.Groups[3].Value).Value : null);
        if (Cancelling().IsMatch(text))
            return new Step.Cancel();
        return Calling().Match(text) is { Success: true } call
            ? new Step.Call(call.Groups[1].Value.ToUpperInvariant(), call.Groups[2].Value.Replace("{workflow-base}", "", StringComparison.Ordinal).TrimStart('/'), Given(call.Groups[3]))
            : null;
    }

    private static string? Given(Group group) => group.Success ? Phrases.Unquoted(group.Value.Trim()) : null;

    [GeneratedRegex(@"^(?:wait|until|observe|check)?$|^(?:wait|until|observe)\b.*$", RegexOptions.IgnoreCase)]
    private static partial Regex Waiting();

    [GeneratedRegex(@"^(?:run|start|execute|dispatch)(?: it)?(?:,? with correlation(?: ?id)? (\S+))?(?:,? with input (.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Running();

    [GeneratedRegex(@"^(?:auto-resume\b.*|resume (?:all|every) bookmarks?\b.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex ResumingAll();

    [GeneratedRegex(@"^resume (?:the )?(?:bookmarks? (?:of )?)?(?:the )?(?:activity |activities |event |events )?(.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Resuming();

    [GeneratedRegex(@"^(?:publish|trigger|raise|send)(?: the)? event ('[^']*'|""[^""]*""|\S+)(?:,? (?:with )?correlation(?: ?id)? (\S+))?(?:,? (?:and |with )*payload (.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Publishing();

    [GeneratedRegex(@"^cancel(?: (?:it|the (?:instance|workflow|run)|instance))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Cancelling();

    [GeneratedRegex(@"^(?:HTTP )?(GET|POST|PUT|DELETE|HEAD|PATCH) (\S+)(?:,? (?:with )?body (.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Calling();
}
