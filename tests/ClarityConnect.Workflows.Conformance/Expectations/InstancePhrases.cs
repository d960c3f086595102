using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Conformance.Cases;
using ClarityConnect.Workflows.Conformance.Observations;

namespace ClarityConnect.Workflows.Conformance.Expectations;

/// <summary>Phrases about instances and the answers that they gave: "subStatus=Faulted", "child.correlationId=='c1'", "output.Age==30", "200".</summary>
internal static partial class InstancePhrases
{
    public static Func<Observation, string?>? Read(string phrase)
    {
        if (StatusCode().Match(phrase) is { Success: true } code)
            return observed => Equal(code.Groups[1].Value, observed.Response?.Status.ToString(CultureInfo.InvariantCulture), "status code");
        if (Body().Match(phrase) is { Success: true } body)
            return observed => Equal(Phrases.Unquoted(body.Groups[1].Value), observed.Response?.Body, "body");
        if (ChildCount().Match(phrase) is { Success: true } children)
            return observed => Equal(children.Groups[1].Value, observed.Children.Count().ToString(CultureInfo.InvariantCulture), "number of children");
        if (Message().Match(phrase) is { Success: true } message)
            return AboutEach("", instance => HasMessage(instance, Phrases.Unquoted(message.Groups[2].Value), isWhole: message.Groups[1].Value[0] == '='));
        if (Member().Match(phrase) is not { Success: true } member)
            return null;
        var path = member.Groups[2].Value;
        var expected = Phrases.Unquoted(member.Groups[3].Value.Trim());
        Func<Observation, Instance, string?>? check = path.ToLowerInvariant() switch
        {
            "status" or "substatus" or "correlationid" or "name" => (_, instance) => Equal(expected, instance.Text(Exact(path)), path),
            "parentworkflowinstanceid" or "parentinstanceid" => (observed, instance) => Equal(expected == "parent" ? observed.Main!.Id : expected, instance.ParentId, path),
            "incidents" => (_, instance) => Equal(Number(expected), instance.IncidentCount.ToString(CultureInfo.InvariantCulture), path),
            "bookmarks" => (_, instance) => Equal(Number(expected), instance.Bookmarks.Count.ToString(CultureInfo.InvariantCulture), path),
            _ when Named(path, "output") is { } output => (_, instance) => Same(member.Groups[3].Value.Trim(), instance.Output(output), path),
            _ when Named(path, "variable") is { } variable =>
                (_, instance) => Same(member.Groups[3].Value.Trim(), instance.Variables.TryGetValue(variable, out var value) ? value : null, path),
            _ => null,
        };
        return check is null ? null : AboutEach(member.Groups[1].Value, check);
    }

    private static Func<Observation, string?> AboutEach(string whom, Func<Observation, Instance, string?> check) => observed =>
    {
        IReadOnlyList<Instance> instances = whom.StartsWith("child", StringComparison.OrdinalIgnoreCase) ? [.. observed.Children] : observed.Main is { } main ? [main] : [];
        return instances.Count == 0 ? "there is no such instance" : instances.Select(instance => check(observed, instance)).FirstOrDefault(wrong => wrong is not null);
    };

    private static Func<Observation, string?> AboutEach(string whom, Func<Instance, string?> check) => AboutEach(whom, (_, instance) => check(instance));

    private static string Exact(string path) => path.ToLowerInvariant() switch { "substatus" => "subStatus", "correlationid" => "correlationId", var other => other };

    private static string Number(string expected) => expected is "[]" or "none" or "{}" ? "0" : expected;

    private static string? Named(string path, string kind) =>
        path.StartsWith(kind, StringComparison.OrdinalIgnoreCase) && path.Length > kind.Length + 1 && path[kind.Length] is '.' or ' ' ? path[(kind.Length + 1)..].Trim() : null;

    private static string? HasMessage(Instance instance, string expected, bool isWhole) =>
        instance.IncidentMessages.Any(message => isWhole ? message == expected : message.Contains(expected, StringComparison.OrdinalIgnoreCase))
            ? null
            : $"incidents say {string.Join(" | ", instance.IncidentMessages)}";

    private static string? Equal(string expected, string? actual, string what) => expected == actual ? null : $"{what} is {actual ?? "missing"}";

    private static string? Same(string expected, JsonElement? actual, string what)
    {
        var (value, isBare) = Phrases.Value(expected);
        var isSame = actual is { } found && (isBare ? found.ToString() == value.GetString() : JsonElement.DeepEquals(found, value));
        return isSame ? null : $"{what} is {actual?.GetRawText() ?? "missing"}";
    }

    [GeneratedRegex(@"^(?:HTTP |status ?code\s*={0,2}\s*|status\s*={1,2}\s*)?([1-5]\d\d)$", RegexOptions.IgnoreCase)]
    private static partial Regex StatusCode();

    [GeneratedRegex(@"^body\s*={1,2}\s*(.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Body();

    [GeneratedRegex(@"^(?:exactly )?(\d+) child(?:ren)?(?: instances?)?$|^children\s*={1,2}\s*(?<1>\d+)$", RegexOptions.IgnoreCase)]
    private static partial Regex ChildCount();

    [GeneratedRegex(@"^(?:the )?(?:incident|exception|fault)?(?:\.|'s | )?message\s*(={1,2}|contains|is)\s*(.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Message();

    [GeneratedRegex(@"^(?:(parent|child|children|instance|workflow)(?:\.| |'s ))?((?:sub)?status|correlationId|name|parent(?:Workflow)?InstanceId|incidents|bookmarks|output[. ]\w+|variable[. ]\w+)\s*={1,2}\s*('.*'|"".*""|\[.*\]|\{.*\}|[^,=;]+?)(?: after run)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Member();
}
