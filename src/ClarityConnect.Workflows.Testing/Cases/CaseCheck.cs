using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Cases;
using ClarityConnect.Workflows.Testing.Workflows;

namespace ClarityConnect.Workflows.Testing.Cases;

/// <summary>Compares what came of a case with what was expected.</summary>
internal static class CaseCheck
{
    public static List<string> Compare(CaseExpectation expected, WorkflowRun run, string? failure)
    {
        var problems = new List<string>();
        if (run.Instance.Status != expected.Status)
            problems.Add($"The status is {run.Instance.Status}, not {expected.Status}{(failure is null ? "." : $": {failure}")}");
        if (expected.Failure is { } part && failure?.Contains(part, StringComparison.Ordinal) != true)
            problems.Add(failure is null ? $"It did not fail with '{part}'." : $"The failure is '{failure}', which does not contain '{part}'.");
        foreach (var (name, value) in expected.Outputs ?? new Dictionary<string, JsonElement>())
            Compare(problems, $"The output '{name}'", value, run.Output(name));
        foreach (var (name, value) in expected.Variables ?? new Dictionary<string, JsonElement>())
            Compare(problems, $"The variable '{name}'", value, run.Variable(name));
        if (expected.Lines is { } lines && !lines.SequenceEqual(run.Lines))
            problems.Add($"The lines are [{string.Join(" | ", run.Lines)}], not [{string.Join(" | ", lines)}].");
        if (expected.Journal is { } journal)
            Compare(problems, journal, CaseJournal.Of(run.Executions));
        return problems;
    }

    private static void Compare(List<string> problems, string what, JsonElement expected, JsonElement? found)
    {
        if (found is not { } value)
            problems.Add($"{what} was not set.");
        else if (!JsonNode.DeepEquals(JsonNode.Parse(value.GetRawText()), JsonNode.Parse(expected.GetRawText())))
            problems.Add($"{what} is {Short(value)}, not {Short(expected)}.");
    }

    private static void Compare(List<string> problems, IReadOnlyList<CaseJournalEntry> expected, IReadOnlyList<CaseJournalEntry> found)
    {
        for (var i = 0; i < Math.Max(expected.Count, found.Count); i++)
        {
            var (wanted, got) = (i < expected.Count ? Text(expected[i]) : "the end", i < found.Count ? Text(found[i]) : "the end");
            if (wanted == got)
                continue;
            problems.Add($"Step {i + 1} of the journal is {got}, not {wanted}.");
            return;
        }
    }

    private static string Text(CaseJournalEntry entry) =>
        $"'{entry.Activity}' {entry.Status}{(entry.Outcomes is { Count: > 0 } outcomes ? $" with {string.Join(", ", outcomes)}" : "")}";

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 300 } text ? text[..300] + "…" : value.GetRawText();
}
