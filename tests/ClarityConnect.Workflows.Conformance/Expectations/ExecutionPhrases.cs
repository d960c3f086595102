using System.Globalization;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Conformance.Cases;
using ClarityConnect.Workflows.Conformance.Observations;

namespace ClarityConnect.Workflows.Conformance.Expectations;

/// <summary>Phrases about executions of activities: "outcomes=={A,B}", "Switch1 Completed once, after all", "exactly 2 WriteLine executions".</summary>
internal static partial class ExecutionPhrases
{
    private static readonly string[] Containers = ["Elsa.Workflow", "Elsa.Flowchart", "Elsa.Sequence", "Elsa.WriteLine", "Elsa.Start", "Elsa.End"];

    public static Func<Observation, string?>? Read(string phrase)
    {
        if (Outcomes().Match(phrase) is { Success: true } outcomes)
        {
            var wanted = Phrases.Names(outcomes.Groups[3].Value.Trim('{', '}', '[', ']')).Order(StringComparer.Ordinal).ToList();
            var activity = outcomes.Groups[1].Success ? outcomes.Groups[1].Value : outcomes.Groups[2].Value;
            return observed => HasOutcomes(observed, Phrases.Unquoted(activity), wanted);
        }

        if (Counted().Match(phrase) is { Success: true } counted)
            return observed => IsCount(observed, counted.Groups[2].Value, int.Parse(counted.Groups[1].Value, CultureInfo.InvariantCulture));
        if (Once().Match(phrase) is { Success: true } once)
            return observed => RanOnce(observed, Phrases.Unquoted(once.Groups[1].Value), once.Groups[2].Value, once.Groups[3].Success);
        return Status().Match(phrase) is { Success: true } status
            ? observed => HasStatus(observed, Phrases.Unquoted(status.Groups[1].Value), status.Groups[2].Value)
            : null;
    }

    private static string? HasOutcomes(Observation observed, string activity, List<string> wanted)
    {
        var executions = observed.Executions.Where(execution => activity.Length > 0 ? execution.Is(activity) : !Containers.Contains(execution.Type)).ToList();
        return executions switch
        {
            [] => "no such activity was run",
            [var one] => one.Outcomes.Order(StringComparer.Ordinal).SequenceEqual(wanted) ? null : $"outcomes of {one.ActivityId} are {{{string.Join(", ", one.Outcomes)}}}",
            _ => $"it cannot be told which is meant of {string.Join(", ", executions.Select(execution => execution.ActivityId))}",
        };
    }

    private static string? IsCount(Observation observed, string type, int wanted)
    {
        var count = observed.Executions.Count(execution => execution.Type.Split('.')[^1].Equals(type, StringComparison.OrdinalIgnoreCase));
        return count == wanted ? null : $"there are {count}";
    }

    private static string? RanOnce(Observation observed, string lineOrActivity, string status, bool isLast)
    {
        var named = observed.Executions.Where(execution => execution.Is(lineOrActivity) || execution.Text == lineOrActivity).ToList();
        var runs = named.Where(execution => status.Length == 0 || !char.IsUpper(status[0]) || execution.Status == status).ToList();
        if (runs.Count != 1)
            return $"that was {runs.Count} times";
        return isLast && observed.Executions.Any(other => other.Type == "Elsa.WriteLine" && other.CompletedAt > runs[0].CompletedAt) ? "something ended later" : null;
    }

    private static string? HasStatus(Observation observed, string activity, string status)
    {
        var found = observed.Executions.Where(execution => execution.Is(activity) || execution.Type == $"Elsa.{activity}").ToList();
        return found.Exists(execution => execution.Status == status) ? null : $"it is {string.Join(", ", found.Select(execution => execution.Status).DefaultIfEmpty("missing"))}";
    }

    [GeneratedRegex(@"^(?:(?!set\()([^.=()]+)\.)?outcomes?(?: of ([^=]+?))?\s*={1,2}\s*(\{.*\}|\[.*\]|\w+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Outcomes();

    [GeneratedRegex(@"^(?:exactly )?(\d+) (\w+) executions?$", RegexOptions.IgnoreCase)]
    private static partial Regex Counted();

    [GeneratedRegex(@"^(.+?)(?: (Completed|Faulted|Canceled|executed|printed|runs|run))? (?:exactly )?once(, after all)?$")]
    private static partial Regex Once();

    [GeneratedRegex(@"^(?:activity )?([^=]+?)(?: stays| is|\.status\s*={1,2}| status\s*={1,2})\s*(Running|Completed|Faulted|Canceled)$")]
    private static partial Regex Status();
}
